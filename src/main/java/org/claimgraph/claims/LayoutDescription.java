package org.claimgraph.claims;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/**
 * A layout in words: for each kind of file the names it may have, the columns it must and may have,
 * and what is turned off where one is missing. All of it stands in the comments at the top of the
 * SQL that comes with the layout.
 */
public final class LayoutDescription {

  private static final int WIDTH = 120;
  private static final String LABEL = "  %-10s";
  private static final String WITHOUT = "-- without ";

  private LayoutDescription() {}

  /**
   * The description of a layout, in lines.
   *
   * @throws org.claimgraph.UserException where there is no such layout
   */
  public static List<String> of(String layout) {
    List<String> lines = new ArrayList<>();
    for (Preset preset : Layout.shipped(layout)) {
      if (!preset.isDerived()) {
        describe(preset, lines);
      }
    }
    return lines;
  }

  private static void describe(Preset preset, List<String> lines) {
    lines.add(preset.name() + ": " + firstComment(preset));
    lines.add(LABEL.formatted("files") + preset.files());
    wrap("required", columns(preset.required()), lines);
    wrap("optional", columns(preset.optional()), lines);
    if (!preset.headless().isEmpty()) {
      wrap("no header", preset.headless(), lines);
    }
    if (preset.keepsFurtherColumns()) {
      lines.add(LABEL.formatted("further") + "every other column, by name");
    }
    if (preset.patientColumn() != null) {
      lines.add(LABEL.formatted("pseudonym") + "in the place of " + preset.patientColumn());
    }
    turnedOff(preset).forEach(text -> lines.add("  without " + text));
  }

  private static String firstComment(Preset preset) {
    return preset.sql().lines().findFirst().orElseThrow().substring("-- ".length());
  }

  /** What is turned off: the columns, or FILE where there is no such file, a colon, and what. */
  static List<String> turnedOff(Preset preset) {
    return preset
        .sql()
        .lines()
        .takeWhile(line -> line.startsWith("-- "))
        .filter(line -> line.startsWith(WITHOUT))
        .map(line -> line.substring(WITHOUT.length()))
        .toList();
  }

  private static List<String> columns(List<Preset.Field> fields) {
    return fields.stream().map(LayoutDescription::column).toList();
  }

  private static String column(Preset.Field field) {
    String others = field.spellings().stream().skip(1).collect(joining(" or "));
    return others.isEmpty() ? field.name() : field.name() + " (or " + others + ")";
  }

  /** A label and names behind it, on as many lines as they take. */
  private static void wrap(String label, List<String> names, List<String> lines) {
    String line = LABEL.formatted(label);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i) + (i < names.size() - 1 ? ", " : "");
      if (line.length() + name.length() > WIDTH) {
        lines.add(line.stripTrailing());
        line = LABEL.formatted("");
      }
      line += name;
    }
    lines.add(names.isEmpty() ? line + "none" : line);
  }
}
