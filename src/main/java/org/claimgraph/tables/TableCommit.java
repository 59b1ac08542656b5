package org.claimgraph.tables;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.exceptions.DeltaConcurrentModificationException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import scala.Option;
import scala.collection.Iterator;

/**
 * Puts files in the place of those of a table or of one part of it, in one commit that other parts
 * do not notice. The commit of a table that is not there makes it, so that no reader ever sees a
 * table without its first rows.
 */
final class TableCommit {

  private final SparkSession spark;
  private final Table table;
  private final String path;
  private final String part;
  private final List<RunLock> locks;

  /**
   * A commit to come.
   *
   * @param path the folder of the table
   * @param part whose files are replaced; null: all
   * @param locks without which it may not be made
   */
  TableCommit(SparkSession spark, Table table, String path, String part, List<RunLock> locks) {
    this.spark = spark;
    this.table = table;
    this.path = path;
    this.part = part;
    this.locks = locks;
  }

  /** Writes rows and commits them; returns the version written. */
  long of(Dataset<Row> rows) {
    return commit(
        transaction -> {
          List<Action> actions = new ArrayList<>();
          transaction.writeFiles(rows).foreach(actions::add);
          return actions;
        });
  }

  /** Commits files that tasks have written; returns the version written. */
  long of(List<BatchFile.Written> files) {
    return commit(transaction -> files.stream().map(this::add).toList());
  }

  private long commit(Function<OptimisticTransaction, List<Action>> written) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
    if (transaction.readVersion() >= 0) {
      return commit(transaction, written);
    }
    transaction.updateMetadata((Metadata) action("metaData", metadata()), false);
    try {
      return commit(transaction, written);
    } catch (DeltaConcurrentModificationException madeByAnother) {
      // Two runs of different periods found no table, and the other was first.
      return commit(log.startTransaction(Option.empty(), Option.empty()), written);
    }
  }

  private long commit(
      OptimisticTransaction transaction, Function<OptimisticTransaction, List<Action>> written) {
    List<Action> actions = new ArrayList<>(written.apply(transaction));
    if (transaction.readVersion() >= 0) {
      Iterator<AddFile> replaced = transaction.filterFiles(inScala(ofPart()), false).iterator();
      while (replaced.hasNext()) {
        actions.add(replaced.next().remove());
      }
    }
    locks.forEach(RunLock::requireHeld);
    return transaction.commit(inScala(actions), DeltaOperations.ManualUpdate$.MODULE$);
  }

  private List<Expression> ofPart() {
    return part == null
        ? List.of()
        : List.of(
            new EqualTo(
                UnresolvedAttribute.quoted(table.partColumn()),
                Literal.create(part, DataTypes.StringType)));
  }

  /** An action as the protocol of Delta writes it; constructors differ from version to version. */
  private static Action action(String name, ObjectNode fields) {
    return Action.fromJson(JsonNodeFactory.instance.objectNode().set(name, fields).toString());
  }

  private ObjectNode metadata() {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("id", UUID.randomUUID().toString());
    metadata.put("description", table.description());
    metadata.putObject("format").put("provider", "parquet").putObject("options");
    metadata.put("schemaString", table.schema().json());
    if (table.partColumn() == null) {
      metadata.putArray("partitionColumns");
    } else {
      metadata.putArray("partitionColumns").add(table.partColumn());
    }
    ObjectNode properties = metadata.putObject("configuration");
    // Reader version 1, so that every Delta reader of the last years can read the tables.
    properties.put("delta.enableDeletionVectors", "false");
    // No least and greatest values in the log: some would name a person, and no file of a period
    // is a range of anything, so none could be skipped.
    properties.put("delta.dataSkippingNumIndexedCols", "0");
    for (StructField field : table.schema().fields()) {
      if (field.dataType().equals(DataTypes.DoubleType)) {
        // Hardly ever the same number twice: a dictionary costs time and saves nothing.
        properties.put("parquet.enable.dictionary#" + field.name(), "false");
      }
    }
    return metadata;
  }

  private Action add(BatchFile.Written file) {
    ObjectNode add = JsonNodeFactory.instance.objectNode();
    add.put("path", table.partColumn() + "=" + part + "/" + file.name());
    add.putObject("partitionValues").put(table.partColumn(), part);
    add.put("size", file.bytes());
    add.put("modificationTime", file.modified());
    add.put("dataChange", true);
    add.put("stats", "{\"numRecords\":" + file.rows() + "}");
    return action("add", add);
  }

  /** A list of the Scala that Spark was built with, 2.12 or 2.13. */
  private static <T> scala.collection.immutable.List<T> inScala(List<T> elements) {
    scala.collection.immutable.List<T> list = scala.collection.immutable.List$.MODULE$.empty();
    for (int i = elements.size(); i > 0; i--) {
      list = list.$colon$colon(elements.get(i - 1));
    }
    return list;
  }
}
