package org.claimgraph.job;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.CLAIM_LINE;
import static org.claimgraph.tables.Tables.HOSPITAL;
import static org.claimgraph.tables.Tables.PATIENT_PHYSICIAN;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN;
import static org.claimgraph.tables.Tables.REFERRAL;
import static org.claimgraph.tables.Tables.STAY;
import static org.claimgraph.tables.Tables.TIE;

import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.EncounterConfig;
import org.claimgraph.config.Period;
import org.claimgraph.config.TieConfig;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.encounters.EncounterLines;
import org.claimgraph.encounters.Places;
import org.claimgraph.encounters.RelativeValues;
import org.claimgraph.tables.Reconciliation;
import org.claimgraph.tables.Staging;
import org.claimgraph.ties.PatientPhysicians;
import org.claimgraph.ties.Referrals;
import org.claimgraph.ties.SharedPatientTies;
import org.claimgraph.ties.TieRules;

/** Claim lines of the period become links of patients and physicians, ties, and referrals. */
final class TiesStage {

  private TiesStage() {}

  static void run(Job job) {
    Period period = job.config().requiredPeriod();
    EncounterConfig encounter = job.config().encounter();
    Column inPeriod = inPeriod(period);
    Dataset<Row> judged = judgedLines(job);
    Dataset<Row> encounters = encounters(judged, period);
    Dataset<Row> links = PatientPhysicians.of(encounters);
    Dataset<Row> physicians = PatientPhysicians.physicians(links, encounter.minPatients());

    job.replacePeriod(
        PATIENT_PHYSICIAN,
        links.join(physicians.select("npi"), new String[] {"npi"}),
        () -> noEncounters(job.config()));
    job.replacePeriod(PERIOD_PHYSICIAN, placed(job, physicians));
    replaceTies(job);
    job.replacePeriod(REFERRAL, referrals(job, encounters));
    reconcile(job, judged, inPeriod);
  }

  /** Ties are inferred once, whatever the rules that keep them read. */
  private static void replaceTies(Job job) {
    TieConfig config = job.config().tie();
    Dataset<Row> links = job.readPeriod(PATIENT_PHYSICIAN);
    Dataset<Row> physicians = job.readPeriod(PERIOD_PHYSICIAN);
    if (TieRules.readsTiesOnce(config)) {
      job.replacePeriod(
          TIE, SharedPatientTies.infer(links, physicians, config.rulesOf(MinShared.class)));
      return;
    }
    try (Staging staging = job.tables().staging()) {
      Dataset<Row> inferred =
          staging.hold("inferred_tie", SharedPatientTies.infer(links, physicians));
      job.replacePeriod(TIE, TieRules.mark(inferred, links, config));
    }
  }

  /** Of the encounters with physicians who take part in the network. */
  private static Dataset<Row> referrals(Job job, Dataset<Row> encounters) {
    Dataset<Row> physicians = job.readPeriod(PERIOD_PHYSICIAN).select("npi");
    return Referrals.infer(
        encounters.join(physicians, new String[] {"npi"}, "left_semi"),
        job.config().requiredPeriod(),
        job.config().referral());
  }

  /** What to say of a period without links. */
  static UserException noEncounters(Configuration configuration) {
    EncounterConfig config = configuration.encounter();
    return new UserException(
        UserException.Fault.INPUT,
        "Invalid period "
            + configuration.requiredPeriod().label()
            + ": no claim line in it connects a patient and a physician under encounter.policy = "
            + config.policy().name().toLowerCase(Locale.ROOT)
            + " and encounter.min-patients = "
            + config.minPatients()
            + ".",
        "Set period.end to a quarter of the claims, or encounter.policy = any where lines carry no"
            + " procedure codes.");
  }

  static Dataset<Row> judgedLines(Job job) {
    return judgedLines(
        job.read(CLAIM_LINE), job.read(PHYSICIAN), job.spark(), job.config().encounter());
  }

  static Dataset<Row> judgedLines(
      Dataset<Row> lines, Dataset<Row> physicians, SparkSession spark, EncounterConfig config) {
    return EncounterLines.judge(
        lines, physicians, RelativeValues.read(spark, config.rvu()), config);
  }

  /** Those judged lines that connect a patient and a physician in the period. */
  static Dataset<Row> encounters(Dataset<Row> judged, Period period) {
    return judged.where(inPeriod(period).and(col("not_encounter").isNull()));
  }

  private static Column inPeriod(Period period) {
    return col("service_from").between(period.start(), period.end());
  }

  /** Hospital and region of each physician on the claims of the period. */
  static Dataset<Row> placed(Job job, Dataset<Row> physicians) {
    Period period = job.config().requiredPeriod();
    Dataset<Row> known =
        job.read(PHYSICIAN)
            .select(
                col("npi"),
                col("specialty"),
                col("specialty_group"),
                when(col("hrr_rule").equalTo("zip"), col("hrr")).as("zip_hrr"));
    return Places.ofPhysicians(
        physicians.join(known, new String[] {"npi"}),
        job.read(CLAIM_LINE).where(inPeriod(period)),
        job.read(STAY).where(col("admission_date").between(period.start(), period.end())),
        job.read(HOSPITAL),
        job.read(BENEFICIARY));
  }

  /** Every claim line is an encounter, or left out for the first reason that holds. */
  private static void reconcile(Job job, Dataset<Row> judged, Column inPeriod) {
    Dataset<Row> kept =
        job.readPeriod(PERIOD_PHYSICIAN).select(col("npi"), lit(true).as("has_patients"));
    Dataset<Row> fates =
        judged
            .join(kept, new String[] {"npi"}, "left")
            .select(
                lit(CLAIM_LINE.name()).as("source_file"),
                lit(null).cast("string").as("rejected"),
                coalesce(
                        when(not(inPeriod), "out_of_period"),
                        col("not_encounter"),
                        when(col("has_patients").isNull(), "too_few_patients"))
                    .as("filtered"),
                array().cast("array<string>").as("remarks"));
    Dataset<Row> rowsIn =
        job.read(CLAIM_LINE)
            .agg(count(lit(1)).as("rows_in"))
            .withColumn("source_file", lit(CLAIM_LINE.name()));
    Reconciliation.record(
        job.tables(), job.run().runId(), "ties", Reconciliation.of(rowsIn, fates));
  }
}
