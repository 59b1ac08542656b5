package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {

  @Test
  void readsBothFormsOfADay() {
    assertThat(Days.of("20081231")).isEqualTo(LocalDate.of(2008, 12, 31));
    assertThat(Days.of("2008-02-29")).isEqualTo(LocalDate.of(2008, 2, 29));
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
        "31-Dec-2008",
        "2008-1231"
      })
  void anythingElseIsNoDay(String text) {
    assertThat(Days.of(text)).isNull();
  }
}
