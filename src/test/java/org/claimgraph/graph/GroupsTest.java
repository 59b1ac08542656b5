package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupsTest {

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void holdsEachMemberOfEachGroupWithItsCount(long seed) {
    List<TreeMap<Integer, Integer>> expected = RandomGroups.of(seed, 100);

    Groups groups = RandomGroups.packed(expected);

    assertThat(groups.groupCount()).isEqualTo(expected.size());
    assertThat(groups.memberCount()).isEqualTo(expected.stream().mapToInt(TreeMap::size).sum());
    for (int group = 0; group < expected.size(); group++) {
      assertThat(members(groups, group)).isEqualTo(expected.get(group));
      assertThat(groups.size(group)).isEqualTo(expected.get(group).size());
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void groupAddedFromAPlaceOnKeepsItsLastMembersAndItsSize(long seed) {
    Groups all = RandomGroups.packed(RandomGroups.of(seed, 100));
    Groups.Builder builder = new Groups.Builder();
    for (int group = 0; group < all.groupCount(); group++) {
      builder.add(all, group, (all.start(group) + all.end(group)) / 2);
    }

    Groups last = builder.build();

    for (int group = 0; group < all.groupCount(); group++) {
      int dropped = all.size(group) / 2;
      TreeMap<Integer, Integer> expected = members(all, group);
      for (int i = 0; i < dropped; i++) {
        expected.pollFirstEntry();
      }
      assertThat(members(last, group)).isEqualTo(expected);
      assertThat(last.size(group)).isEqualTo(all.size(group));
    }
  }

  @Test
  void holdsManyGroupsAndALargeOneAmongThem() {
    Groups.Builder builder = new Groups.Builder();
    for (int group = 0; group < 5_000; group++) {
      builder.begin(1).add(group, 1);
    }
    builder.begin(20_000);
    for (int node = 0; node < 20_000; node++) {
      builder.add(node, node + 1);
    }

    Groups groups = builder.build();

    assertThat(groups.groupCount()).isEqualTo(5_001);
    assertThat(groups.node(groups.start(4_999))).isEqualTo(4_999);
    assertThat(groups.end(5_000) - groups.start(5_000)).isEqualTo(20_000);
    assertThat(groups.count(groups.end(5_000) - 1)).isEqualTo(20_000);
  }

  @Test
  void builderBeginsAnewAfterEachBuild() {
    Groups.Builder builder = new Groups.Builder();
    Groups first = builder.begin(2).add(3, 1).add(5, 2).build();
    assertThat(builder.memberCount()).isZero();

    Groups second = builder.begin(1).add(7, 4).build();

    assertThat(members(first, 0)).containsExactly(Map.entry(3, 1), Map.entry(5, 2));
    assertThat(second.groupCount()).isEqualTo(1);
    assertThat(members(second, 0)).containsExactly(Map.entry(7, 4));
  }

  @Test
  void thereMayBeNoGroups() {
    Groups none = new Groups.Builder().build();

    assertThat(none.groupCount()).isZero();
    assertThat(none.memberCount()).isZero();
  }

  private static TreeMap<Integer, Integer> members(Groups groups, int group) {
    TreeMap<Integer, Integer> members = new TreeMap<>();
    for (int at = groups.start(group); at < groups.end(group); at++) {
      assertThat(members.put(groups.node(at), groups.count(at))).isNull();
    }
    return members;
  }
}
