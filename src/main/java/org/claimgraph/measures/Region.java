package org.claimgraph.measures;

import java.io.Serializable;

/**
 * A region under a tie rule: what has a network of its own.
 *
 * @param rule one of {@code network.tie.kept}
 * @param type hospital, hrr or nation
 * @param id CCN, hospital referral region, or US
 */
record Region(String rule, String type, String id) implements Comparable<Region>, Serializable {

  @Override
  public int compareTo(Region other) {
    int byRule = rule.compareTo(other.rule);
    int byType = byRule != 0 ? byRule : type.compareTo(other.type);
    return byType != 0 ? byType : id.compareTo(other.id);
  }
}
