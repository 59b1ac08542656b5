package org.claimgraph.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.claimgraph.report.ReportData.About;
import org.claimgraph.report.ReportData.Change;
import org.claimgraph.report.ReportData.Checked;
import org.claimgraph.report.ReportData.Effect;
import org.claimgraph.report.ReportData.GroupCount;
import org.claimgraph.report.ReportData.Mixing;
import org.claimgraph.report.ReportData.Quarter;
import org.claimgraph.report.ReportData.Reconciled;
import org.claimgraph.report.ReportData.Referral;
import org.claimgraph.report.ReportData.RegionNetwork;
import org.claimgraph.report.ReportData.Unit;
import org.claimgraph.report.ReportData.Withheld;

/** Rows of a nation that does not exist, of any size, with a text of choice where data have one. */
final class MadeUp {

  static final List<String> EXPOSURES =
      List.of("adjusted_degree_median", "pcp_relative_centrality_winsorized");

  private static final List<String> OUTCOMES =
      List.of(
          "spending",
          "hospital_days",
          "physician_visits",
          "medical_specialist_visits",
          "spending_imaging",
          "spending_tests");
  private static final List<String> PERIODS =
      List.of("2009Q4", "2010Q1", "2010Q2", "2010Q3", "2010Q4");

  private final SplittableRandom random = new SplittableRandom(1);
  private final int units;
  private final int physicians;
  private final String mark;

  private MadeUp(int units, int physicians, String mark) {
    this.units = units;
    this.physicians = physicians;
    this.mark = mark;
  }

  /** A small nation with names as they are in life. */
  static ReportData small() {
    return new MadeUp(90, 160, "").data(null);
  }

  /** The same with regions on a map. */
  static ReportData withMap() {
    return new MadeUp(90, 160, "").data(squares());
  }

  static ReportData large() {
    return new MadeUp(5_000, 20_000, "").data(null);
  }

  /** Every text that comes from data ends with this one. */
  static ReportData marked(String mark) {
    return new MadeUp(30, 60, mark).data(null);
  }

  /** A period of which nothing is published. */
  static ReportData nothing() {
    return new ReportData(
        new MadeUp(0, 0, "").about(),
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private About about() {
    return new About(
        "2010Q4",
        "1 January 2010 to 31 December 2010" + mark,
        "0.1.0 (abc1234)" + mark,
        true,
        11,
        "last-two-years" + mark,
        "all" + mark,
        "hospital",
        "default" + mark,
        "pct_loglinear",
        OUTCOMES,
        EXPOSURES,
        0.95,
        "hospital",
        "hrr",
        "HRRNUM",
        30,
        "tie.rules = [all]" + mark);
  }

  private ReportData data(String regionMap) {
    return new ReportData(
        about(),
        612_000L,
        effects(),
        units("33", units),
        units("", 51),
        regionMap,
        network(),
        degrees(),
        adjustedDegrees(),
        mixing(),
        referrals(),
        quarters(),
        List.of(new Change("2010Q3", 81_200, 1_154_800, 72_200, 1_950, 1_650)),
        List.of(
            reconciled("carrier_1.csv" + mark, 4_741_335, 1_204, 38_020),
            reconciled("inpatient.csv" + mark, 66_773, 12, 0),
            reconciled("beneficiary_2010.csv" + mark, 112_754, 0, 0)),
        List.of(
            new Checked("share_without_npi" + mark, "error", 0.004, "at-most", 0.05, true),
            new Checked("physicians_with_specialty", "warning", 0.71, "at-least", 0.9, false)),
        List.of(
            new Withheld("published.tie" + mark, mark, "*", "small", 1_204_112),
            new Withheld("published.physician", "", "patients", "linked", 88)));
  }

  private List<Effect> effects() {
    List<Effect> effects = new ArrayList<>();
    for (String rule : List.of("all", "min-11")) {
      for (String errors : List.of("CR2", "CR1")) {
        for (String weights : List.of("none", "patients")) {
          for (String cohort : List.of("last-two-years", "all")) {
            String variant =
                errors.equals("CR2") && weights.equals("none") ? "" : " [" + errors + "]";
            addEffects(effects, rule, errors, weights, cohort, "default" + mark + variant);
          }
        }
      }
    }
    return effects;
  }

  private void addEffects(
      List<Effect> effects,
      String rule,
      String errors,
      String weights,
      String cohort,
      String name) {
    double[][] truth = {{16.9, 15.2, 21.7, 4.1, 11.3, 9.2}, {-1.9, -3.3, 0.7, -13.1, -8.7, -10.9}};
    for (int exposure = 0; exposure < 2; exposure++) {
      for (int outcome = 0; outcome < OUTCOMES.size(); outcome++) {
        double estimate = truth[exposure][outcome] + 3 * (random.nextDouble() - 0.5);
        double half = 2.5 + 3 * random.nextDouble();
        effects.add(
            new Effect(
                cohort + mark,
                rule + mark,
                "hospital",
                name,
                OUTCOMES.get(outcome),
                EXPOSURES.get(exposure),
                "pct_loglinear",
                estimate,
                estimate - half,
                estimate + half,
                0.001,
                exposure == 0 ? 98.2 : 0.61,
                (long) units,
                errors,
                weights,
                exposure == 0 ? "distinct" : null,
                "significant",
                100,
                null));
      }
    }
  }

  private List<Unit> units(String prefix, int n) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Map<String, Double> values = new TreeMap<>();
      double degree = 110 + 260 * random.nextDouble() * random.nextDouble();
      values.put(EXPOSURES.get(0), i % 29 == 28 ? null : degree);
      values.put(EXPOSURES.get(1), 0.3 + 1.4 * random.nextDouble());
      values.put("spending", 7_000 + 18 * degree + 3_000 * random.nextDouble());
      units.add(new Unit(prefix + (1_001 + i) + mark, 20L + i % 400, values));
    }
    return units;
  }

