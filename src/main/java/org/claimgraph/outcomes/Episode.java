package org.claimgraph.outcomes;

import java.util.ArrayList;
import java.util.List;

/**
 * Hospital stays that go on from each other, a transfer being one of them: the next stay begins no
 * later than the day of discharge, or on the day after it in another hospital.
 *
 * @param first the stay that it began with
 * @param last the stay that ended last, of equal ones the one that came last
 */
record Episode(HospitalStay first, HospitalStay last) {

  /**
   * The episodes of one patient, in order of time.
   *
   * @param stays in order of admission, then of discharge
   */
  static List<Episode> of(List<HospitalStay> stays) {
    List<Episode> episodes = new ArrayList<>();
    for (HospitalStay stay : stays) {
      int before = episodes.size() - 1;
      if (before >= 0 && episodes.get(before).goesOnWith(stay)) {
        episodes.set(before, episodes.get(before).with(stay));
      } else {
        episodes.add(new Episode(stay, stay));
      }
    }
    return episodes;
  }

  int admission() {
    return first.admission();
  }

  int discharge() {
    return last.discharge();
  }

  private boolean goesOnWith(HospitalStay stay) {
    int wait = stay.admission() - discharge();
    return wait <= 0 || wait == 1 && !stay.hospital().equals(last.hospital());
  }

  private Episode with(HospitalStay stay) {
    return new Episode(first, stay.discharge() >= discharge() ? stay : last);
  }
}
