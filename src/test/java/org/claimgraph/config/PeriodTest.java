package org.claimgraph.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2010Q4, 4, 2010-01-01, 2010-12-31",
    "2010Q4, 13, 2007-10-01, 2010-12-31",
    "2008Q1, 1, 2008-01-01, 2008-03-31",
    "2008Q2, 2, 2008-01-01, 2008-06-30",
    "2008Q3, 4, 2007-10-01, 2008-09-30",
    "2010Q1, 400, 1910-04-01, 2010-03-31"
  })
  void isATrailingWindowOfWholeQuarters(
      String label, int quarters, LocalDate first, LocalDate last) {
    Period period = Period.ending(label, quarters);
    assertThat(period.start()).isEqualTo(first);
    assertThat(period.end()).isEqualTo(last);
    assertThat(period.label()).isEqualTo(label);
  }

  @Test
  void periodsOfOneQuarterFollowEachOtherWithoutGap() {
    for (int quarter = 1; quarter < 4; quarter++) {
      assertThat(new Period(2008, quarter, 1).end().plusDays(1))
          .isEqualTo(new Period(2008, quarter + 1, 1).start());
    }
    assertThat(new Period(2008, 4, 1).end().plusDays(1)).isEqualTo(new Period(2009, 1, 1).start());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2010", "2010Q5", "2010Q0", "2010q4", "Q42010", "20100Q4", "2010-4"})
  void anotherLabelIsRefused(String label) {
    assertThatThrownBy(() -> Period.ending(label, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a quarter such as 2010Q4");
  }
}
