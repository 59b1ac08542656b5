package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {

  @Test
  void readsEveryFormOfADay() {
    assertThat(Days.of("20081231")).isEqualTo(LocalDate.of(2008, 12, 31));
    assertThat(Days.of("2008-02-29")).isEqualTo(LocalDate.of(2008, 2, 29));
    assertThat(Days.of("30-May-2015")).isEqualTo(LocalDate.of(2015, 5, 30));
    assertThat(Days.of("27-OCT-1999")).isEqualTo(LocalDate.of(1999, 10, 27));
    assertThat(Days.of("01-jan-2000")).isEqualTo(LocalDate.of(2000, 1, 1));
    assertThat(Days.of("31-DEC-2200")).isEqualTo(LocalDate.of(2200, 12, 31));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "2008",
        "2008-1-1",
        "20090229",
        "2009-02-30",
        "20081301",
        "00000000",
        "99991231",
        "18491231",
        "20081231x",
        "2008-1231",
        "200812-31",
        "31-Dez-2008",
        "31-ece-2008",
        "29-Feb-2009",
        "00-Jan-2009",
        "1-Jan-2009",
        "01-Jan-09",
        "01-January-2009",
        "31-DEC-2201",
        "31 Dec 2008",
        "31-Dec-2008 00:00",
        "\u0661\u0662-Jan-2009"
      })
  void anythingElseIsNoDay(String text) {
    assertThat(Days.of(text)).isNull();
  }
}
