package org.claimgraph.claims;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How one kind of source file becomes rows the pipeline knows: plain Spark SQL over the view {@code
 * source}, with what it needs in the comments at its top. A preset without files is derived: its
 * SQL reads views of other presets alone, and its rows stand for no rows of files.
 *
 * @param name kind of file, such as {@code inpatient}
 * @param files regular expression of the names of these files, relative to {@code source.path};
 *     null for a derived preset
 * @param gives what a row becomes: claim, stay, beneficiary, physician or hospital; tie or node;
 *     any other name is that of a view, for presets that use it; its rows that name the claim to
 *     which they add something ({@code claim_id}) count only where that claim does
 * @param view view of the same rows, for presets that use it; null where there is none
 * @param uses views that the SQL reads beside {@code source}; they are there, without rows, where
 *     the source has no such files
 * @param patientColumn column of the patient id, replaced by a pseudonym before SQL sees it; null
 *     where there is none
 * @param required columns that must be there
 * @param optional columns that are null where they are missing
 * @param headless names of the columns of a file without a header; empty where each must have one
 * @param keepsFurtherColumns whether SQL sees every other column in the map {@code further}
 * @param sql the query
 * @param expressions what a site puts in the place of columns, by column
 */
record Preset(
    String name,
    String files,
    String gives,
    String view,
    List<String> uses,
    String patientColumn,
    List<Field> required,
    List<Field> optional,
    List<String> headless,
    boolean keepsFurtherColumns,
    String sql,
    Map<String, String> expressions)
    implements Serializable {

  /** What the pipeline knows; everything else that a preset gives is a view. */
  private static final Set<String> KINDS =
      Set.of("claim", "stay", "beneficiary", "physician", "hospital", "tie", "node");

  /** A preset from its SQL with the comments at its top. */
  static Preset of(String name, String text) {
    Map<String, String> header = header(text);
    String gives = header.get("gives");
    return new Preset(
        name,
        header.get("files"),
        gives,
        header.getOrDefault("view", gives != null && KINDS.contains(gives) ? null : gives),
        list(header.getOrDefault("uses", "")),
        header.get("patient"),
        fields(header.getOrDefault("required", "")),
        fields(header.getOrDefault("optional", "")),
        list(header.getOrDefault("headless", "")),
        header.containsKey("further"),
        text,
        Map.of());
  }

  private static Map<String, String> header(String text) {
    Map<String, String> header = new HashMap<>();
    for (String line : text.split("\n")) {
      int colon = line.indexOf(':');
      if (!line.startsWith("-- ")) {
        break;
      }
      if (colon > 0) {
        header.put(line.substring("-- ".length(), colon), line.substring(colon + 1).strip());
      }
    }
    return header;
  }

  /** What to do about a file that lacks required columns. */
  String remedy() {
    return header(sql)
        .getOrDefault(
            "missing", "Give the file with these columns, or set source.format to its layout.");
  }

  /**
   * This preset with expressions in the place of columns.
   *
   * @param inputs columns of the file that they read
   */
  Preset with(Map<String, String> replaced, List<String> inputs) {
    Predicate<Field> isRead =
        field ->
            !replaced.containsKey(field.name())
                || inputs.stream().anyMatch(field.name()::equalsIgnoreCase);
    List<String> known =
        fields().stream().map(field -> field.name().toLowerCase(Locale.ROOT)).toList();
    Stream<Field> added =
        inputs.stream()
            .filter(input -> !known.contains(input.toLowerCase(Locale.ROOT)))
            .map(input -> new Field(input, List.of(input)));
    return new Preset(
        name,
        files,
        gives,
        view,
        uses,
        patientColumn,
        Stream.concat(required.stream().filter(isRead), added).toList(),
        optional.stream().filter(isRead).toList(),
        headless,
        keepsFurtherColumns,
        sql,
        replaced);
  }

  /**
   * A column that SQL sees by name.
   *
   * @param name its name in SQL
   * @param spellings its names in headers, whatever their case; the first that a header has counts
   */
  record Field(String name, List<String> spellings) implements Serializable {

    /** A column with one spelling, {@code name}, or several, {@code name|other|another}. */
    static Field of(String text) {
      List<String> spellings = List.of(text.split("\\|"));
      return new Field(spellings.get(0), spellings);
    }
  }

  /** Whether its rows come from views of other presets and not from files. */
  boolean isDerived() {
    return files == null;
  }

  /** Whether its rows are a view for other presets and nothing else. */
  boolean isView() {
    return gives.equals(view);
  }

  /** Every column that SQL sees by name. */
  List<Field> fields() {
    return Stream.concat(required.stream(), optional.stream()).toList();
  }

  private static List<Field> fields(String names) {
    return list(names).stream().map(Field::of).toList();
  }

  private static List<String> list(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
