package org.claimgraph.job;

import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.claimgraph.UserException;
import org.claimgraph.publication.NestedSql;

/** SQL that reads and cannot change anything. */
final class ReadOnlySql {

  /** Statements of Spark's grammar that are not queries, but only tell something. */
  private static final Pattern READS = Pattern.compile("(Show|Describe|Explain).*");

  private ReadOnlySql() {}

  /**
   * Runs a query.
   *
   * @param what how messages call it
   * @param remedy what to do where Spark cannot make sense of it
   * @throws UserException where the text is not a query or Spark cannot make sense of it
   */
  static Dataset<Row> run(SparkSession spark, String sql, String what, String remedy) {
    try {
      LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(sql);
      boolean tells = READS.matcher(plan.getClass().getSimpleName()).matches();
      if (NestedSql.runs(plan) || !tells && plan.exists(ReadOnlySql::changesSomething)) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Unsupported " + what + ": it may only read, and this would change something.",
            "Write a SELECT, SHOW or DESCRIBE.");
      }
      return spark.sql(sql);
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception invalid) {
      // Spark's Scala code throws the checked AnalysisException without declaring it.
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid " + what + ": " + invalid.getMessage().strip().split("\n")[0],
          remedy);
    }
  }

  private static boolean changesSomething(LogicalPlan node) {
    return node instanceof Command
        || node instanceof ParsedStatement
        || node instanceof InsertIntoDir;
  }
}
