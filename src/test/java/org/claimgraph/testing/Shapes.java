package org.claimgraph.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.tables.Table;

/** Columns of a stage against the contract of the table it fills. */
public final class Shapes {

  private Shapes() {}

  /** Asserts the columns and types of a table of one period, which job adds, in any order. */
  public static void assertFills(Table table, StructType rows) {
    assertThat(columns(rows))
        .containsExactlyInAnyOrderElementsOf(
            columns(table.schema()).filter(column -> !column.startsWith("period ")).toList());
  }

  private static Stream<String> columns(StructType schema) {
    return Stream.of(schema.fields())
        .map(field -> field.name() + " " + field.dataType().catalogString());
  }
}
