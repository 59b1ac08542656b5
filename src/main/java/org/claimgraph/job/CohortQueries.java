package org.claimgraph.job;

import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.CLAIM_LINE;
import static org.claimgraph.tables.Tables.STAY;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.Table;

/** Cohorts that the configuration gives as SQL over the views beneficiary, claim_line and stay. */
final class CohortQueries {

  private static final List<Table> VIEWS = List.of(BENEFICIARY, CLAIM_LINE, STAY);

  private static final StructType COLUMNS =
      new StructType()
          .add("patient_id", DataTypes.StringType)
          .add("window_start", DataTypes.DateType)
          .add("window_end", DataTypes.DateType);

  private CohortQueries() {}

  /**
   * Runs every query once.
   *
   * @return by cohort the rows it gives: patient_id, window_start, window_end
   * @throws UserException where a query changes something, makes no sense, is random or gives other
   *     columns
   */
  static Map<String, Dataset<Row>> run(Job job, Staging staging) {
    Map<String, Dataset<Row>> rows = new HashMap<>();
    for (Cohort cohort : job.config().outcome().cohorts()) {
      if (cohort.sql() != null) {
        rows.put(cohort.label(), staging.hold("cohort." + cohort.label(), run(job, cohort)));
      }
    }
    return rows;
  }

  private static Dataset<Row> run(Job job, Cohort cohort) {
    VIEWS.forEach(table -> job.read(table).createOrReplaceTempView(table.view()));
    try {
      Dataset<Row> rows =
          ReadOnlySql.run(
              job.spark(),
              cohort.sql(),
              key(cohort),
              "Select patient_id, window_start and window_end from beneficiary, claim_line and stay,"
                  + " which have the columns of claims.*.");
      if (!rows.queryExecution().analyzed().deterministic()) {
        throw invalid(cohort, "it is random, so that it would give other rows each time");
      }
      for (StructField column : COLUMNS.fields()) {
        requireColumn(rows.schema(), column, cohort);
      }
      return rows.select("patient_id", "window_start", "window_end");
    } finally {
      VIEWS.forEach(table -> job.spark().catalog().dropTempView(table.view()));
    }
  }

  private static void requireColumn(StructType found, StructField column, Cohort cohort) {
    boolean there = List.of(found.fieldNames()).contains(column.name());
    if (!there || !found.apply(column.name()).dataType().equals(column.dataType())) {
      throw invalid(
          cohort, "it gives no column " + column.name() + " of type " + column.dataType().sql());
    }
  }

  /** What is told of a query that cannot be used. */
  static UserException invalid(Cohort cohort, String problem) {
    return new UserException(
        UserException.Fault.CONFIGURATION,
        "Invalid " + key(cohort) + ": " + problem + ".",
        "Give one row for each patient, with patient_id STRING, window_start DATE and window_end"
            + " DATE.");
  }

  private static String key(Cohort cohort) {
    return "outcome.cohort-sql." + cohort.label();
  }
}
