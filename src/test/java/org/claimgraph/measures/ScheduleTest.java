package org.claimgraph.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final long TASK = 1L << 30;

  @Test
  void noTaskHasTwiceTheWorkOfTheMedianWhereLargeRegionsAreCut() {
    Random random = new Random(3);
    List<Lot> lots = new ArrayList<>();
    for (int region = 0; region < 306; region++) {
      double physicians = 135 * Math.pow(8197 / 135.0, random.nextDouble());
      long left = (long) (physicians * physicians * 100);
      for (int first = 0; left > 0; first++) {
        lots.add(lot("r" + region, first, Math.min(left, TASK / 2)));
        left -= TASK / 2;
      }
    }

    Schedule schedule = Schedule.of(lots, 2, TASK);

    long[] work = new long[schedule.tasks()];
    lots.stream()
        .map(Lot::region)
        .distinct()
        .flatMap(region -> schedule.turns().get(region).stream())
        .forEach(turn -> work[turn.task()] += turn.lot().work());
    Arrays.sort(work);
    assertThat(work.length).isGreaterThan(100);
    assertThat(work[work.length - 1]).isLessThan(2 * work[work.length / 2]);
    assertThat(Arrays.stream(work).sum()).isEqualTo(lots.stream().mapToLong(Lot::work).sum());
  }

  @Test
  void orderOfLotsDoesNotMatter() {
    List<Lot> lots = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lots.add(lot("r" + i / 2, i % 2, TASK / (1 + i % 3)));
    }
    List<Lot> reversed = new ArrayList<>(lots);
    Collections.reverse(reversed);

    assertThat(Schedule.of(reversed, 4, TASK)).isEqualTo(Schedule.of(lots, 4, TASK));
  }

  @Test
  void littleWorkIsOneTask() {
    assertThat(Schedule.of(List.of(lot("a", 0, 100), lot("b", 0, 100)), 8, TASK).tasks()).isOne();
  }

  @Test
  void someWorkKeepsEveryCoreBusy() {
    List<Lot> lots = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      lots.add(lot("r" + i, 0, TASK / 64));
    }

    assertThat(Schedule.of(lots, 8, TASK).tasks()).isEqualTo(8);
  }

  @Test
  void onlyRegionsOfSeveralLotsAreShared() {
    List<Lot> lots = List.of(lot("a", 0, TASK), lot("b", 0, TASK), lot("b", 3, 5));

    assertThat(Schedule.of(lots, 2, TASK).shared()).containsExactly(region("b"));
  }

  private static Lot lot(String region, int first, long work) {
    return new Lot(region(region), first, List.of(), work);
  }

  private static Region region(String id) {
    return new Region("all", "hrr", id);
  }
}
