package org.claimgraph.publication;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.config.RegionType;
import org.claimgraph.publication.OutcomeCells.Hidden;
import org.claimgraph.publication.OutcomeCells.Numbers;

/**
 * Outcomes of regions and physicians without what {@link OutcomeCells} hides. The numbers of every
 * region and physician, some hundred bytes each, are brought to the driver.
 *
 * <p>The regions of each type part the patients of the nation; so do physicians, with those who are
 * attributed to nobody. Where patients come to a hospital by their physician, the physicians of
 * each hospital part its patients, and what is hidden of it is hidden of them.
 *
 * <p>The cohorts that are built in are told apart: each has windows of its own, by which patients
 * belong to a hospital and a physician and outcomes are counted, so that no count of one bounds one
 * of the other. Not so in regions of residence, which tell everybody who is alive when a period
 * begins: those of this period without those of the next are its deaths, which would tell a hidden
 * number of them. There, and where a cohort is given by a query, which may make it part of any
 * other, all cohorts are hidden together.
 */
final class PublishedOutcomes {

  private static final String UNKNOWN = "unknown";
  private static final StructType HIDDEN =
      StructType.fromDDL(
          "type STRING, id STRING, cohort STRING, whole BOOLEAN, groups ARRAY<STRING>");
  private static final String PHYSICIAN = "physician";
  private static final String HOSPITAL = RegionType.HOSPITAL.label();

  private final List<String> cohorts;
  private final Dataset<Row> hidden;

  private PublishedOutcomes(List<String> cohorts, Dataset<Row> hidden) {
    this.cohorts = cohorts;
    this.hidden = hidden;
  }

  /**
   * Decides what is hidden.
   *
   * @param regions {@code outcome.region_outcome} of the period
   * @param physicians {@code outcome.physician_outcome} of the period
   * @param hospitals npi and hospital, where the patients of a hospital are those of its
   *     physicians; null where they are not
   * @param cohorts the most important one first
   */
  static PublishedOutcomes of(
      Dataset<Row> regions,
      Dataset<Row> physicians,
      Dataset<Row> hospitals,
      List<Cohort> cohorts,
      SmallCells cells) {
    Map<String, SortedMap<String, Map<String, Numbers>>> byType = new TreeMap<>();
    for (Row row : numbers(regions, "region_type", "region_id").collectAsList()) {
      add(byType, row);
    }
    Map<String, Numbers> nation =
        byType.isEmpty() ? Map.of() : sum(byType.values().iterator().next());
    Map<String, Long> patients = new HashMap<>();
    nation.forEach((cohort, numbers) -> patients.put(cohort, numbers.patients()));
    List<String> told =
        OutcomeCells.cohorts(cells, cohorts.stream().map(Cohort::label).toList(), patients);
    OutcomeCells together = OutcomeCells.together(cells, told);
    OutcomeCells apart =
        cohorts.stream().allMatch(Cohort::isBuiltIn) ? OutcomeCells.apart(cells, told) : together;
    Map<String, SortedMap<String, Map<String, Hidden>>> ofRegions = new TreeMap<>();
    byType.forEach(
        (type, units) ->
            ofRegions.put(
                type, (isResidence(type) ? together : apart).hide(units, null, Map.of())));
    List<Row> hidden = new ArrayList<>();
    ofRegions.forEach((type, of) -> add(hidden, type, of));
    boolean ofHospitals = hospitals != null && byType.containsKey(HOSPITAL);
    Map<String, Numbers> withNobody =
        ofHospitals ? byType.get(HOSPITAL).getOrDefault(UNKNOWN, Map.of()) : nation;
    physicians(physicians, ofHospitals ? hospitals : null)
        .forEach(
            (hospital, units) -> {
              Map<String, Numbers> total = hospital.equals(UNKNOWN) ? withNobody : null;
              Map<String, Hidden> ofHospital =
                  ofHospitals ? ofRegions.get(HOSPITAL).getOrDefault(hospital, Map.of()) : Map.of();
              add(hidden, PHYSICIAN, apart.hide(units, total, ofHospital));
            });
    return new PublishedOutcomes(told, regions.sparkSession().createDataFrame(hidden, HIDDEN));
  }

  private static boolean isResidence(String type) {
    return type.equals(RegionType.HRR.label());
  }

