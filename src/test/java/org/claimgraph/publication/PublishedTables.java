package org.claimgraph.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.Table;

/** Tables of one period made by hand, and what is published of them. */
public final class PublishedTables {

  private final SparkSession spark;
  private final Map<Table, Dataset<Row>> rows = new HashMap<>();

  public PublishedTables(SparkSession spark) {
    this.spark = spark;
  }

  /** Rows of a table with some of its columns; the others are null. */
  public PublishedTables with(Table table, String columns, String... values) {
    Dataset<Row> some =
        spark.sql("SELECT * FROM VALUES " + String.join(", ", values) + " AS t(" + columns + ")");
    List<String> given = List.of(some.columns());
    Column[] all =
        Arrays.stream(table.schema().fields())
            .filter(field -> !field.name().equals("period"))
            .map(
                field ->
                    (given.contains(field.name()) ? col(field.name()) : lit(null))
                        .cast(field.dataType())
                        .as(field.name()))
            .toArray(Column[]::new);
    rows.put(table, some.select(all));
    return this;
  }

  public Dataset<Row> get(Table table) {
    return rows.get(table);
  }

  /** What is published, by the name of the table without its schema. */
  Map<String, Dataset<Row>> published(String... settings) {
    Configuration config = Configuration.read(List.of(), List.of(settings));
    Map<String, Dataset<Row>> published = new HashMap<>();
    Publication.of(config, rows::get, (name, held) -> held)
        .forEach((table, told) -> published.put(table.view(), told));
    return published;
  }
}
