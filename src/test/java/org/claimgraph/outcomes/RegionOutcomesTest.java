package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.RiskConfig;
import org.claimgraph.config.RiskConfig.Variable;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class RegionOutcomesTest {

  private static final Offset<Double> ROUNDING = within(1e-9);

  @Test
  void eachRegionHasTheMeansOfItsPatientsInEachCohort(SparkSession spark) {
    Dataset<Row> patients =
        PatientRows.of(
            spark,
            "cohort hospital hrr spending spending_inpatient hospital_days physician_visits"
                + " physicians_seen",
            "all H1 R1 0.10 0 0 4 2",
            "all H1 R1 0.20 0.03 3 1 1",
            "all unknown R1 0.30 0 0 0 0",
            "last-two-years H1 R2 7 5 2 1 1");
    Dataset<Row> regions =
        RegionOutcomes.of(
            StandardizedPatients.of(patients, adjustFor(1, Variable.SEX)),
            List.of(RegionType.values()));
    Shapes.assertFills(Tables.REGION_OUTCOME, regions.schema());
    assertThat(
            TextTable.lines(
                regions,
                "cohort",
                "region_type",
                "region_id",
                "patients",
                "spending_mean",
                "spending_inpatient_mean",
                "hospital_days_mean",
                "physician_visits_mean",
                "physicians_seen_mean",
                "winsorized_at"))
        .containsExactly(
            "all hospital H1 2 0.15 0.015 1.5 2.5 1.5 -",
            "all hospital unknown 1 0.3 0.0 0.0 0.0 0.0 -",
            "all hrr R1 3 0.19999999999999998 0.01 1.0 1.6666666666666667 1.0 -",
            "all nation US 3 0.19999999999999998 0.01 1.0 1.6666666666666667 1.0 -",
            "last-two-years hospital H1 1 7.0 5.0 2.0 1.0 1.0 -",
            "last-two-years hrr R2 1 7.0 5.0 2.0 1.0 1.0 -",
            "last-two-years nation US 1 7.0 5.0 2.0 1.0 1.0 -");
  }

  @Test
  void onlyTheKindsOfRegionAskedForAreThere(SparkSession spark) {
    Dataset<Row> patients = PatientRows.of(spark, "cohort hospital hrr", "all H1 R1");
    assertThat(
            TextTable.lines(
                RegionOutcomes.of(
                    StandardizedPatients.of(patients, adjustFor(1, Variable.SEX)),
                    List.of(RegionType.HRR)),
                "region_type",
                "region_id"))
        .containsExactly("hrr R1");
  }

  /** Women have 20 on average, men 60, all 36; H3 has as many women among its people as all. */
  @Test
  void expectedIsWhatPeopleOfTheSameStratumHaveInTheNation(SparkSession spark) {
    Dataset<Row> patients =
        PatientRows.of(
            spark,
            "cohort hospital sex spending hospital_days",
            "all H1 female 10 0",
            "all H1 female 20 0",
            "all H1 male 40 0",
            "all H2 male 80 -",
            "all H2 female 30 0",
            "all H3 female 4 0",
            "all H3 female 6 0",
            "all H3 female 50 0",
            "all H3 male 100 0",
            "all H3 male 20 0");
    Map<String, Row> hospitals = byId(patients, adjustFor(1, Variable.SEX), RegionType.HOSPITAL);
    assertThat(numbers(hospitals.get("H1"), "spending"))
        .containsExactly(70 / 3.0, 100 / 3.0, 70 / 100.0 * 36);
    assertThat(numbers(hospitals.get("H2"), "spending"))
        .containsExactly(55.0, 40.0, 55 / 40.0 * 36);
    assertThat(numbers(hospitals.get("H3"), "spending")).containsExactly(36.0, 36.0, 36.0);
    Row none = hospitals.get("H1");
    assertThat(numbers(none, "hospital_days")).containsExactly(0.0, 0.0, Double.NaN);
    assertThat(numbers(none, "physician_visits"))
        .as("what nobody has a value of")
        .containsExactly(Double.NaN, Double.NaN, Double.NaN);
  }

  @Test
  void expectedOfAnyDivisionAddsUpToWhatTheNationHas(SparkSession spark) {
    List<NaivePatient> people = people(400);
    RiskConfig config = adjustFor(12, Variable.AGE, Variable.SEX, Variable.CHARLSON);
    NaivePatient.expect(people, 12);
    Dataset<Row> patients =
        PatientRows.of(
            spark,
            "cohort hospital hrr age sex charlson physician_visits",
            people.stream().map(NaivePatient::line).toList());
    Row nation = byId(patients, config, RegionType.NATION).get("US");
    double mean = nation.getAs("physician_visits_mean");
    assertThat(numbers(nation, "physician_visits"))
        .allSatisfy(value -> assertThat(value).isCloseTo(mean, ROUNDING));
    double expected = 0;
    for (Row hospital : byId(patients, config, RegionType.HOSPITAL).values()) {
      double[] naive = NaivePatient.means(people, hospital.getAs("region_id"));
      List<Double> found = numbers(hospital, "physician_visits");
      assertThat(found.get(0)).isCloseTo(naive[0], ROUNDING);
      assertThat(found.get(1)).isCloseTo(naive[1], ROUNDING);
      assertThat(found.get(2)).isCloseTo(naive[0] / naive[1] * mean, ROUNDING);
      expected += hospital.<Long>getAs("patients") * found.get(1);
    }
    assertThat(expected).isCloseTo(400 * mean, ROUNDING);
  }

  private static List<NaivePatient> people(int count) {
    Random random = new Random(5);
    List<NaivePatient> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(NaivePatient.draw(random));
    }
    return people;
  }

  @Test
  void greaterValuesCountAsTheQuantileThatIsRecorded(SparkSession spark) {
    Dataset<Row> patients =
        PatientRows.of(
            spark,
            "cohort hospital sex spending hospital_days",
            "all H1 - 0.25 1",
            "all H1 - 100.25 2",
            "all H2 - 2.25 -",
            "all H2 - 3.25 90",
            "last-two-years H1 - 1000 -");
    RiskConfig plain = adjustFor(1, Variable.SEX);
    RiskConfig config =
        new RiskConfig(plain.adjustFor(), plain.ageBands(), plain.charlsonBands(), 1, 0.75);
    Dataset<Row> regions =
        RegionOutcomes.of(
            StandardizedPatients.of(patients, config),
            List.of(RegionType.HOSPITAL, RegionType.NATION));
    assertThat(
            TextTable.lines(
                regions.selectExpr("*", "to_json(winsorized_at) AS limits"),
                "cohort",
                "region_id",
                "spending_mean",
                "hospital_days_mean",
                "limits"))
        .containsExactly(
            "all H1 1.75 1.5 {\"hospital_days\":90.0,\"spending\":3.25}",
            "all H2 2.75 90.0 {\"hospital_days\":90.0,\"spending\":3.25}",
            "all US 2.25 31.0 {\"hospital_days\":90.0,\"spending\":3.25}",
            "last-two-years H1 1000.0 - {\"spending\":1000.0}",
            "last-two-years US 1000.0 - {\"spending\":1000.0}");
  }

  @Test
  void physicianHasTheMeansOfThePatientsAttributed(SparkSession spark) {
    Dataset<Row> patients =
        PatientRows.of(
            spark,
            "cohort npi sex spending",
            "all N1 female 10",
            "all N1 male 30",
            "all N2 male 50",
            "all - female 30");
    StandardizedPatients standardized =
        StandardizedPatients.of(patients, adjustFor(1, Variable.SEX));
    Dataset<Row> physicians = PhysicianOutcomes.of(standardized);
    Shapes.assertFills(Tables.PHYSICIAN_OUTCOME, physicians.schema());
    assertThat(
            TextTable.lines(
                physicians,
                "cohort",
                "npi",
                "patients",
                "spending_mean",
                "spending_expected",
                "spending_adjusted"))
        .containsExactly("all N1 2 20.0 30.0 20.0", "all N2 1 50.0 40.0 37.5");
    assertThat(standardized.notes())
        .containsExactly(
            "all: expected outcomes from 2 strata of sex; 0 of fewer than 1 persons are pooled");
  }

  private static RiskConfig adjustFor(int leastPersons, Variable... variables) {
    return new RiskConfig(
        List.of(variables), NaivePatient.AGE_BANDS, NaivePatient.SCORE_BANDS, leastPersons, null);
  }

  private static Map<String, Row> byId(Dataset<Row> patients, RiskConfig config, RegionType type) {
    Map<String, Row> rows = new TreeMap<>();
    RegionOutcomes.of(StandardizedPatients.of(patients, config), List.of(type))
        .collectAsList()
        .forEach(row -> rows.put(row.getAs("region_id"), row));
    return Collections.unmodifiableMap(rows);
  }

  /** Mean, expected and adjusted; NaN for null. */
  private static List<Double> numbers(Row row, String outcome) {
    List<Double> numbers = new ArrayList<>();
    for (String suffix : List.of("_mean", "_expected", "_adjusted")) {
      Double value = row.getAs(outcome + suffix);
      numbers.add(value == null ? Double.NaN : value);
    }
    return numbers;
  }
}
