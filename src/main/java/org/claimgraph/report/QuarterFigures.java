package org.claimgraph.report;

import static org.claimgraph.report.Sheet.Form.COUNT;
import static org.claimgraph.report.Sheet.Form.NUMBER;
import static org.claimgraph.report.Sheet.Form.TEXT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.claimgraph.report.ReportData.Quarter;
import org.claimgraph.report.Sheet.Column;
import org.claimgraph.stats.Quantiles;

/** How regions changed from period to period. */
final class QuarterFigures {

  private static final int MOST_REGIONS = 60;
  private static final int MOST_PERIODS = 40;

  private QuarterFigures() {}

  static Figure slopes(ReportData data) {
    String measure = data.about().exposures().get(0);
    String title = "From quarter to quarter";
    List<Quarter> known =
        data.quarters().stream()
            .filter(quarter -> quarter.regionType().equals(data.about().mapType()))
            .filter(quarter -> quarter.values().get(measure) != null)
            .toList();
    List<String> periods = known.stream().map(Quarter::period).distinct().sorted().toList();
    if (periods.size() < 2) {
      return Figure.empty(
          "quarters",
          title,
          periods.isEmpty()
              ? "The measure is undefined or withheld in every published period."
              : "Only "
                  + periods.get(0)
                  + " is published, so there is nothing to compare it with yet.");
    }
    List<String> last = periods.subList(Math.max(0, periods.size() - MOST_PERIODS), periods.size());
    Set<String> regions = largest(known);
    List<List<Object>> rows = new ArrayList<>();
    Map<String, List<Double>> medians = new TreeMap<>();
    for (Quarter quarter : known) {
      if (last.contains(quarter.period())) {
        double value = quarter.values().get(measure);
        medians.computeIfAbsent(quarter.period(), p -> new ArrayList<>()).add(value);
        if (regions.contains(quarter.id())) {
          rows.add(Arrays.asList(quarter.id(), quarter.period(), value, quarter.physicians()));
        }
      }
    }
    rows.sort(
        Comparator.comparing((List<Object> row) -> (String) row.get(0))
            .thenComparing(row -> (String) row.get(1)));
    List<Double> middle = new ArrayList<>();
    medians.forEach((period, values) -> middle.add(median(values)));
    String type = Labels.of(data.about().mapType());
    return Figure.of(
            "quarters",
            "slopes",
            title,
            "Each thin line is one "
                + type
                + " over the published periods; the thick one is the median of all. Lines that cross"
                + " are regions that changed places.",
            new Sheet(
                List.of(
                    Column.of("region", type, TEXT),
                    Column.of("period", "Period", TEXT),
                    Column.of("measure", Labels.of(measure), NUMBER),
                    new Column(
                        "physicians", "Physicians", COUNT, EffectFigures.withheld(data.about()))),
                rows),
            Map.of("periods", last, "median", middle, "y", Labels.of(measure)))
        .shown(
            EffectFigures.shown(
                regions.size(),
                (int) known.stream().map(Quarter::id).distinct().count(),
                "regions, the largest; the median is of all"));
  }

  private static Set<String> largest(List<Quarter> quarters) {
    Map<String, Long> physicians = new TreeMap<>();
    for (Quarter quarter : quarters) {
      long size = quarter.physicians() == null ? 0 : quarter.physicians();
      physicians.merge(quarter.id(), size, Math::max);
    }
    return new HashSet<>(
        physicians.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_REGIONS)
            .map(Map.Entry::getKey)
            .toList());
  }

  private static double median(List<Double> values) {
    return Quantiles.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
