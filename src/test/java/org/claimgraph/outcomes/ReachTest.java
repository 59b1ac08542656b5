package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.claimgraph.config.Configuration;
import org.junit.jupiter.api.Test;

class ReachTest {

  @Test
  void deathsOfThePeriodLookBackTwoYearsAndScoresBeforeThat() {
    assertThat(reach("outcome.cohorts=all,last-two-years", "outcome.charlson.look-back-days=365"))
        .hasToString(
            "Reach[linesFrom=2007-01-03, linesTo=2010-12-31, staysFrom=2008-01-02,"
                + " staysTo=2011-01-30]");
  }

  @Test
  void everyoneElseIsLookedAtInThePeriodAndFollowedForThirtyDays() {
    assertThat(reach("outcome.cohorts=all", "outcome.charlson.look-back-days=0"))
        .hasToString(
            "Reach[linesFrom=2010-01-01, linesTo=2010-12-31, staysFrom=2009-12-31,"
                + " staysTo=2011-01-30]");
  }

  private static Reach reach(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("period.end=2010Q4");
    Configuration config = Configuration.read(List.of(), all);
    return Reach.of(config.requiredPeriod(), config.outcome(), config.charlson());
  }
}
