package org.claimgraph.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.claimgraph.UserException;

/**
 * Reads typed settings and collects every problem, so that one report names them all: values of the
 * wrong kind or out of range, missing ones, and keys that no part of the program reads.
 */
final class ConfigReader {

  private final Config config;
  private final TreeSet<String> known = new TreeSet<>();
  private final Map<String, String> problems = new LinkedHashMap<>();

  /** Reads the keys below {@code claimgraph}; names in messages leave that prefix out. */
  ConfigReader(Config config) {
    this.config = config;
  }

  String text(String key) {
    return read(
        key, "is required", k -> config.getString(k).isBlank() ? null : config.getString(k));
  }

  /** Returns null where the key is not set. */
  String optionalText(String key) {
    known.add(key);
    return isSet(key) ? read(key, "must be a text", config::getString) : null;
  }

  boolean flag(String key) {
    Boolean value = read(key, "must be true or false", config::getBoolean);
    return value != null && value;
  }

  int intBetween(String key, int least, int most) {
    String rule = "must be a whole number from " + least + " to " + most;
    Integer value =
        read(
            key,
            rule,
            k -> {
              double number = config.getDouble(k);
              return number == StrictMath.rint(number) && number >= least && number <= most
                  ? (int) number
                  : null;
            });
    return value == null ? least : value;
  }

  int intAtLeast(String key, int least) {
    return intBetween(key, least, Integer.MAX_VALUE);
  }

  /** A number in [0,1]. */
  double share(String key) {
    return number(key, "must be a number from 0 to 1", value -> value >= 0 && value <= 1);
  }

  double positive(String key) {
    return number(key, "must be a number above 0", value -> value > 0 && !Double.isInfinite(value));
  }

  /** Any number, but not an infinite one. */
  double finite(String key) {
    return number(key, "must be a number", value -> StrictMath.abs(value) <= Double.MAX_VALUE);
  }

  /** A list of texts; {@code a,b} is read as {@code [a, b]}, so that --set needs no brackets. */
  List<String> texts(String key) {
    List<String> values =
        read(
            key,
            "must be a list",
            k ->
                config.getValue(k).valueType() == ConfigValueType.STRING
                    ? Arrays.stream(config.getString(k).split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList()
                    : config.getStringList(k));
    return values == null ? List.of() : List.copyOf(values);
  }

  /**
   * A list of codes of equal length, or ranges of them, {@code 99201-99499}.
   *
   * @param example for the message where an entry is neither
   */
  List<String> codes(String key, int length, String example) {
    List<String> codes = texts(key);
    String code = "[0-9A-Z]{" + length + "}";
    if (!codes.stream().allMatch(entry -> entry.matches(code + "(-" + code + ")?"))) {
      invalid(key, "must list codes or ranges such as " + example);
    }
    return codes;
  }

  /** As {@link #textsByName}, with names that can be those of a cohort. */
  SortedMap<String, String> namedTexts(String group) {
    SortedMap<String, String> texts = textsByName(group);
    if (!texts.keySet().stream().allMatch(name -> name.matches("[a-z0-9-]+"))) {
      invalid(group, "must have names of lower-case letters, digits and dashes");
      return new TreeMap<>();
    }
    return texts;
  }

  /** One of the names of an enum, written in lower case with dashes. */
  <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    E value = read(key, "must be one of " + names(type), k -> find(type, config.getString(k)));
    return value == null ? type.getEnumConstants()[0] : value;
  }

  /** A list, not empty, of different names of an enum, in the order given. */
  <E extends Enum<E>> List<E> someOf(String key, Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(ConfigReader::nameOf).toList();
    return namesOf(key, names).stream().map(name -> find(type, name)).toList();
  }

  /** A list, not empty, of different ones of some names, in the order given. */
  List<String> namesOf(String key, List<String> names) {
    List<String> values = texts(key);
    if (values.isEmpty()
        || !names.containsAll(values)
        || values.stream().distinct().count() != values.size()) {
      invalid(key, "must list some of " + String.join(", ", names) + ", each once");
      return List.of();
    }
    return values;
  }

  /** As {@link #someOf}, but the list may be empty. */
  <E extends Enum<E>> List<E> anyOf(String key, Class<E> type) {
    return texts(key).isEmpty() ? List.of() : someOf(key, type);
  }

