package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The full size, with the times of tasks, is {@code HubBenchmark}. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class HubsTest {

  @Test
  void patientOfAllPhysiciansAndPhysicianOfAllPatientsHaveExactTies(SparkSession spark) {
    Hubs hubs = new Hubs(1_000, 101);
    assertThat(hubs.patients()).isEqualTo(100_899);

    assertThat(hubs.summary(SharedPatientTies.infer(hubs.links(spark), hubs.places(spark))))
        .isEqualTo(hubs.expected());
  }
}
