package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.encounters.CodeRanges;

/**
 * What the claim lines of one patient come to in a window: money by kind, visits.
 *
 * <p>Lines are shuffled once, to their patients; the visits of one patient are in memory at a time.
 * Money is added as decimals and visits are counted as sets, so that no order of lines matters.
 */
final class LineCounts {

  private LineCounts() {}

  /**
   * Counts for each member of each cohort with a line in the window, in one pass over the lines.
   *
   * @param lines claim lines with not_encounter, null for those that are visits
   * @param physicians npi and specialty_group
   * @param types from {@link ServiceTypes#read}
   * @param members cohort, patient_id, window_start, window_end
   * @return cohort, patient_id, and the outcomes that lines tell; standardized_lines is the part of
   *     spending_standardized without stays
   */
  static Dataset<Row> of(
      Dataset<Row> lines,
      Dataset<Row> physicians,
      Dataset<Row> types,
      Dataset<Row> members,
      OutcomeConfig config) {
    Column money = col(Holdings.amount(config));
    Column visit =
        when(col("not_encounter").isNull(), struct(col("npi"), col("service_from"), col("group")));
    Dataset<Row> counted =
        ServiceTypes.judge(lines, types)
            .join(physicians.selectExpr("npi", "specialty_group AS group"), asList("npi"), "left")
            .join(
                members.select("cohort", "patient_id", "window_start", "window_end"),
                asList("patient_id"))
            .where(col("service_from").between(col("window_start"), col("window_end")));
    return Prices.ofLines(counted, lines)
        .groupBy("cohort", "patient_id")
        .agg(
            sum(money).as("spending"),
            sum(when(col("claim_type").equalTo("inpatient"), money)).as("spending_inpatient"),
            sum(when(col("service_type").equalTo("imaging"), money)).as("spending_imaging"),
            sum(when(col("service_type").equalTo("tests"), money)).as("spending_tests"),
            sum("standardized").as("standardized_lines"),
            size(collect_set(when(isEmergency(config.emergency()), col("service_from"))))
                .as("ed_visits"),
            collect_set(visit).as("visits"))
        .withColumn("physician_visits", size(col("visits")))
        .withColumn(
            "physicians_seen", expr("size(array_distinct(transform(visits, visit -> visit.npi)))"))
        .withColumn("primary_visits", visitsOf("primary"))
        .withColumn("medical_specialist_visits", visitsOf("medical"))
        .withColumn("surgical_visits", visitsOf("surgical"))
        .drop("visits");
  }

  private static Column isEmergency(OutcomeConfig.Emergency codes) {
    return CodeRanges.contain(codes.hcpcs(), col("hcpcs"))
        .or(CodeRanges.contain(codes.places(), col("place_of_service")))
        .or(CodeRanges.contain(codes.revenueCodes(), col("revenue_code")));
  }

  private static Column visitsOf(String group) {
    return expr("size(filter(visits, visit -> visit.group = '" + group + "'))");
  }

  private static String[] asList(String column) {
    return new String[] {column};
  }
}
