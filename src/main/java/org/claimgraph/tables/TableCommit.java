package org.claimgraph.tables;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.exceptions.DeltaConcurrentModificationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
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
import org.claimgraph.UserException;
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
    if (part == null && rows.isEmpty()) {
      // Spark would write a file without rows, which Delta would not name.
      return of(List.of());
    }
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
    boolean isNew = transaction.readVersion() < 0;
    if (isNew) {
      transaction.updateMetadata((Metadata) action("metaData", metadata()), false);
    }
    List<Action> files = written.apply(transaction);
    try {
      return commit(log, transaction, files);
    } catch (DeltaConcurrentModificationException madeByAnother) {
      if (!isNew) {
        throw madeByAnother;
      }
      // Two runs of different periods found no table, and the other was first.
      return commit(log, log.startTransaction(Option.empty(), Option.empty()), files);
    }
  }

  private long commit(DeltaLog log, OptimisticTransaction transaction, List<Action> files) {
    List<Action> actions = new ArrayList<>(files);
    if (transaction.readVersion() >= 0) {
      Iterator<AddFile> replaced = transaction.filterFiles(inScala(ofPart()), false).iterator();
      while (replaced.hasNext()) {
        actions.add(replaced.next().remove());
      }
    }
    locks.forEach(RunLock::requireHeld);
    long version = transaction.commit(inScala(actions), overwrite());
    requireCommitted(log, version, transaction.txnId());
    return version;
  }

  /**
   * What the history of the table calls it, {@code WRITE}. Delta then derives the checksum of the
   * new version from that of the last one, and need not read the log again for it. Versions of
   * Delta differ in how much more may be told, all of which may be left out.
   */
  private static DeltaOperations.Operation overwrite() {
    Constructor<?> write = DeltaOperations.Write.class.getConstructors()[0];
    Object[] told = new Object[write.getParameterCount()];
    Arrays.fill(told, Option.empty());
    told[0] = SaveMode.Overwrite;
    try {
      return (DeltaOperations.Operation) write.newInstance(told);
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalStateException("This Delta cannot name a commit", unknown);
    }
  }

  /** Of two commits at once some file systems keep one and answer that both are made. */
  static void requireCommitted(DeltaLog log, long version, String transaction) {
    Path commit = new Path(log.logPath(), String.format(Locale.ROOT, "%020d.json", version));
    try (FSDataInputStream in = commit.getFileSystem(log.newDeltaHadoopConf()).open(commit)) {
      if (!new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(transaction)) {
        throw new UserException(
            UserException.Fault.FAILED,
            "Cannot commit to " + log.dataPath() + ": its version " + version + " is another's.",
            "Run again: what was committed before stays. The file system of the warehouse lets two"
                + " runs make one file; let them run one after the other.");
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
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
    // A publication names versions for as long as there is no newer one; what is removed of older
    // ones is said by whoever maintains the tables.
    properties.put("delta.deletedFileRetentionDuration", "interval 3650 days");
    properties.put("delta.logRetentionDuration", "interval 3650 days");
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
