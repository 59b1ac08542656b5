package org.claimgraph.association;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.ModelConfig.ClusterType;
import org.claimgraph.config.ModelConfig.Weights;
import org.claimgraph.config.UnitType;
import org.claimgraph.encounters.Places;

/**
 * The units of one model, in order of id, and the terms that they can support.
 *
 * <p>Units in which a term is undefined are left out. Where too few would remain, the term that
 * fewest units have is left out instead, and so on; so is a term in which all agree.
 */
final class Units {

  /** The reason of physicians without a place, whose region is null; and of their patients. */
  private static final String NO_NETWORK = "no_network";

  private final Observations all;
  private final String outcome;
  private final int[] chosen;
  private final List<String> terms;
  private final SortedMap<String, Long> dropped;
  private final Map<ClusterType, int[]> clusters = new EnumMap<>(ClusterType.class);

  private Units(
      Observations all,
      String outcome,
      int[] chosen,
      List<String> terms,
      SortedMap<String, Long> dropped) {
    this.all = all;
    this.outcome = outcome;
    this.chosen = chosen;
    this.terms = terms;
    this.dropped = dropped;
  }

  /**
   * Chooses units and terms.
   *
   * @param outcome column that is explained
   * @param domain which of its values the model can explain
   * @param wanted terms that should explain it
   */
  static Units of(
      Observations all,
      String outcome,
      OutcomeDomain domain,
      List<String> wanted,
      AssociateConfig config) {
    SortedMap<String, Long> dropped = new TreeMap<>();
    int[] eligible =
        IntStream.range(0, all.count())
            .filter(unit -> isEligible(unit, all, outcome, domain, config, dropped))
            .toArray();
    List<String> terms = new ArrayList<>(wanted);
    while (true) {
      int[] chosen = complete(eligible, all, terms);
      List<String> constant =
          terms.stream().filter(term -> all.variable(term).isConstant(chosen)).toList();
      if (chosen.length <= terms.size() + 1 && chosen.length < eligible.length) {
        terms.remove(leastDefined(eligible, all, terms));
      } else if (constant.isEmpty()) {
        Arrays.stream(eligible)
            .forEach(unit -> firstUndefined(unit, all, terms).forEach(one -> count(one, dropped)));
        return new Units(all, outcome, chosen, terms, dropped);
      } else {
        terms.removeAll(constant);
      }
    }
  }

  private static boolean isEligible(
      int unit,
      Observations all,
      String outcome,
      OutcomeDomain domain,
      AssociateConfig config,
      Map<String, Long> dropped) {
    String reason = reason(unit, all, config);
    if (reason == null) {
      reason = domain.reason(all.variable(outcome).of(unit));
    }
    count(reason, dropped);
    return reason == null;
  }

  /** Why a unit is in no model, whatever the outcome; null where it may be. */
  private static String reason(int unit, Observations all, AssociateConfig config) {
    UnitType type = all.type();
    if (type.isRegion() && isUnknown(all.text(unit, "region_id"))) {
      return "unknown_region";
    }
    if (type == UnitType.PHYSICIAN && all.text(unit, "hrr") == null) {
      return NO_NETWORK;
    }
    for (ClusterType cluster : config.model().clusters()) {
      if (isUnknown(all.text(unit, column(cluster)))) {
        return "unknown_" + cluster.label();
      }
    }
    if (type == UnitType.PATIENT && isUnknown(all.text(unit, "npi"))) {
      return "unknown_physician";
    }
    if (type == UnitType.PATIENT && all.text(unit, "physician_hrr") == null) {
      return NO_NETWORK;
    }
    if (type.isRegion() && all.variable("physicians").of(unit) < config.minPhysicians()) {
      return "few_physicians";
    }
    boolean isFew =
        type != UnitType.PATIENT && all.variable("patients").of(unit) < config.minPatients();
    return isFew ? "few_patients" : null;
  }

  private static boolean isUnknown(String id) {
    return id == null || id.equals(Places.UNKNOWN);
  }

  private static String column(ClusterType cluster) {
    return cluster == ClusterType.HRR ? "hrr" : "npi";
  }

  private static void count(String reason, Map<String, Long> dropped) {
    if (reason != null) {
      dropped.merge(reason, 1L, Long::sum);
    }
  }

  private static int[] complete(int[] units, Observations all, List<String> terms) {
    List<Variable> variables = terms.stream().map(all::variable).toList();
    return Arrays.stream(units)
        .filter(unit -> variables.stream().allMatch(variable -> variable.isDefined(unit)))
        .toArray();
  }

  private static List<String> firstUndefined(int unit, Observations all, List<String> terms) {
    return terms.stream()
        .filter(term -> !all.variable(term).isDefined(unit))
        .limit(1)
        .map(term -> "no_" + term)
        .toList();
  }

  /** The term that fewest units have, of several the last one. */
  private static String leastDefined(int[] units, Observations all, List<String> terms) {
    String least = terms.get(0);
    long fewest = Long.MAX_VALUE;
    for (String term : terms) {
      long defined = complete(units, all, List.of(term)).length;
      if (defined <= fewest) {
        least = term;
        fewest = defined;
      }
    }
    return least;
  }

  int count() {
    return chosen.length;
  }

  /** Terms that can enter the model, in the order wanted. */
  List<String> terms() {
    return Collections.unmodifiableList(terms);
  }

  /** Number of units left out, by the first reason that holds. */
  SortedMap<String, Long> dropped() {
    return Collections.unmodifiableSortedMap(dropped);
  }

  Variable variable(String name) {
    return all.variable(name);
  }

  double[] values(String name) {
    return all.variable(name).of(chosen);
  }

  double[] outcomes() {
    return values(outcome);
  }

  /** What each unit counts. */
  double[] weights(Weights weights) {
    if (weights == Weights.PATIENTS) {
      return values("patients");
    }
    double[] ones = new double[chosen.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The cluster of each unit, numbered from 0. */
  int[] clusters(ClusterType type) {
    return clusters.computeIfAbsent(type, this::numbered);
  }

  /** Number of clusters. */
  long clusterCount(ClusterType type) {
    return Arrays.stream(clusters(type)).max().orElse(-1) + 1L;
  }

  private int[] numbered(ClusterType type) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] numbered = new int[chosen.length];
    for (int i = 0; i < numbered.length; i++) {
      String cluster = all.text(chosen[i], column(type));
      numbers.putIfAbsent(cluster, numbers.size());
      numbered[i] = numbers.get(cluster);
    }
    return numbered;
  }
}
