package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimgraph.outcomes.ReadmissionsTest.stay;

import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeTest {

  @Test
  void staysThatOverlapOrMeetOnTheDayOfDischargeAreOneEpisode() {
    assertThat(episodes(stay(1, 5, "H1"), stay(3, 8, "H2"), stay(8, 9, "H1"), stay(8, 8, "H1")))
        .containsExactly("1-9");
  }

  @Test
  void anotherHospitalOnTheNextDayIsATransferTheSameHospitalIsNot() {
    assertThat(episodes(stay(1, 5, "H1"), stay(6, 8, "H2"))).containsExactly("1-8");
    assertThat(episodes(stay(1, 5, "H1"), stay(6, 8, "H1"))).containsExactly("1-5", "6-8");
    assertThat(episodes(stay(1, 5, "H1"), stay(7, 8, "H2"))).containsExactly("1-5", "7-8");
  }

  @Test
  void anEpisodeEndsWithTheStayThatEndsLast() {
    List<Episode> episodes = Episode.of(List.of(stay(1, 20, "H1"), stay(3, 8, "H2")));
    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).last().hospital()).isEqualTo("H1");
    assertThat(episodes(stay(1, 20, "H1"), stay(3, 8, "H2"), stay(21, 22, "H2")))
        .containsExactly("1-22");
    assertThat(episodes(stay(1, 20, "H1"), stay(3, 8, "H2"), stay(21, 22, "H1")))
        .containsExactly("1-20", "21-22");
  }

  @Test
  void nobodyWithoutStaysHasEpisodes() {
    assertThat(Episode.of(List.of())).isEmpty();
  }

  private static List<String> episodes(HospitalStay... stays) {
    return Episode.of(List.of(stays)).stream()
        .map(episode -> episode.admission() + "-" + episode.discharge())
        .toList();
  }
}
