package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.CharlsonConfig;
import org.claimgraph.config.CharlsonConfig.Weights;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class CharlsonScoresTest {

  private static final LocalDate ICD_10 = LocalDate.of(2015, 10, 1);
  private static final String LINE =
      "patient_id STRING, claim_type STRING, service_from DATE, service_to DATE, codes STRING";

  @Test
  void conditionsOfTheWindowAndTheDaysBeforeItCountOnce(SparkSession spark) {
    String[] lines = {
      "p professional 2010-02-28 2010-02-28 25000",
      "p professional 2010-03-01 2010-03-01 428.0",
      "p professional 2010-03-10 2010-03-10 42823|4280",
      "p inpatient 2010-03-11 2010-03-30 585",
      "p inpatient 2010-03-20 2010-03-20 4019|2860|2900",
      "p inpatient 2010-03-21 2010-03-21 042",
      "quiet inpatient 2010-03-12 2010-03-12 4019",
      "silent inpatient 2010-03-12 2010-03-12 -",
      "stranger inpatient 2010-03-12 2010-03-12 042"
    };
    assertThat(scores(spark, config(10, true, null), lines)).containsExactly("all p 4");
    assertThat(scores(spark, config(0, true, null), lines)).containsExactly("all p 3");
    assertThat(scores(spark, config(11, false, null), lines)).containsExactly("all p 2");
  }

  @Test
  void conditionsOutsideOfInpatientClaimsMayHaveToBeSeenAgain(SparkSession spark) {
    assertThat(
            scores(
                spark,
                config(365, true, 30),
                "p inpatient 2010-03-11 2010-03-12 585",
                "p professional 2010-02-01 2010-02-01 25000",
                "p professional 2010-03-03 2010-03-03 25000",
                "p outpatient 2010-02-01 2010-02-01 4280",
                "p professional 2010-03-04 2010-03-04 42823",
                "p outpatient 2010-03-03 2010-03-03 4910",
                "q professional 2010-03-12 2010-03-12 042"))
        .containsExactly("all p 3", "all q 0");
  }

  @Test
  void aCodeThatBeginsWithVIsIcd9UntilTheDayAfterTheLastServiceOfIt(SparkSession spark) {
    String[] lines = {
      "p inpatient 2010-03-11 2010-03-19 V420|E119", "q inpatient 2010-03-11 2010-03-20 V420|4280"
    };
    CharlsonConfig changed =
        new CharlsonConfig(Weights.ORIGINAL, 0, true, null, LocalDate.of(2010, 3, 20));
    assertThat(scores(spark, changed, lines)).containsExactly("all p 3", "all q 1");
    CharlsonConfig never = new CharlsonConfig(Weights.ORIGINAL, 0, true, null, null);
    assertThat(scores(spark, never, lines)).containsExactly("all p 3", "all q 3");
  }

  @Test
  void scoresAreKnownWhereSomeLineHasADiagnosis(SparkSession spark) {
    assertThat(CharlsonScores.areKnown(lines(spark, "p inpatient 2010-03-11 2010-03-11 -")))
        .isFalse();
    assertThat(
            CharlsonScores.areKnown(
                lines(
                    spark,
                    "p inpatient 2010-03-11 2010-03-11 -",
                    "p inpatient 2010-03-11 2010-03-11 4019")))
        .isTrue();
  }

  private static CharlsonConfig config(int lookBack, boolean inWindow, Integer confirm) {
    return new CharlsonConfig(Weights.ORIGINAL, lookBack, inWindow, confirm, ICD_10);
  }

  /** Of p, q, quiet and silent in the window from 11 to 20 March 2010. */
  private static List<String> scores(SparkSession spark, CharlsonConfig config, String... lines) {
    Dataset<Row> members =
        TextTable.of(
            spark,
            "cohort STRING, patient_id STRING, window_start DATE, window_end DATE",
            List.of("p", "q", "quiet", "silent").stream()
                .map(id -> "all " + id + " 2010-03-11 2010-03-20")
                .toList());
    return TextTable.lines(
        CharlsonScores.of(members, lines(spark, lines), config),
        "cohort",
        "patient_id",
        "charlson");
  }

  private static Dataset<Row> lines(SparkSession spark, String... lines) {
    return TextTable.of(spark, LINE, lines)
        .selectExpr("*", "split(codes, '[|]') AS diagnoses")
        .drop("codes");
  }
}
