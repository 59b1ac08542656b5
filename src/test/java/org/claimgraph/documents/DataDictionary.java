package org.claimgraph.documents;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;

/** Every table with its columns, from the contracts of the tables. */
final class DataDictionary {

  private static final Map<String, String> SCHEMAS =
      Map.of(
          "claims", "What was read, one spelling for all layouts. Holds pseudonyms of patients.",
          "network", "Who shares patients with whom, and what such networks look like.",
          "outcome",
              "What happened to patients. `outcome.patient_outcome` has a row for each of them.",
          "analysis", "Networks and outcomes side by side, and how one goes with the other.",
          "ops", "What ran, from what, and what became of it.",
          "published", "What analysts may see: no rows of patients, no small numbers of them.");

  private DataDictionary() {}

  static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Data dictionary

            Generated from the contracts in `src/main/resources/org/claimgraph/tables`, which are also the comments that
            `DESCRIBE` prints. Names are a contract: columns are added, not renamed or dropped. Columns of the key come first
            and are never null. Null means unknown or undefined, never 0.

            """);
    List<String> schemas = Tables.all().stream().map(DataDictionary::schema).distinct().toList();
    for (String schema : schemas) {
      text.append("## ").append(schema).append("\n\n").append(SCHEMAS.get(schema)).append("\n\n");
      Tables.all().stream()
          .filter(table -> schema(table).equals(schema))
          .forEach(table -> append(table, text));
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String schema(Table table) {
    return table.name().substring(0, table.name().indexOf('.'));
  }

  private static void append(Table table, StringBuilder text) {
    text.append("### ").append(table.name()).append("\n\n");
    text.append(Markdown.plain(table.description())).append("\n\n");
    text.append("Key: ").append(names(table.key())).append(".\n\n");
    if (table.of() != null) {
      appendDifference(table, Tables.named(table.of()), text);
      return;
    }
    text.append("| column | type | |\n|---|---|---|\n");
    for (StructField field : table.schema().fields()) {
      text.append(
          "| `%s` | %s | %s |%n"
              .formatted(
                  field.name(),
                  Markdown.plain(field.dataType().sql().toLowerCase(Locale.ROOT)),
                  Markdown.plain(field.getComment().get())));
    }
    text.append('\n');
  }

  /** A table of some rows of another has its columns. */
  private static void appendDifference(Table table, Table whole, StringBuilder text) {
    List<String> columns = List.of(table.schema().fieldNames());
    List<String> left =
        Arrays.stream(whole.schema().fieldNames()).filter(name -> !columns.contains(name)).toList();
    text.append("Columns: those of [%s](#%s)".formatted(whole, Markdown.anchor(whole.name())))
        .append(left.isEmpty() ? "" : ", but for " + names(left))
        .append(".\n\n");
  }

  private static String names(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
