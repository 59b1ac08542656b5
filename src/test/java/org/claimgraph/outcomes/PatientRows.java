package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.TextTable;

/** Rows of {@code outcome.patient_outcome} of which only some columns matter. */
final class PatientRows {

  private static final StructType SCHEMA = Tables.PATIENT_OUTCOME.schema();

  private PatientRows() {}

  /** Rows with the named columns as in {@link TextTable}; all others are null. */
  static Dataset<Row> of(SparkSession spark, String columns, List<String> lines) {
    List<String> names = List.of(columns.split(" "));
    String ddl =
        names.stream()
            .map(name -> name + " " + SCHEMA.apply(name).dataType().sql())
            .collect(Collectors.joining(", "));
    Dataset<Row> rows = TextTable.of(spark, ddl, lines);
    for (StructField field : SCHEMA.fields()) {
      if (!names.contains(field.name())) {
        rows = rows.withColumn(field.name(), lit(null).cast(field.dataType()));
      }
    }
    return rows;
  }

  static Dataset<Row> of(SparkSession spark, String columns, String... lines) {
    return of(spark, columns, Arrays.asList(lines));
  }
}
