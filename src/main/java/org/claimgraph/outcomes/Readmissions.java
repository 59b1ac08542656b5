package org.claimgraph.outcomes;

import java.io.Serializable;
import java.util.List;
import org.claimgraph.config.OutcomeConfig.Readmission;

/**
 * Readmissions after the rules of the CMS hospital-wide measure, as far as stays tell them.
 *
 * <p>An episode of stays that ends in the window is followed for 30 days from its discharge, unless
 * the patient died in it (disposition 20), left against advice (07), it is of an excluded DRG or
 * principal diagnosis, or the source does not cover those days, up to death, completely. It counts
 * where the next episode begins within the 30 days, in the window or after it, and is not planned.
 * Only the next episode is looked at: a planned one keeps a later one from counting. An episode is
 * judged by DRG and principal diagnosis of the stay it ends with when it is followed, of the stay
 * it begins with when it follows. Procedures, which CMS looks at too, are not in stays.
 *
 * <p>Source: CMS hospital-wide all-cause unplanned readmission measure, as the Tuva Project tells
 * it.
 *
 * @param rules what is planned and what is not followed
 * @param lastDay last day the source covers completely, numbered from 1 January 1970
 */
record Readmissions(Readmission rules, int lastDay) implements Serializable {

  /** Days from discharge within which an admission is a readmission. */
  static final int DAYS = 30;

  private static final String DIED = "20";
  private static final String LEFT_AGAINST_ADVICE = "07";

  /**
   * Episodes of one patient that are followed by a readmission.
   *
   * @param episodes in order of time
   * @param from first day of the window
   * @param to last day of the window
   * @param death day of death; null while alive
   */
  long count(List<Episode> episodes, int from, int to, Integer death) {
    long count = 0;
    for (int i = 0; i + 1 < episodes.size(); i++) {
      Episode episode = episodes.get(i);
      Episode next = episodes.get(i + 1);
      if (episode.discharge() >= from
          && episode.discharge() <= to
          && isFollowed(episode, death)
          && next.admission() - episode.discharge() <= DAYS
          && !isPlanned(next.first())) {
        count++;
      }
    }
    return count;
  }

  private boolean isFollowed(Episode episode, Integer death) {
    int until = episode.discharge() + DAYS;
    boolean covered = until <= lastDay || death != null && death <= lastDay;
    HospitalStay last = episode.last();
    return covered
        && !DIED.equals(last.disposition())
        && !LEFT_AGAINST_ADVICE.equals(last.disposition())
        && !matches(last, rules.excludedDrgs(), rules.excludedDiagnoses());
  }

  private boolean isPlanned(HospitalStay stay) {
    return matches(stay, rules.plannedDrgs(), rules.plannedDiagnoses());
  }

  private static boolean matches(HospitalStay stay, List<String> drgs, List<String> diagnoses) {
    return stay.drg() != null && drgs.contains(stay.drg())
        || stay.diagnosis() != null && diagnoses.stream().anyMatch(stay.diagnosis()::startsWith);
  }
}
