package org.claimgraph.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Random groups that a seed tells apart: of one member, of few, of nearly all nodes. */
final class RandomGroups {

  private RandomGroups() {}

  /** Count by node of each group; nodes from 0 to below {@code nodeCount}. */
  static List<TreeMap<Integer, Integer>> of(long seed, int nodeCount) {
    Random random = new Random(seed);
    List<TreeMap<Integer, Integer>> groups = new ArrayList<>();
    int groupCount = random.nextInt(80);
    for (int group = 0; group < groupCount; group++) {
      int most = 1 + random.nextInt(random.nextInt(5) == 0 ? nodeCount : 6);
      TreeMap<Integer, Integer> members = new TreeMap<>();
      for (int i = 0; i < most; i++) {
        members.merge(random.nextInt(nodeCount), 1 + random.nextInt(3), Integer::sum);
      }
      groups.add(members);
    }
    return groups;
  }

  static Groups packed(List<TreeMap<Integer, Integer>> groups) {
    return packed(groups, 0);
  }

  /** The groups with only their members from {@code first} on. */
  static Groups packed(List<TreeMap<Integer, Integer>> groups, int first) {
    Groups.Builder builder = new Groups.Builder();
    for (TreeMap<Integer, Integer> members : groups) {
      builder.begin(members.size());
      members.tailMap(first).forEach(builder::add);
    }
    return builder.build();
  }
}
