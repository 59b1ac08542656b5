package org.claimgraph.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.claimgraph.UserException;
import org.claimgraph.config.RiskConfig.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskConfigTest {

  @Test
  void peopleAreComparedByAgeSexAndRaceByDefault() {
    assertThat(read())
        .isEqualTo(
            new RiskConfig(
                List.of(Variable.AGE, Variable.SEX, Variable.RACE),
                List.of(65, 70, 75, 80, 85),
                List.of(1, 2, 3),
                30,
                null));
  }

  @Test
  void everythingMayBeChosen() {
    assertThat(
            read(
                "outcome.risk.adjust-for=[charlson, age]",
                "outcome.risk.age-bands=75",
                "outcome.risk.charlson-bands=[]",
                "outcome.risk.least-persons=1",
                "outcome.winsorize=0.99"))
        .isEqualTo(
            new RiskConfig(
                List.of(Variable.CHARLSON, Variable.AGE), List.of(75), List.of(), 1, 0.99));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "outcome.risk.adjust-for=age,age; must list some of age, sex, race, charlson, each once",
        "outcome.risk.age-bands=70,65; must list whole numbers from 1 to 999, ascending",
        "outcome.risk.charlson-bands=0,1; must list whole numbers from 1 to 999, ascending",
        "outcome.risk.least-persons=0; must be a whole number from 1 to ",
        "outcome.winsorize=1; must be a number from 0.5 to below 1",
        "outcome.winsorize=0.49; must be a number from 0.5 to below 1"
      })
  void whatCannotBeIsRefused(String setting, String why) {
    assertThatThrownBy(() -> read(setting))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(setting.split("=")[0])
        .hasMessageContaining(why);
  }

  private static RiskConfig read(String... settings) {
    return Configuration.read(List.of(), List.of(settings)).risk();
  }
}