  private static SortedMap<String, SortedMap<String, Map<String, Numbers>>> physicians(
      Dataset<Row> physicians, Dataset<Row> hospitals) {
    Dataset<Row> placed =
        hospitals == null
            ? physicians.withColumn("hospital", lit(UNKNOWN))
            : physicians
                .join(hospitals.select("npi", "hospital"), new String[] {"npi"}, "left")
                .withColumn("hospital", coalesce(col("hospital"), lit(UNKNOWN)));
    SortedMap<String, SortedMap<String, Map<String, Numbers>>> byHospital = new TreeMap<>();
    for (Row row : numbers(placed, "hospital", "npi").collectAsList()) {
      add(byHospital, row);
    }
    return byHospital;
  }

  /** Type, id, cohort, patients, and the mean of each outcome that counts something. */
  private static Dataset<Row> numbers(Dataset<Row> rows, String type, String id) {
    List<Column> columns =
        new ArrayList<>(List.of(col(type), col(id), col("cohort"), col("patients")));
    outcomes().forEach(outcome -> columns.add(col(outcome + "_mean")));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static List<String> outcomes() {
    return Arrays.stream(CountedOutcomes.values())
        .flatMap(group -> group.outcomes().stream())
        .toList();
  }

  private static void add(Map<String, SortedMap<String, Map<String, Numbers>>> byType, Row row) {
    Map<String, Double> means = new HashMap<>();
    List<String> outcomes = outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      if (!row.isNullAt(4 + i)) {
        means.put(outcomes.get(i), row.getDouble(4 + i));
      }
    }
    byType
        .computeIfAbsent(row.getString(0), type -> new TreeMap<>())
        .computeIfAbsent(row.getString(1), id -> new HashMap<>())
        .put(row.getString(2), Numbers.ofMeans(row.getLong(3), means));
  }

  private static Map<String, Numbers> sum(SortedMap<String, Map<String, Numbers>> units) {
    Map<String, Numbers> sum = new HashMap<>();
    units
        .values()
        .forEach(unit -> unit.forEach((cohort, of) -> sum.merge(cohort, of, Numbers::plus)));
    return sum;
  }

  private static void add(
      List<Row> rows, String type, SortedMap<String, Map<String, Hidden>> hidden) {
    hidden.forEach(
        (id, byCohort) ->
            byCohort.forEach(
                (cohort, of) -> {
                  String[] groups =
                      of.groups().stream().map(CountedOutcomes::label).toArray(String[]::new);
                  rows.add(RowFactory.create(type, id, cohort, of.whole(), groups));
                }));
  }

  /** Rows with cohort, region_type and region_id, and outcomes or not, without what is hidden. */
  Dataset<Row> ofRegions(Dataset<Row> rows) {
    return told(
        rows,
        hidden.withColumnRenamed("type", "region_type").withColumnRenamed("id", "region_id"),
        "cohort",
        "region_type",
        "region_id");
  }

  /** Rows with cohort, npi and outcomes without what is hidden. */
  Dataset<Row> ofPhysicians(Dataset<Row> rows) {
    return told(
        rows,
        hidden.where(isPhysician()).withColumnRenamed("id", "npi").drop("type"),
        "cohort",
        "npi");
  }

  /** The npi of each physician of whom the patients of a cohort are hidden. */
  Dataset<Row> hiddenPhysicians() {
    return hidden.where(isPhysician().and(col("whole"))).select(col("id").as("npi")).distinct();
  }

  private static Column isPhysician() {
    return col("type").equalTo(PHYSICIAN);
  }

  private Dataset<Row> told(Dataset<Row> rows, Dataset<Row> hidden, String... key) {
    Dataset<Row> told =
        rows.where(col("cohort").isin(cohorts.toArray()))
            .join(hidden, key, "left")
            .where(coalesce(col("whole"), lit(false)).equalTo(false));
    Map<String, Column> cells = new HashMap<>();
    for (CountedOutcomes group : CountedOutcomes.values()) {
      Column isHidden = coalesce(array_contains(col("groups"), group.label()), lit(false));
      for (String outcome : group.outcomes()) {
        for (String value : List.of("_mean", "_expected", "_adjusted")) {
          String name = outcome + value;
          cells.put(name, when(isHidden.equalTo(false), col(name)).as(name));
        }
      }
    }
    return told.select(
        Arrays.stream(rows.columns())
            .map(name -> cells.getOrDefault(name, col(name)))
            .toArray(Column[]::new));
  }
}
