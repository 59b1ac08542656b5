package org.claimgraph.outcomes;

import java.time.LocalDate;
import org.claimgraph.config.CharlsonConfig;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.config.Period;

/**
 * How far the outcomes of a period look, for the cohorts that are built in; a cohort that is given
 * as SQL may look at anything.
 *
 * <ul>
 *   <li>The window of {@code all} is the period, cut off at death; that of {@code last-two-years}
 *       are the 730 days to a death in the period, so its first day may be 729 days before it.
 *   <li>Lines count by their first day of service, in the window and, for the Charlson score, in
 *       the look-back before it ({@code outcome.charlson.look-back-days}).
 *   <li>Stays count where they touch the window. A stay that ended on the day before it may be the
 *       beginning of an episode, and the admission that a discharge of the last day is followed by
 *       may come 30 days later.
 * </ul>
 *
 * @param linesFrom first day of service of a line that may count
 * @param linesTo last day of service of a line that may count
 * @param staysFrom first day that a stay which may count touches
 * @param staysTo last day that a stay which may count touches
 */
public record Reach(
    LocalDate linesFrom, LocalDate linesTo, LocalDate staysFrom, LocalDate staysTo) {

  /** The reach of the configured cohorts. */
  public static Reach of(Period period, OutcomeConfig outcome, CharlsonConfig charlson) {
    LocalDate first = period.start();
    if (outcome.cohorts().stream().anyMatch(Reach::looksBack)) {
      first = first.minusDays(Cohorts.LOOK_BACK_DAYS - 1);
    }
    return new Reach(
        first.minusDays(charlson.lookBackDays()),
        period.end(),
        first.minusDays(1),
        period.end().plusDays(Readmissions.DAYS));
  }

  private static boolean looksBack(Cohort cohort) {
    return cohort.label().equals(Cohort.LAST_TWO_YEARS);
  }
}
