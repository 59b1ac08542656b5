package org.claimgraph.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamConfigTest {

  @Test
  void everyPairCountsOneAndPatientsOfTwentyHaveTriadsByDefault() {
    assertThat(read("warehouse=/w")).isEqualTo(new TeamConfig(Collections.nCopies(10, 1.0), 20));
  }

  @Test
  void pairsOfGroupsHaveTheirPlaceInEitherOrder() {
    Set<Integer> places = new TreeSet<>();
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b <= a; b++) {
        places.add(TeamConfig.pair(a, b));
        assertThat(TeamConfig.pair(b, a)).isEqualTo(TeamConfig.pair(a, b));
      }
    }
    assertThat(places).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @ParameterizedTest
  @CsvSource({
    "primary-primary, primary, primary",
    "primary-other, primary, other",
    "medical-surgical, medical, surgical",
    "other-other, other, other"
  })
  void weightIsThatOfItsPair(String key, String a, String b) {
    int pair = TeamConfig.pair(TeamConfig.GROUPS.indexOf(b), TeamConfig.GROUPS.indexOf(a));

    List<Double> weights = read("measure.care-density.weights." + key + "=-0.25").pairWeights();

    assertThat(weights.get(pair)).isEqualTo(-0.25);
    assertThat(Collections.frequency(weights, 1.0)).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({
    "measure.care-density.weights.primary-other=much, must be a number",
    "measure.care-density.weights.other-primary=1, is not a setting; the nearest is measure.care-",
    "measure.team.most-physicians=1, must be a whole number from 2 to 100",
    "measure.team.most-physicians=101, must be a whole number from 2 to 100"
  })
  void whatCannotBeIsRefused(String setting, String why) {
    assertThatThrownBy(() -> read(setting))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(setting.split("=")[0])
        .hasMessageContaining(why);
  }

  private static TeamConfig read(String setting) {
    return Configuration.read(List.of(), List.of(setting)).team();
  }
}
