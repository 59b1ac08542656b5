package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.StructType;

/**
 * What the hospital stays of one patient come to in a window.
 *
 * <p>Stays are shuffled once, to their patients, and those of one patient are in memory at a time,
 * in order of admission, discharge and stay_id.
 *
 * @param readmissions how readmissions are told
 * @param conditions what an ambulatory-care-sensitive admission is for
 */
record StayCounts(Readmissions readmissions, SensitiveConditions conditions)
    implements Serializable {

  private static final StructType COUNTS =
      StructType.fromDDL(
          "hospital_days BIGINT, icu_days BIGINT, readmissions BIGINT, acsc_admissions BIGINT");

  /**
   * Counts for each member of each cohort with a stay of any day.
   *
   * @param stays {@code claims.stay} with standardized, from {@link Prices}
   * @param members cohort, patient_id, window_start, window_end, birth_date, death_date
   * @return cohort, patient_id, hospital_days, icu_days, readmissions, acsc_admissions, and of the
   *     stays that begin in the window standardized_stays, their part of spending_standardized, and
   *     unpriced_stays, how many have no price
   */
  Dataset<Row> of(Dataset<Row> stays, Dataset<Row> members) {
    Dataset<Row> windows =
        members.select(
            "cohort", "patient_id", "window_start", "window_end", "birth_date", "death_date");
    UDF1<Row, Row> count = this::count;
    return stays
        .where("admission_date IS NOT NULL AND discharge_date IS NOT NULL")
        .join(windows, new String[] {"patient_id"})
        .groupBy("cohort", "patient_id", "window_start", "window_end", "birth_date", "death_date")
        .agg(
            expr(
                "sum(standardized) FILTER (WHERE admission_date BETWEEN window_start AND"
                    + " window_end) AS standardized_stays"),
            expr(
                "count_if(standardized IS NULL AND admission_date BETWEEN window_start AND"
                    + " window_end) AS unpriced_stays"),
            expr(
                "sort_array(collect_list(struct(unix_date(admission_date),"
                    + " unix_date(discharge_date), stay_id, hospital, coalesce(icu_days, 0),"
                    + " disposition, drg, get(diagnoses, 0)))) AS stays"))
        .withColumn(
            "counts",
            udf(count, COUNTS)
                .apply(
                    struct(
                        expr("stays"),
                        expr("unix_date(window_start)"),
                        expr("unix_date(window_end)"),
                        expr("unix_date(birth_date)"),
                        expr("unix_date(death_date)"))))
        .select("cohort", "patient_id", "standardized_stays", "unpriced_stays", "counts.*");
  }

  private Row count(Row patient) {
    List<Row> rows = patient.getList(0);
    List<HospitalStay> stays = rows.stream().map(StayCounts::stay).toList();
    int from = patient.getInt(1);
    int to = patient.getInt(2);
    Integer birth = patient.getAs(3);
    Integer death = patient.getAs(4);
    List<Episode> episodes = Episode.of(stays);
    return RowFactory.create(
        hospitalDays(stays, from, to),
        icuDays(stays, from, to),
        readmissions.count(episodes, from, to, death),
        sensitiveAdmissions(episodes, from, to, birth));
  }

  private static HospitalStay stay(Row row) {
    return new HospitalStay(
        row.getInt(0),
        row.getInt(1),
        row.getString(3),
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }

  /**
   * Days in any hospital, as a set: overlapping stays count once.
   *
   * @param stays in order of admission
   */
  static long hospitalDays(List<HospitalStay> stays, int from, int to) {
    long days = 0;
    int next = from;
    for (HospitalStay stay : stays) {
      days += stay.daysWithin(next, to);
      next = StrictMath.max(next, stay.lastDay() + 1);
    }
    return days;
  }

  /**
   * Days in intensive care; of a stay that crosses an edge of the window the share that its days in
   * the window have in its days, rounded half up to whole days. No more than there are days in
   * hospital.
   *
   * @param stays in order of admission
   */
  static long icuDays(List<HospitalStay> stays, int from, int to) {
    long days = 0;
    for (HospitalStay stay : stays) {
      long all = stay.daysWithin(stay.admission(), stay.lastDay());
      long within = stay.daysWithin(from, to);
      days += (2L * stay.icuDays() * within + all) / (2 * all);
    }
    return StrictMath.min(days, hospitalDays(stays, from, to));
  }

  /** Episodes that begin in the window with a stay for a sensitive condition. */
  long sensitiveAdmissions(List<Episode> episodes, int from, int to, Integer birth) {
    return episodes.stream()
        .filter(episode -> episode.admission() >= from && episode.admission() <= to)
        .filter(
            episode ->
                conditions.contain(episode.first().diagnosis(), age(birth, episode.admission())))
        .count();
  }

  private static Integer age(Integer birth, int day) {
    return birth == null
        ? null
        : Period.between(LocalDate.ofEpochDay(birth), LocalDate.ofEpochDay(day)).getYears();
  }
}