  /** A group of texts whose names the user chooses; a name that is null is not in it. */
  SortedMap<String, String> textsByName(String key) {
    ConfigObject group = group(key);
    SortedMap<String, String> texts = new TreeMap<>();
    if (group != null) {
      for (Map.Entry<String, ConfigValue> entry : group.entrySet()) {
        known.add(key + "." + entry.getKey());
        if (entry.getValue().valueType() != ConfigValueType.NULL) {
          texts.put(entry.getKey(), String.valueOf(entry.getValue().unwrapped()));
        }
      }
    }
    return texts;
  }

  /** As {@link #textsByName}, of groups in groups: names of several parts have points between. */
  SortedMap<String, String> textsByPath(String key) {
    ConfigObject group = group(key);
    SortedMap<String, String> texts = new TreeMap<>();
    if (group != null) {
      for (Map.Entry<String, ConfigValue> entry : group.toConfig().entrySet()) {
        String path = String.join(".", ConfigUtil.splitPath(entry.getKey()));
        known.add(key + "." + path);
        texts.put(path, String.valueOf(entry.getValue().unwrapped()));
      }
    }
    return texts;
  }

  /** The names in a group, which are not read by that. */
  SortedSet<String> namesIn(String key) {
    ConfigObject group = group(key);
    return group == null ? new TreeSet<>() : new TreeSet<>(group.keySet());
  }

  private ConfigObject group(String key) {
    boolean isGroup = isSet(key) && config.getValue(key).valueType() == ConfigValueType.OBJECT;
    return isGroup
        ? config.getObject(key)
        : read(key, "must be a group of texts with names", config::getObject);
  }

  /** Applies a rule of the caller; the text of an IllegalArgumentException becomes the problem. */
  <T> T parsed(String key, Function<String, T> parse) {
    String value = optionalText(key);
    if (value == null) {
      return null;
    }
    try {
      return parse.apply(value);
    } catch (IllegalArgumentException invalid) {
      invalid(key, invalid.getMessage());
      return null;
    }
  }

  /** Adds a problem with a key that was read; the first one of a key is told. */
  void invalid(String key, String rule) {
    problems.computeIfAbsent(key, k -> described(k) + " " + rule);
  }

  /** Every key that was read. */
  SortedSet<String> known() {
    return known;
  }

  /** Throws one exception that names every problem and every key that nobody read. */
  void finish() {
    reportUnknown("", config.root());
    if (!problems.isEmpty()) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid configuration: " + String.join("; ", problems.values()) + ".",
          "conf/reference.conf explains every setting.");
    }
  }

  private void reportUnknown(String prefix, ConfigObject group) {
    for (String name : new TreeSet<>(group.keySet())) {
      String key = prefix + name;
      ConfigValue value = group.get(name);
      if (value instanceof ConfigObject inner) {
        reportUnknown(key + ".", inner);
      } else if (!known.contains(key)) {
        problems.put(
            key,
            origin(value)
                + key
                + " is not a setting; the nearest is "
                + EditDistance.nearest(key, known));
      }
    }
  }

  private double number(String key, String rule, Function<Double, Boolean> valid) {
    Double value =
        read(
            key,
            rule,
            k -> {
              double number = config.getDouble(k);
              return valid.apply(number) ? number : null;
            });
    return value == null ? Double.NaN : value;
  }

  private <T> T read(String key, String rule, Function<String, T> get) {
    known.add(key);
    if (!isSet(key)) {
      problems.put(key, key + " is not set: it " + rule);
      return null;
    }
    try {
      T value = get.apply(key);
      if (value == null) {
        invalid(key, rule);
      }
      return value;
    } catch (ConfigException.WrongType | ConfigException.BadValue wrong) {
      invalid(key, rule);
      return null;
    }
  }

  private boolean isSet(String key) {
    return config.hasPath(key);
  }

  private String described(String key) {
    ConfigValue value = config.getValue(key);
    return origin(value) + key + " = " + value.unwrapped();
  }

  private static String origin(ConfigValue value) {
    String description = value.origin().filename();
    return description == null ? "" : description + ":" + value.origin().lineNumber() + ": ";
  }

  private static <E extends Enum<E>> E find(Class<E> type, String name) {
    for (E value : type.getEnumConstants()) {
      if (nameOf(value).equals(name)) {
        return value;
      }
    }
    return null;
  }

  /** The name users write: its own one, else {@code LAST_TWO_YEARS} is last-two-years. */
  static String nameOf(Enum<?> value) {
    return value instanceof Named named
        ? named.label()
        : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return List.of(type.getEnumConstants()).stream()
        .map(ConfigReader::nameOf)
        .collect(Collectors.joining(", "));
  }
}
