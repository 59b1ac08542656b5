package org.claimgraph.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.collection.Iterator;

/** Puts files in the place of those of a part, in one commit that other parts do not notice. */
final class PartCommit {

  /** An action as the protocol of Delta writes it; constructors differ from version to version. */
  private static final String ADD =
      "{\"add\":{\"path\":\"%1$s=%2$s/%3$s\",\"partitionValues\":{\"%1$s\":\"%2$s\"},\"size\":%4$d,"
          + "\"modificationTime\":%5$d,\"dataChange\":true,\"stats\":\"{\\\"numRecords\\\":%6$d}\"}}";

  private PartCommit() {}

  /** Returns the version written. */
  static long commit(
      SparkSession spark, String table, String column, String part, List<BatchFile.Written> files) {
    OptimisticTransaction transaction =
        DeltaLog.forTable(spark, table).startTransaction(Option.empty(), Option.empty());
    List<Action> actions = new ArrayList<>();
    for (BatchFile.Written file : files) {
      actions.add(add(column, part, file));
    }
    Expression isPart =
        new EqualTo(UnresolvedAttribute.quoted(column), Literal.create(part, DataTypes.StringType));
    Iterator<AddFile> replaced =
        transaction.filterFiles(inScala(List.of(isPart)), false).iterator();
    while (replaced.hasNext()) {
      actions.add(replaced.next().remove());
    }
    return transaction.commit(inScala(actions), DeltaOperations.ManualUpdate$.MODULE$);
  }

  private static Action add(String column, String part, BatchFile.Written file) {
    return Action.fromJson(
        String.format(
            Locale.ROOT,
            ADD,
            column,
            part,
            file.name(),
            file.bytes(),
            file.modified(),
            file.rows()));
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
