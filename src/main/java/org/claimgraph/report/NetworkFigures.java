package org.claimgraph.report;

import static org.claimgraph.report.Sheet.Form.COUNT;
import static org.claimgraph.report.Sheet.Form.NUMBER;
import static org.claimgraph.report.Sheet.Form.TEXT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimgraph.report.ReportData.GroupCount;
import org.claimgraph.report.ReportData.Mixing;
import org.claimgraph.report.ReportData.Referral;
import org.claimgraph.report.ReportData.RegionNetwork;
import org.claimgraph.report.ReportData.RegionNetwork.Node;
import org.claimgraph.report.ReportData.RegionNetwork.Tie;
import org.claimgraph.report.Sheet.Column;

/** The network: one region drawn, how many ties physicians have, who is tied to whom. */
final class NetworkFigures {

  /** Lower ends of the bins of degrees; the last one is open. */
  private static final long[] BINS = {
    0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000
  };

  private static final int STEPS = 200;

  private NetworkFigures() {}

  /** The strongest ties of one region. */
  static Figure network(ReportData data) {
    String title = "One network up close";
    RegionNetwork network = data.network();
    Backbone backbone = network == null ? null : Backbone.of(network);
    if (backbone == null || backbone.ties().isEmpty()) {
      return Figure.empty(
          "network",
          title,
          "No tie of "
              + (network == null
                  ? "a region"
                  : Labels.of(network.regionType()) + " " + network.regionId())
              + " is published: a tie is shown only from "
              + data.about().minimumCell()
              + " shared patients on.");
    }
    List<List<Object>> rows = new ArrayList<>();
    List<List<Object>> nodes = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < backbone.nodes().size(); i++) {
      Node node = backbone.nodes().get(i);
      places.put(node.npi(), i);
      nodes.add(
          Arrays.asList(
              PlainText.of(node.npi()),
              Labels.rank(node.group()),
              node.degree(),
              node.community(),
              rounded(backbone.places()[i][0]),
              rounded(backbone.places()[i][1])));
    }
    for (Tie tie : backbone.ties()) {
      Node a = backbone.nodes().get(places.get(tie.a()));
      Node b = backbone.nodes().get(places.get(tie.b()));
      rows.add(
          Arrays.asList(
              tie.a(), Labels.of(a.group()), tie.b(), Labels.of(b.group()), tie.sharedPatients()));
    }
    Sheet sheet =
        new Sheet(
            List.of(
                Column.of("npi_a", "Physician", TEXT),
                Column.of("group_a", "Specialty", TEXT),
                Column.of("npi_b", "Physician", TEXT),
                Column.of("group_b", "Specialty", TEXT),
                Column.of("shared_patients", "Shared patients", COUNT)),
            rows);
    String caption =
        "Physicians of "
            + Labels.of(network.regionType())
            + " "
            + PlainText.of(network.regionId())
            + " (dots, larger with more ties, coloured by specialty) and the strongest ties between"
            + " them (lines, thicker with more shared patients). Shaded areas are communities: groups"
            + " with more ties inside than chance would put there. Near means strongly tied; up, down,"
            + " left and right mean nothing.";
    return Figure.of(
            "network",
            "network",
            title,
            caption,
            sheet,
            Map.of("nodes", nodes, "groups", Labels.GROUPS.stream().map(Labels::of).toList()))
        .shown(
            "Shown are "
                + Shown.count(nodes.size())
                + " of "
                + Shown.count(network.physicians())
                + " physicians and "
                + Shown.count(rows.size())
                + " of "
                + Shown.count(network.ties())
                + " ties.");
  }

  private static double rounded(double place) {
    return Math.round(place * 1e4) / 1e4;
  }

  /** How many ties physicians have. */
  static Figure degrees(ReportData data) {
    String title = "How many colleagues physicians share patients with";
    if (data.degrees().isEmpty()) {
      return Figure.empty("degrees", title, "No number of ties is published.");
    }
    List<String> groups = groups(data.degrees());
    long[][] counts = new long[BINS.length][groups.size()];
    int last = 0;
    for (GroupCount count : data.degrees()) {
      int bin = BINS.length - 1;
      while (BINS[bin] > count.value()) {
        bin--;
      }
      last = Math.max(last, bin);
      counts[bin][groups.indexOf(group(count))] += count.physicians();
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int bin = 0; bin <= last; bin++) {
      List<Object> row = new ArrayList<>();
      row.add(binName(bin));
      for (long physicians : counts[bin]) {
        row.add(physicians);
      }
      rows.add(row);
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("ties", "Ties", TEXT));
    groups.forEach(group -> columns.add(Column.of(group, Labels.of(group), COUNT)));
    return Figure.of(
        "degrees",
        "histogram",
        title,
        "Physicians by their number of ties: colleagues with whom they share at least one patient and"
            + " whom the tie rule keeps. Each step to the right covers more numbers; colours are"
            + " specialties.",
        new Sheet(columns, rows),
        Map.of(
            "x", "Ties of a physician",
            "y", "Physicians",
            "ranks", groups.stream().map(Labels::rank).toList()));
  }

  private static String binName(int bin) {
    if (bin == BINS.length - 1) {
      return Shown.count(BINS[bin]) + " or more";
    }
    long to = BINS[bin + 1] - 1;
    return BINS[bin] == to ? "" + to : Shown.count(BINS[bin]) + "–" + Shown.count(to);
  }

  /** Ties per 100 shared patients, as shares of physicians at or below each value. */
  static Figure adjustedDegrees(ReportData data) {
    String title = "Ties per 100 shared patients, by specialty";
    if (data.adjustedDegrees().isEmpty()) {
      return Figure.empty(
          "adjusted-degrees",
          title,
          "No adjusted number of ties is published: it is undefined or withheld.");
    }
    Map<Integer, List<GroupCount>> byRank = new TreeMap<>();
    data.adjustedDegrees().stream()
        .filter(count -> count.value() > 0)
        .sorted(Comparator.comparingDouble(GroupCount::value))
        .forEach(
            count ->
                byRank
                    .computeIfAbsent(Labels.rank(count.group()), r -> new ArrayList<>())
                    .add(count));
    List<List<Object>> rows = new ArrayList<>();
    byRank.forEach((rank, counts) -> addSteps(rows, counts));
    return Figure.of(
        "adjusted-degrees",
        "steps",
        title,
        "For each value, the share of physicians of a specialty who have at most so many ties for"
            + " every 100 patients they share with others. A curve further right means more"
            + " colleagues for the same number of shared patients; where it crosses 50 % is the median.",
        new Sheet(
            List.of(
                Column.of("group", "Specialty", TEXT),
                Column.of("value", "Ties per 100 shared patients", NUMBER),
                Column.of("share", "Percent of physicians at or below", NUMBER)),
            rows),
        Map.of(
            "x", "Ties per 100 shared patients",
            "y", "Percent of physicians",
            "ranks", new ArrayList<>(byRank.keySet())));
  }

  private static void addSteps(List<List<Object>> rows, List<GroupCount> counts) {
    long all = counts.stream().mapToLong(GroupCount::physicians).sum();
    long below = 0;
    long told = -1;
    for (GroupCount count : counts) {
      below += count.physicians();
      long step = below * STEPS / all;
      if (step > told) {
        rows.add(
            Arrays.asList(
                Labels.of(group(count)), count.value(), Math.round(1e4 * below / all) / 100.0));
        told = step;
      }
    }
  }

  private static String group(GroupCount count) {
    return Labels.GROUPS.contains(count.group()) ? count.group() : "unknown";
  }

  private static List<String> groups(List<GroupCount> counts) {
    return Labels.GROUPS.stream()
        .filter(group -> counts.stream().anyMatch(count -> group(count).equals(group)))
        .toList();
  }

  /** Who is tied to whom, beside chance. */
  static Figure mixing(ReportData data) {
    String title = "Who shares patients with whom";
    long ties = data.mixing().stream().mapToLong(Mixing::ties).sum();
    if (ties == 0) {
      return Figure.empty(
          "mixing",
          title,
          "No tie is published: a tie is shown only from "
              + data.about().minimumCell()
              + " shared patients on.");
    }
    Map<String, Long> ends = new HashMap<>();
    Map<String, Long> between = new HashMap<>();
    for (Mixing mixing : data.mixing()) {
      ends.merge(mixing.a(), mixing.ties(), Long::sum);
      ends.merge(mixing.b(), mixing.ties(), Long::sum);
      between.merge(mixing.a() + " " + mixing.b(), mixing.ties(), Long::sum);
      if (!mixing.a().equals(mixing.b())) {
        between.merge(mixing.b() + " " + mixing.a(), mixing.ties(), Long::sum);
      }
    }
    List<String> groups =
        Labels.GROUPS.stream().filter(group -> ends.getOrDefault(group, 0L) > 0).toList();
    List<List<Object>> rows = new ArrayList<>();
    for (String a : groups) {
      for (String b : groups) {
        double chance = 1.0 * ends.get(a) * ends.get(b) / (a.equals(b) ? 4.0 * ties : 2.0 * ties);
        long found = between.getOrDefault(a + " " + b, 0L);
        rows.add(Arrays.asList(Labels.of(a), Labels.of(b), found, chance, found / chance));
      }
    }
    return Figure.of(
        "mixing",
        "heat",
        title,
        "How many times as many published ties there are between two specialties as if physicians"
            + " kept their number of ties but chose colleagues at random: orange more, blue fewer, 1×"
            + " as by chance. Below it the number of ties.",
        new Sheet(
            List.of(
                Column.of("group_a", "Specialty", TEXT),
                Column.of("group_b", "and", TEXT),
                Column.of("ties", "Published ties", COUNT),
                Column.of("by_chance", "By chance", NUMBER),
                Column.of("ratio", "Times as many", NUMBER)),
            rows),
        Map.of("groups", groups.stream().map(Labels::of).toList()));
  }

  /** Where patients go next. */
  static Figure referrals(ReportData data) {
    String title = "Where patients go next";
    List<Referral> flows =
        data.referrals().stream()
            .filter(flow -> flow.patients() > 0)
            .sorted(
                Comparator.comparingInt((Referral flow) -> Labels.rank(flow.from()))
                    .thenComparingInt(flow -> Labels.rank(flow.to())))
            .toList();
    if (flows.isEmpty()) {
      return Figure.empty(
          "referrals",
          title,
          "No referral is published: one is shown only from "
              + data.about().minimumCell()
              + " patients on, and lists of ties without days have none.");
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Referral flow : flows) {
      rows.add(Arrays.asList(Labels.of(flow.from()), Labels.of(flow.to()), flow.patients()));
    }
    return Figure.of(
        "referrals",
        "flows",
        title,
        "From the specialty seen first (left) to the one seen within "
            + data.about().window()
            + " days after it (right); a band is as wide as it has patients. A patient counts once"
            + " for each pair of physicians, and only published pairs count.",
        new Sheet(
            List.of(
                Column.of("from", "Seen first", TEXT),
                Column.of("to", "Seen next", TEXT),
                Column.of("patients", "Patients", COUNT)),
            rows),
        Map.of("groups", Labels.GROUPS.stream().map(Labels::of).toList()));
  }
}
