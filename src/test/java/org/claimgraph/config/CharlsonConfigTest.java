package org.claimgraph.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.claimgraph.UserException;
import org.claimgraph.config.CharlsonConfig.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharlsonConfigTest {

  @Test
  void conditionsOfTheWindowAndTheYearBeforeCountByDefault() {
    assertThat(read())
        .isEqualTo(
            new CharlsonConfig(Weights.ORIGINAL, 365, true, null, LocalDate.of(2015, 10, 1)));
  }

  @Test
  void everythingMayBeChosen() {
    assertThat(
            read(
                "outcome.charlson.weights=quan-2011",
                "outcome.charlson.look-back-days=730",
                "outcome.charlson.in-window=false",
                "outcome.charlson.confirm-after-days=30",
                "outcome.charlson.icd-10-from=null"))
        .isEqualTo(new CharlsonConfig(Weights.QUAN_2011, 730, false, 30, null));
  }

  @ParameterizedTest
  @CsvSource({
    "outcome.charlson.weights=quan, 'must be one of original, quan-2011'",
    "outcome.charlson.look-back-days=-1, must be a whole number from 0 to 36600",
    "outcome.charlson.confirm-after-days=0, must be a number of days from 1 to 99999",
    "outcome.charlson.icd-10-from=2015, must be a day such as 2008-01-01"
  })
  void whatCannotBeIsRefused(String setting, String why) {
    assertThatThrownBy(() -> read(setting))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(setting.split("=")[0])
        .hasMessageContaining(why);
  }

  @Test
  void someClaimsHaveToCount() {
    assertThatThrownBy(
            () -> read("outcome.charlson.look-back-days=0", "outcome.charlson.in-window=false"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "outcome.charlson.in-window = false must be true where outcome.charlson.look-back-days"
                + " is 0");
  }

  private static CharlsonConfig read(String... settings) {
    return Configuration.read(List.of(), List.of(settings)).charlson();
  }
}
