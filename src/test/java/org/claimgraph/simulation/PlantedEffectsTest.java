package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.stats.Interval;
import org.claimgraph.stats.LeastSquares;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Means over the people of each hospital, taken from the files by the plainest code, go with its
 * network as planted.
 */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class PlantedEffectsTest {

  private static final String YEAR = "2010";
  private static final Set<String> MEDICAL = Set.of("06", "10", "29", "39", "83");

  /** So that all six intervals hold what they should in 95 of 100 nations (Bonferroni). */
  private static final double EACH_OF_SIX = 1 - 0.05 / 6;

  private static final Set<String> NOT_VISITED = Set.of("30", "93");

  @TempDir Path folder;

  @Test
  void everyPlantedEffectIsFound(SparkSession spark) {
    Study study = study(spark, Effects.USUAL);
    for (Outcome outcome : Outcome.values()) {
      assertThat(Math.log(1 + outcome.usualEffect()))
          .as(outcome.label())
          .isBetween(
              study.interval(outcome, EACH_OF_SIX).lower(),
              study.interval(outcome, EACH_OF_SIX).upper());
    }
    assertThat(study.interval(Outcome.SPENDING, 0.95).lower()).isGreaterThan(0.05);
    assertThat(study.interval(Outcome.HOSPITAL_DAYS, 0.95).lower()).isGreaterThan(0.05);
    assertThat(study.interval(Outcome.PHYSICIAN_VISITS, 0.95).lower()).isGreaterThan(0.05);
  }

  @Test
  void withoutEffectsThereIsNothingToFind(SparkSession spark) {
    Study study = study(spark, Effects.NONE);
    for (Outcome outcome : Outcome.values()) {
      assertThat(0.0)
          .as(outcome.label())
          .isBetween(
              study.interval(outcome, EACH_OF_SIX).lower(),
              study.interval(outcome, EACH_OF_SIX).upper());
    }
  }

  private Study study(SparkSession spark, Effects effects) {
    Simulation simulation = new Simulation(10_000, 16, 4, 30, 0, 2, 11, effects);
    String claims = folder.resolve("claims").toString();
    SimulatedClaims.write(spark, claims, simulation, Layout.CANONICAL, FileFormat.CSV);
    return new Study(spark, folder.resolve("claims"));
  }

  /** Outcomes in 2010 of those who were in hospital then. */
  private static final class Study {

    private final Path claims;
    private final List<Row> truth;
    private final Set<String> newborns = new HashSet<>();
    private final Map<String, String> homes = new HashMap<>();
    private final Map<String, double[]> sums = new HashMap<>();

    Study(SparkSession spark, Path claims) {
      this.claims = claims;
      this.truth =
          spark
              .read()
              .option("multiLine", true)
              .json(claims.resolve("truth.json").toString())
              .selectExpr("explode(hospitals) AS h")
              .where("h.pcp_relative_centrality_winsorized IS NOT NULL")
              .selectExpr(
                  "h.hospital",
                  "h.adjusted_degree_median_z",
                  "h.pcp_relative_centrality_winsorized_z")
              .collectAsList();
      for (Map<String, String> person : CsvTable.read(claims.resolve("beneficiary.csv"))) {
        if (person.get("birth_date").startsWith(YEAR)) {
          newborns.add(person.get("patient_id"));
        }
      }
      addStays();
      addLines();
    }

    /** Days as a set, since the stays of a transfer overlap; the last stay is at home. */
    private void addStays() {
      Set<String> days = new HashSet<>();
      for (Map<String, String> stay : CsvTable.read(claims.resolve("stay.csv"))) {
        if (stay.get("admission_date").startsWith(YEAR)
            && !newborns.contains(stay.get("patient_id"))) {
          homes.put(stay.get("patient_id"), stay.get("hospital"));
          LocalDate day = LocalDate.parse(stay.get("admission_date"));
          LocalDate last = LocalDate.parse(stay.get("discharge_date"));
          do {
            days.add(stay.get("patient_id") + "/" + day);
            day = day.plusDays(1);
          } while (day.isBefore(last));
        }
      }
      homes.values().forEach(home -> sums.computeIfAbsent(home, h -> new double[7])[6]++);
      days.forEach(day -> add(day.split("/")[0], Outcome.HOSPITAL_DAYS, 1));
    }

    private void addLines() {
      Set<String> visits = new HashSet<>();
      for (Map<String, String> line : CsvTable.read(claims.resolve("claim_line.csv"))) {
        String patient = line.get("patient_id");
        if (homes.containsKey(patient) && line.get("service_from").startsWith(YEAR)) {
          String paid = line.get("paid_amount");
          double dollars = paid.isEmpty() ? 0 : Double.parseDouble(paid);
          add(patient, Outcome.SPENDING, dollars);
          String code = line.get("hcpcs");
          if (code.startsWith("7")) {
            add(patient, Outcome.SPENDING_IMAGING, dollars);
          } else if (code.startsWith("8")) {
            add(patient, Outcome.SPENDING_TESTS, dollars);
          } else if (code.startsWith("99")
              && !NOT_VISITED.contains(line.get("specialty"))
              && visits.add(patient + line.get("npi") + line.get("service_from"))) {
            add(patient, Outcome.PHYSICIAN_VISITS, 1);
            boolean medical = MEDICAL.contains(line.get("specialty"));
            add(patient, Outcome.MEDICAL_SPECIALIST_VISITS, medical ? 1 : 0);
          }
        }
      }
    }

    private void add(String patient, Outcome outcome, double value) {
      sums.get(homes.get(patient))[outcome.ordinal()] += value;
    }

    /** Of the coefficient of the measure that goes with an outcome, both measures in the model. */
    Interval interval(Outcome outcome, double confidence) {
      double[] y = new double[truth.size()];
      double[][] x = new double[truth.size()][];
      for (int i = 0; i < y.length; i++) {
        Row hospital = truth.get(i);
        double[] sum = sums.get(hospital.getString(0));
        y[i] = Math.log(sum[outcome.ordinal()] / sum[6]);
        x[i] = new double[] {hospital.getDouble(1), hospital.getDouble(2)};
      }
      LeastSquares fit = LeastSquares.ols(y, LeastSquares.withIntercept(x));
      boolean degree = outcome.exposure() == Outcome.Exposure.ADJUSTED_DEGREE_MEDIAN;
      return fit.estimate(degree ? 1 : 2).confidenceInterval(confidence);
    }
  }
}
