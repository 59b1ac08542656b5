package org.claimgraph.claims;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How one kind of source file becomes rows the pipeline knows: plain Spark SQL over the view {@code
 * source}, with what it needs in the comments at its top.
 *
 * @param name kind of file, such as {@code inpatient}
 * @param files regular expression of the names of these files, relative to {@code source.path}
 * @param gives what a row becomes: claim, stay, beneficiary, physician or hospital; tie or node
 * @param patientColumn column of the patient id, replaced by a pseudonym before SQL sees it; null
 *     where there is none
 * @param required columns that must be there
 * @param optional columns that are null where they are missing
 * @param headless names of the columns of a file without a header; empty where each must have one
 * @param keepsFurtherColumns whether SQL sees every other column in the map {@code further}
 * @param sql the query
 */
record Preset(
    String name,
    String files,
    String gives,
    String patientColumn,
    List<Field> required,
    List<Field> optional,
    List<String> headless,
    boolean keepsFurtherColumns,
    String sql)
    implements Serializable {

  /** Reads {@code resources/org/claimgraph/claims/FORMAT/NAME.sql}. */
  static Preset load(String format, String name) {
    String text = resource(format + "/" + name + ".sql");
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
    return new Preset(
        name,
        header.get("files"),
        header.get("gives"),
        header.get("patient"),
        fields(header.get("required")),
        fields(header.get("optional")),
        list(header.getOrDefault("headless", "")),
        header.containsKey("further"),
        text);
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

  private static String resource(String path) {
    try (InputStream in = Preset.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("Missing preset " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("Cannot read preset " + path, unreadable);
    }
  }
}
