package org.claimgraph.report;

import java.util.List;
import java.util.Map;

/**
 * What the report of one period is made of: rows of tables of schema {@code published}, and counts
 * about the run. Nulls are as there: undefined or withheld.
 *
 * @param about the period and the choices of the report
 * @param patients patients of the first cohort in the nation; null where unknown
 * @param effects rows of published.effect, all
 * @param units rows of published.network_outcome of the main study
 * @param regions rows of published.region_measure of the region type of the map
 * @param regionMap GeoJSON, or null
 * @param network part of one region's network, or null
 * @param degrees how many physicians of a specialty group have how many ties
 * @param adjustedDegrees the same for ties per 100 shared patients
 * @param mixing ties between specialty groups
 * @param referrals patients referred between specialty groups
 * @param quarters regions in every published period, this one among them
 * @param changes the nation beside earlier periods
 * @param reconciliations what became of the rows read
 * @param checks answers of the checks of the source
 * @param withheld what is not shown
 */
public record ReportData(
    About about,
    Long patients,
    List<Effect> effects,
    List<Unit> units,
    List<Unit> regions,
    String regionMap,
    RegionNetwork network,
    List<GroupCount> degrees,
    List<GroupCount> adjustedDegrees,
    List<Mixing> mixing,
    List<Referral> referrals,
    List<Quarter> quarters,
    List<Change> changes,
    List<Reconciled> reconciliations,
    List<Checked> checks,
    List<Withheld> withheld) {

  /**
   * The period and the choices of the report.
   *
   * @param span first and last day in words
   * @param version of the program
   * @param synthetic whether no row is about a real person
   * @param minimumCell the least number of patients, beside 0, that is told
   * @param cohort patients of the main study, as its tie rule, units, name, estimand, outcomes and
   *     exposures
   * @param confidence level of the intervals of effects
   * @param regionType regions that stand beside one another, outcome by measure
   * @param mapType region type of the map
   * @param mapName property of the GeoJSON that holds the id of a region
   * @param window days of referrals; null without
   * @param settings the configuration but for paths, as text
   */
  public record About(
      String period,
      String span,
      String version,
      boolean synthetic,
      int minimumCell,
      String cohort,
      String tieRule,
      String unitType,
      String specification,
      String estimand,
      List<String> outcomes,
      List<String> exposures,
      double confidence,
      String regionType,
      String mapType,
      String mapName,
      Integer window,
      String settings) {

    /** The outcome of charts that show one. */
    String outcome() {
      return outcomes.get(0);
    }
  }

  /** How an outcome goes with a measure, in percent per standard deviation. */
  public record Effect(
      String cohort,
      String tieRule,
      String unitType,
      String specification,
      String outcome,
      String exposure,
      String estimand,
      Double estimate,
      Double low,
      Double high,
      Double p,
      Double unitSd,
      Long units,
      String standardErrors,
      String weights,
      String denominator,
      String policy,
      Integer samplePercent,
      String note) {}

  /** A region, with values by column. */
  public record Unit(String id, Long physicians, Map<String, Double> values) {}

  /**
   * Physicians of one region and their strongest ties.
   *
   * @param physicians of the region, all of them
   * @param ties of the region, all of them
   */
  public record RegionNetwork(
      String regionType,
      String regionId,
      long physicians,
      long ties,
      List<Node> nodes,
      List<Tie> strongest) {

    /** A physician; community null for an isolate. */
    public record Node(String npi, String group, Long degree, Integer community) {}

    /** A tie between two of the nodes. */
    public record Tie(String a, String b, long sharedPatients) {}
  }

  /** How many physicians of a group have a value. */
  public record GroupCount(String group, double value, long physicians) {}

  /** Ties between two groups, each pair of groups once, and physicians of one group where equal. */
  public record Mixing(String a, String b, long ties) {}

  /** Patients whom physicians of one group saw first and of another then. */
  public record Referral(String from, String to, long patients) {}

  /** A region in a period. */
  public record Quarter(
      String period, String regionType, String id, Long physicians, Map<String, Double> values) {}

  /** Ties and physicians of the nation now and in the period before. */
  public record Change(
      String before, long tiesBorn, long tiesKept, long tiesLost, long entered, long left) {}

  /** What became of the rows of a file or table. */
  public record Reconciled(
      String stage,
      String source,
      long in,
      long accepted,
      long rejected,
      long filtered,
      Map<String, Long> rejectedByReason,
      Map<String, Long> filteredByReason) {}

  /** The answer of a check. */
  public record Checked(
      String check,
      String severity,
      Double value,
      String comparison,
      double threshold,
      boolean passed) {}

  /**
   * What is not shown of a table.
   *
   * @param cohort whose rows; empty where the table has no cohorts
   */
  public record Withheld(String table, String cohort, String column, String reason, long cells) {}
}
