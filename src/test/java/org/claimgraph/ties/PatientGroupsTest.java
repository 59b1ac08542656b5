package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.claimgraph.graph.Groups;
import org.junit.jupiter.api.Test;

class PatientGroupsTest {

  /** A patient by hash and check, a physician, and encounters. */
  private record Link(long hash, int check, int physician, int encounters) {}

  @Test
  void collectsThePhysiciansOfEachPatientInOrder() {
    Groups groups =
        of(new Link(5, 1, 9, 2), new Link(7, 1, 3, 1), new Link(5, 1, 4, 3), new Link(7, 1, 2, 1));

    assertThat(members(groups)).containsExactlyInAnyOrder(Map.of(4, 3, 9, 2), Map.of(2, 1, 3, 1));
    assertThat(groups.node(groups.start(0))).isLessThan(groups.node(groups.start(0) + 1));
    assertThat(groups.size(0)).isEqualTo(2);
  }

  @Test
  void linksOfOnePatientAndPhysicianAddUp() {
    Groups groups =
        of(new Link(5, 1, 9, 2), new Link(5, 1, 4, 1), new Link(5, 1, 9, 40), new Link(5, 1, 9, 1));

    assertThat(members(groups)).containsExactly(Map.of(4, 1, 9, 43));
    assertThat(groups.size(0)).isEqualTo(2);
  }

  @Test
  void encountersThatExceedAnIntAreAnError() {
    Link most = new Link(5, 1, 9, Integer.MAX_VALUE);
    assertThat(members(of(most, new Link(5, 1, 8, 1))))
        .containsExactly(Map.of(8, 1, 9, Integer.MAX_VALUE));
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> of(most, new Link(5, 1, 9, 1)));
  }

  @Test
  void patientsOfOnePhysicianAreLeftOut() {
    Groups groups = of(new Link(5, 1, 9, 2), new Link(6, 1, 9, 1), new Link(5, 1, 9, 2));

    assertThat(groups.groupCount()).isZero();
    assertThat(groups.memberCount()).isZero();
  }

  @Test
  void equalHashesOfUnequalCheckAreTwoPatients() {
    Groups groups =
        of(new Link(5, 1, 1, 1), new Link(5, 2, 3, 1), new Link(5, 1, 2, 1), new Link(5, 2, 4, 1));

    assertThat(members(groups)).containsExactlyInAnyOrder(Map.of(1, 1, 2, 1), Map.of(3, 1, 4, 1));
  }

  @Test
  void patientsInOneSlotAreTold() {
    // Equal in all bits that choose a slot of a table of any size.
    List<Link> links = new ArrayList<>();
    for (int patient = 0; patient < 3_000; patient++) {
      links.add(new Link((long) patient << 40 | 7, 1, patient, 1));
      links.add(new Link((long) patient << 40 | 7, 1, patient + 1, 2));
    }

    Groups groups = of(links.toArray(Link[]::new));

    assertThat(groups.groupCount()).isEqualTo(3_000);
    for (int patient = 0; patient < 3_000; patient++) {
      assertThat(groups.node(groups.start(patient))).isEqualTo(patient);
      assertThat(groups.count(groups.start(patient) + 1)).isEqualTo(2);
    }
  }

  @Test
  void moreLinksThanTheFirstTablesHoldAgreeWithCollectingThemInMaps() {
    Random random = new Random(1);
    List<Link> links = new ArrayList<>();
    Map<Long, TreeMap<Integer, Integer>> expected = new TreeMap<>();
    for (int i = 0; i < 60_000; i++) {
      long hash = random.nextInt(20_000) * 0x9E3779B97F4A7C15L;
      Link link = new Link(hash, (int) (hash >>> 7), random.nextInt(50), 1 + random.nextInt(4));
      links.add(link);
      expected
          .computeIfAbsent(hash, any -> new TreeMap<>())
          .merge(link.physician(), link.encounters(), Integer::sum);
    }
    expected.values().removeIf(physicians -> physicians.size() == 1);

    assertThat(expected).hasSizeGreaterThan(10_000);
    assertThat(sorted(members(of(links.toArray(Link[]::new)))))
        .isEqualTo(sorted(expected.values()));
  }

  @Test
  void anyOrderAndAnyBatchesGiveTheSamePatients() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      links.add(new Link(i % 40, 0, i * 7 % 23, 1 + i % 3));
    }
    List<Map<Integer, Integer>> expected = members(of(links.toArray(Link[]::new)));
    Collections.shuffle(links, new Random(2));
    Groups parts = PatientGroups.of(links.stream().map(link -> batch(Stream.of(link))).iterator());

    assertThat(members(parts)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void thereMayBeNoLinks() {
    assertThat(of().groupCount()).isZero();
    assertThat(PatientGroups.of(Collections.emptyIterator()).groupCount()).isZero();
  }

  private static List<String> sorted(Collection<? extends Map<Integer, Integer>> patients) {
    return patients.stream().map(Map::toString).sorted().toList();
  }

  private static Groups of(Link... links) {
    return PatientGroups.of(List.of(batch(Stream.of(links))).iterator());
  }

  private static LinkBatch batch(Stream<Link> links) {
    LinkBatch batch = new LinkBatch();
    links.forEach(l -> batch.add(l.hash(), l.check(), l.physician(), l.encounters()));
    return batch;
  }

  private static List<Map<Integer, Integer>> members(Groups groups) {
    List<Map<Integer, Integer>> all = new ArrayList<>();
    for (int group = 0; group < groups.groupCount(); group++) {
      Map<Integer, Integer> members = new TreeMap<>();
      for (int at = groups.start(group); at < groups.end(group); at++) {
        assertThat(members.put(groups.node(at), groups.count(at))).isNull();
      }
      all.add(members);
    }
    return all;
  }
}