  private RegionNetwork network() {
    List<RegionNetwork.Node> nodes = new ArrayList<>();
    List<RegionNetwork.Tie> ties = new ArrayList<>();
    for (int i = 0; i < physicians; i++) {
      String group = Labels.GROUPS.get(random.nextInt(8) < 7 ? random.nextInt(4) : 4);
      nodes.add(
          new RegionNetwork.Node(
              npi(i), group, 10L + random.nextInt(90), i % 40 == 39 ? null : i % 6 + 1));
    }
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i < 3 * physicians; i++) {
      int a = random.nextInt(physicians);
      int step = random.nextInt(12) == 0 ? 1 : 6 * (1 + random.nextInt(1 + random.nextInt(20)));
      if (a + step < physicians && pairs.add(a + " " + (a + step))) {
        ties.add(new RegionNetwork.Tie(npi(a), npi(a + step), 11 + random.nextInt(80)));
      }
    }
    return new RegionNetwork("hospital", "330101" + mark, physicians + 42, 9_120, nodes, ties);
  }

  private String npi(int i) {
    return (1_000_000_000L + i) + mark;
  }

  private List<GroupCount> degrees() {
    List<GroupCount> counts = new ArrayList<>();
    for (String group : Labels.GROUPS) {
      for (int degree = 0; degree < 1_500; degree += 1 + degree / 20) {
        double place = Math.log1p(degree) - 4.5 - 0.4 * Labels.rank(group);
        counts.add(new GroupCount(group, degree, Math.round(600 * Math.exp(-place * place))));
      }
    }
    return counts;
  }

  private List<GroupCount> adjustedDegrees() {
    List<GroupCount> counts = new ArrayList<>();
    for (String group : Labels.GROUPS) {
      for (int value = 20; value < 1_500; value += 1 + value / 30) {
        double place = 2 * (Math.log(value) - 5 - 0.15 * Labels.rank(group));
        counts.add(new GroupCount(group, value, Math.round(500 * Math.exp(-place * place))));
      }
    }
    counts.removeIf(count -> count.physicians() == 0);
    return counts;
  }

  private List<Mixing> mixing() {
    List<Mixing> mixing = new ArrayList<>();
    for (int a = 0; a < 4; a++) {
      for (int b = a; b < 4; b++) {
        mixing.add(
            new Mixing(Labels.GROUPS.get(a), Labels.GROUPS.get(b), 2_000 + random.nextInt(9_000)));
      }
    }
    return mixing;
  }

  private List<Referral> referrals() {
    List<Referral> referrals = new ArrayList<>();
    for (int from = 0; from < 4; from++) {
      for (int to = 0; to < 4; to++) {
        referrals.add(
            new Referral(
                Labels.GROUPS.get(from),
                Labels.GROUPS.get(to),
                (from == 0 ? 40_000 : 8_000) + random.nextInt(20_000)));
      }
    }
    return referrals;
  }

  private List<Quarter> quarters() {
    List<Quarter> quarters = new ArrayList<>();
    for (int p = 0; p < PERIODS.size(); p++) {
      Map<String, Double> nation =
          new TreeMap<>(Map.of("ties", 1_200_000.0 + 9_000 * p, EXPOSURES.get(0), 204.0 + p));
      quarters.add(new Quarter(PERIODS.get(p), "nation", "US", 61_000L + 300L * p, nation));
    }
    for (int region = 0; region < 51; region++) {
      double value = 110 + 200 * random.nextDouble();
      for (String period : PERIODS) {
        value += 12 * (random.nextDouble() - 0.45);
        quarters.add(
            new Quarter(
                period,
                "hrr",
                (1_001 + region) + mark,
                300L + region,
                Map.of(EXPOSURES.get(0), value)));
      }
    }
    return quarters;
  }

  private static Reconciled reconciled(String source, long in, long rejected, long filtered) {
    Map<String, Long> why = rejected == 0 ? Map.of() : Map.of("invalid_date", rejected);
    Map<String, Long> left = filtered == 0 ? Map.of() : Map.of("not_final", filtered);
    return new Reconciled(
        "ingest", source, in, in - rejected - filtered, rejected, filtered, why, left);
  }

  /** A map of squares, ten in a row. */
  private static String squares() {
    StringBuilder map = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < 51; i++) {
      int x = -120 + 5 * (i % 10);
      int y = 30 + 4 * (i / 10);
      map.append(i == 0 ? "" : ",")
          .append("{\"type\":\"Feature\",\"properties\":{\"HRRNUM\":\"" + (1_001 + i) + "\"},")
          .append("\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[")
          .append("[" + x + "," + y + "],[" + (x + 5) + "," + y + "],")
          .append("[" + (x + 5) + "," + (y + 4) + "],[" + x + "," + (y + 4) + "],")
          .append("[" + x + "," + y + "]]]}}");
    }
    return map.append("]}").toString();
  }
}
