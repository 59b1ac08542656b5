package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.TableStore;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first of the seeds that jobs/benchmark-truth studies a hundred of. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class PlantedStudyTest {

  /** So that all six intervals hold what they should in 95 of 100 nations (Bonferroni). */
  private static final double EACH_OF_SIX = 1 - 0.05 / 6;

  @TempDir Path folder;

  @Test
  void theIntervalsOfANationOf510HospitalsCoverEveryPlantedEffect(SparkSession spark) {
    Simulation simulation = new Simulation(30_600, 51, 10, 25, 0, 10, 1, Effects.USUAL);
    try (Staging staging = new TableStore(spark, folder.toString()).staging()) {
      assertThat(new PlantedStudy(spark, simulation, staging).estimates(EACH_OF_SIX))
          .hasSize(Outcome.values().length)
          .allSatisfy(
              one -> {
                assertThat(one.truth())
                    .as(one.outcome())
                    .isBetween(one.low(), one.high())
                    .isEqualTo(100 * Outcome.named(one.outcome()).usualEffect());
                assertThat(one.p()).as(one.outcome()).isLessThan(0.01);
              });
    }
  }
}
