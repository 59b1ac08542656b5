package org.claimgraph.job;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.claims.Check;
import org.claimgraph.config.CheckConfig.Rule;
import org.claimgraph.config.CheckConfig.Severity;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;

/** The answers of the rows of a source to the checks of the configuration. */
final class DoorChecks {

  private static final StructType RESULT =
      new StructType(
          Arrays.stream(Tables.CHECK_RESULT.schema().fields())
              .filter(field -> !field.name().equals("run_id"))
              .toArray(StructField[]::new));

  private final List<Answer> answers;

  private DoorChecks(List<Answer> answers) {
    this.answers = answers;
  }

  /** What a check found; null where it is undefined. */
  private record Answer(Check check, Double value) {

    boolean failed(Severity severity) {
      return check.rule().severity() == severity && !check.rule().passes(value);
    }

    /** A sentence without its point. */
    String told() {
      Rule rule = check.rule();
      return check.name()
          + " is "
          + shown(value)
          + ", "
          + rule.comparison().label().replace('-', ' ')
          + " "
          + shown(rule.threshold())
          + " passes";
    }

    private static String shown(double number) {
      BigDecimal exact = BigDecimal.valueOf(number);
      return (exact.abs().compareTo(BigDecimal.ONE) < 0 ? exact.round(new MathContext(3)) : exact)
          .stripTrailingZeros()
          .toPlainString();
    }
  }

  /**
   * Asks everything. The checks that come with claimgraph are one query, in which Spark reads the
   * rows of a table once for all that only add up; each of the site's is a query of its own.
   *
   * @param claims rows of {@code claims.*}
   * @throws UserException where the SQL of a check cannot be used
   */
  static DoorChecks make(
      SparkSession spark, Configuration config, Map<Table, Dataset<Row>> claims) {
    List<Check> checks = Check.of(config.checks(), config.source(), LocalDate.now(ZoneOffset.UTC));
    claims.forEach((table, rows) -> rows.createOrReplaceTempView(table.view()));
    try {
      List<Answer> answers = new ArrayList<>(shipped(spark, checks));
      checks.stream()
          .filter(check -> check.rule().sql() != null)
          .forEach(check -> answers.add(new Answer(check, own(spark, check))));
      return new DoorChecks(answers);
    } finally {
      claims.keySet().forEach(table -> spark.catalog().dropTempView(table.view()));
    }
  }

  private static List<Answer> shipped(SparkSession spark, List<Check> all) {
    List<Check> checks = all.stream().filter(check -> check.rule().sql() == null).toList();
    if (checks.isEmpty()) {
      return List.of();
    }
    String query =
        checks.stream()
            .map(check -> "CAST((\n" + check.sql() + "\n) AS DOUBLE)")
            .collect(joining(", ", "SELECT ", ""));
    Row values = spark.sql(query).head();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      answers.add(new Answer(checks.get(i), values.isNullAt(i) ? null : values.getDouble(i)));
    }
    return answers;
  }

  private static Double own(SparkSession spark, Check check) {
    Dataset<Row> rows =
        ReadOnlySql.run(
            spark,
            check.sql(),
            check.key(),
            "Select one number from claim_line, stay, beneficiary, physician, hospital and"
                + " rejected_row, which have the columns of claims.*.");
    StructField[] columns = rows.schema().fields();
    if (columns.length != 1 || !(columns[0].dataType() instanceof NumericType)) {
      throw invalid(check, "it does not give one column of numbers");
    }
    List<Row> found = evaluated(check, rows);
    if (found.size() != 1) {
      throw invalid(check, "it does not give one row");
    }
    boolean isDefined = !found.get(0).isNullAt(0) && Double.isFinite(found.get(0).getDouble(0));
    return isDefined ? found.get(0).getDouble(0) : null;
  }

  private static List<Row> evaluated(Check check, Dataset<Row> rows) {
    try {
      return rows.selectExpr("CAST(`" + rows.columns()[0].replace("`", "``") + "` AS DOUBLE)")
          .limit(2)
          .collectAsList();
    } catch (Exception failed) {
      // The message of Spark may quote a value.
      throw invalid(check, "it cannot be evaluated" + Failure.condition(Failure.root(failed)));
    }
  }

  private static UserException invalid(Check check, String problem) {
    return new UserException(
        UserException.Fault.CONFIGURATION,
        "Invalid " + check.key() + ": " + problem + ".",
        "Give a query whose answer is one number.");
  }

  /** Keeps the answers as those of a run. */
  void record(TableStore tables, SparkSession spark, String runId) {
    List<Row> rows = answers.stream().map(DoorChecks::row).toList();
    tables.replace(Tables.CHECK_RESULT, runId, spark.createDataFrame(rows, RESULT));
  }

  private static Row row(Answer answer) {
    Rule rule = answer.check.rule();
    return RowFactory.create(
        answer.check.name(),
        rule.severity().label(),
        answer.value,
        rule.comparison().label(),
        rule.threshold(),
        rule.passes(answer.value),
        answer.check.sql());
  }

  /**
   * Tells the warnings.
   *
   * @throws UserException where an error is among the answers
   */
  void tell(PrintStream log) {
    answers.stream()
        .filter(answer -> answer.failed(Severity.WARNING))
        .forEach(answer -> log.println("           warning: " + answer.told()));
    String errors =
        answers.stream()
            .filter(answer -> answer.failed(Severity.ERROR))
            .map(Answer::told)
            .collect(joining("; "));
    if (!errors.isEmpty()) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Invalid source: " + errors + ". No table was changed.",
          "Mend the source, or set threshold or severity below checks.NAME.");
    }
  }
}
