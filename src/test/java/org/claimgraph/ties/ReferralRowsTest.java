package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.claimgraph.config.ReferralConfig;
import org.claimgraph.config.ReferralConfig.Construction;
import org.claimgraph.config.ReferralConfig.Count;
import org.junit.jupiter.api.Test;

class ReferralRowsTest {

  private static final ReferralConfig FIVE_AND_TEN_DAYS =
      new ReferralConfig(List.of(5, 10), Construction.SLIDING_FRAME, Count.ALL_PAIRS);

  @Test
  void eachPatientIsCountedAlone() {
    assertThat(
            lines(
                List.of(
                    event("p", "010", 7),
                    event("p", "10", 0),
                    event("q", "10", 1),
                    event("q", "9", 1),
                    event("q", "9", 4),
                    event("r", "9", 0))))
        .containsExactly(
            "[10,010,0,0,0,0,1,0,7,49]", // p
            "[10,9,2,1,3,9,2,1,3,9]"); // q
  }

  @Test
  void aRepeatedEventCountsOnce() {
    List<Row> once = List.of(event("p", "1", 0), event("p", "1", 3), event("p", "2", 3));
    List<Row> thrice = once.stream().flatMap(row -> List.of(row, row, row).stream()).toList();
    assertThat(lines(thrice)).isEqualTo(lines(once)).containsExactly("[1,2,2,1,3,9,2,1,3,9]");
  }

  @Test
  void onlyThePatientAtHandIsRead() {
    Iterator<Row> endless =
        IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> event("patient " + i / 2, "npi " + i % 2, 0))
            .iterator();
    ReferralRows rows = new ReferralRows(endless, FIVE_AND_TEN_DAYS);
    for (int i = 0; i < 1000; i++) {
      assertThat(rows.next().mkString(",")).isEqualTo("npi 0,npi 1,1,1,0,0,1,1,0,0");
    }
    assertThat(endless.next().getString(0)).isEqualTo("patient 1000");
  }

  @Test
  void withoutEventsThereAreNoRows() {
    ReferralRows none = new ReferralRows(List.<Row>of().iterator(), FIVE_AND_TEN_DAYS);
    assertThat(none.hasNext()).isFalse();
    assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
  }

  private static Row event(String patient, String npi, int day) {
    return RowFactory.create(patient, npi, day);
  }

  private static List<String> lines(List<Row> events) {
    List<String> lines = new ArrayList<>();
    new ReferralRows(events.iterator(), FIVE_AND_TEN_DAYS)
        .forEachRemaining(row -> lines.add(row.toString()));
    return lines;
  }
}
