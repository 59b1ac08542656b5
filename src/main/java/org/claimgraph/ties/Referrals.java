package org.claimgraph.ties;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.config.Period;
import org.claimgraph.config.ReferralConfig;

/**
 * Directed ties: which physician is seen after which by the same patients, and after how many days.
 *
 * <p>Patients are met one by one, each in one task, and only what they add to pairs of physicians
 * goes on. Counts and waits are added up as whole numbers, overflow being an error, so that means
 * and standard deviations have the same bits in any order. Few patients are not suppressed here.
 */
public final class Referrals {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "window_days INT, from_npi STRING, to_npi STRING, pair_count BIGINT, patients BIGINT,"
              + " same_day BIGINT, wait_mean_days DOUBLE, wait_sd_days DOUBLE");

  private Referrals() {}

  /**
   * Counts pairs of events in every window; {@link ReferralConfig} says which.
   *
   * @param encounters encounter lines of the period: patient_id, npi, service_from; the distinct
   *     ones are the events
   * @return one row per (window_days, from_npi, to_npi) with at least one pair, in the shape of
   *     {@code network.referral} without period
   */
  public static Dataset<Row> infer(Dataset<Row> encounters, Period period, ReferralConfig config) {
    if (config.windows().isEmpty()) {
      return encounters.sparkSession().createDataFrame(List.of(), SCHEMA);
    }
    return ofPatients(encounters, period, config)
        .groupBy("from_npi", "to_npi")
        .agg(windows(config).as("windows"))
        .select(col("from_npi"), col("to_npi"), explode(col("windows")).as("window"))
        .select("window.*", "from_npi", "to_npi")
        .where(col("patients").gt(0))
        .withColumn("wait_mean_days", mean())
        .withColumn("wait_sd_days", standardDeviation())
        .drop("wait_days", "squared_wait_days");
  }

  /** What each patient adds to each pair of physicians, without the patient. */
  private static Dataset<Row> ofPatients(
      Dataset<Row> encounters, Period period, ReferralConfig config) {
    return encounters
        .select(
            col("patient_id"),
            col("npi"),
            datediff(col("service_from"), lit(period.start())).as("day"))
        .repartition(col("patient_id"))
        .sortWithinPartitions("patient_id", "npi", "day")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) events -> new ReferralRows(events, config),
            Encoders.row(schema(config)));
  }

  private static StructType schema(ReferralConfig config) {
    StructType schema = StructType.fromDDL("from_npi STRING, to_npi STRING");
    for (int window : config.windows()) {
      for (String name : List.of("pair_count", "same_day", "wait_days", "squared_wait_days")) {
        schema = schema.add(name + window, DataTypes.LongType);
      }
    }
    return schema;
  }

  /** What all patients add up to, window by window. */
  private static Column windows(ReferralConfig config) {
    return array(
        config.windows().stream()
            .map(
                window ->
                    struct(
                        lit(window).as("window_days"),
                        sum("pair_count" + window).as("pair_count"),
                        count(when(col("pair_count" + window).gt(0), true)).as("patients"),
                        sum("same_day" + window).as("same_day"),
                        sum("wait_days" + window).as("wait_days"),
                        sum("squared_wait_days" + window).as("squared_wait_days")))
            .toArray(Column[]::new));
  }

  private static Column mean() {
    return col("wait_days").cast("double").divide(col("pair_count").cast("double"));
  }

  /** Of the sample, n - 1; null for one pair. The difference of the large products is exact. */
  private static Column standardDeviation() {
    Column n = col("pair_count").cast("double");
    Column squares =
        exact("pair_count")
            .multiply(exact("squared_wait_days"))
            .minus(exact("wait_days").multiply(exact("wait_days")))
            .cast("double");
    return when(col("pair_count").gt(1), sqrt(squares.divide(n.multiply(n.minus(lit(1.0))))));
  }

  private static Column exact(String column) {
    return col(column).cast("decimal(19,0)");
  }
}
