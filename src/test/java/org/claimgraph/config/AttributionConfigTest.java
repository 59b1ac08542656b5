package org.claimgraph.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.claimgraph.UserException;
import org.claimgraph.config.AttributionConfig.HospitalRule;
import org.junit.jupiter.api.Test;

class AttributionConfigTest {

  @Test
  void patientsBelongWhereTheyAreAdmittedUnlessTheirPhysicianIsToDecide() {
    assertThat(read()).isEqualTo(new AttributionConfig(HospitalRule.ADMISSIONS, null));
    assertThat(read("outcome.attribution.hospital=physician", "outcome.drg=drg.csv"))
        .isEqualTo(new AttributionConfig(HospitalRule.PHYSICIAN, "drg.csv"));
  }

  @Test
  void anotherRuleIsRefused() {
    assertThatThrownBy(() -> read("outcome.attribution.hospital=nearest"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "outcome.attribution.hospital = nearest must be one of admissions, physician");
  }

  private static AttributionConfig read(String... settings) {
    return Configuration.read(List.of(), List.of(settings)).attribution();
  }
}
