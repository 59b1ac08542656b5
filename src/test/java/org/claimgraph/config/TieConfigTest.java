package org.claimgraph.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.claimgraph.UserException;
import org.claimgraph.config.TieConfig.Combine;
import org.claimgraph.config.TieConfig.Correction;
import org.claimgraph.config.TieConfig.Sdsm;
import org.claimgraph.config.TieConfig.Ties;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.config.TieRule.Significant;
import org.claimgraph.config.TieRule.Strongest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TieConfigTest {

  @Test
  void everyKindOfRuleIsReadInItsOrder() {
    TieConfig config =
        read("tie.rules=sdsm-001,all,min-11,strongest-20,disparity-05,hypergeometric-10,sdsm-010");
    assertThat(config.parsedRules())
        .containsExactly(
            new Significant("sdsm-001", TieRule.Test.SDSM, 0.001),
            new MinShared("all", 1),
            new MinShared("min-11", 11),
            new Strongest("strongest-20", 20),
            new Significant("disparity-05", TieRule.Test.DISPARITY, 0.05),
            new Significant("hypergeometric-10", TieRule.Test.HYPERGEOMETRIC, 0.1),
            new Significant("sdsm-010", TieRule.Test.SDSM, 0.01));
    assertThat(config.rulesOf(Strongest.class)).containsExactly(new Strongest("strongest-20", 20));
  }

  @Test
  void choicesHaveDefaults() {
    assertThat(read("tie.rules=strongest-20"))
        .isEqualTo(new TieConfig(List.of("strongest-20")))
        .isEqualTo(
            new TieConfig(
                List.of("strongest-20"), Ties.INCLUDE, Combine.UNION, Correction.NONE, Sdsm.EXACT));
  }

  @Test
  void choicesMayBeSet() {
    assertThat(
            read(
                "tie.strongest.ties=break",
                "tie.strongest.combine=intersection",
                "tie.correction=bh",
                "tie.sdsm=refined-normal"))
        .isEqualTo(
            new TieConfig(
                List.of("all"),
                Ties.BREAK,
                Combine.INTERSECTION,
                Correction.BH,
                Sdsm.REFINED_NORMAL));
  }

  @ParameterizedTest
  @CsvSource({
    "ALL, all",
    "min-0, min-11 for at least 11 shared patients",
    "min11, min-11 for at least 11 shared patients",
    "strongest-0, strongest-20 for 20 percent",
    "strongest-100, strongest-20 for 20 percent",
    "strongest-.2, strongest-20 for 20 percent",
    "stronger-20, strongest-20 for 20 percent",
    "disparity-5, disparity-05 for 0.05",
    "disparity-00, disparity-05 for 0.05",
    "hypergeom-05, hypergeometric-05 for 0.05",
    "sdsm-0.05, sdsm-05 for 0.05",
    "sdsm-0001, sdsm-05 for 0.05",
    "sdms-05, sdsm-05 for 0.05"
  })
  void aMalformedRuleIsRefusedWithTheNearestForm(String rule, String nearest) {
    assertThatThrownBy(() -> read("tie.rules=all," + rule))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Invalid configuration: tie.rules = all,"
                + rule
                + " must list some of all, min-N, strongest-Q, disparity-A, hypergeometric-A,"
                + " sdsm-A, each once: "
                + rule
                + " is no rule, the nearest is "
                + nearest
                + ". conf/reference.conf explains every setting.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tie.rules=[]", "tie.rules=sdsm-05,sdsm-05"})
  void rulesAreThereAndDifferent(String setting) {
    assertThatThrownBy(() -> read(setting))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("sdsm-A, each once. conf");
  }

  @Test
  void unknownChoicesAreRefused() {
    assertThatThrownBy(() -> read("tie.correction=fdr", "tie.strongest.ties=half"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("tie.strongest.ties = half must be one of include, break")
        .hasMessageContaining("tie.correction = fdr must be one of none, holm, bh");
  }

  private static TieConfig read(String... settings) {
    return Configuration.read(List.of(), List.of(settings)).tie();
  }
}
