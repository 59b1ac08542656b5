package org.claimgraph.report;

import static org.claimgraph.report.Sheet.Form.COUNT;
import static org.claimgraph.report.Sheet.Form.NUMBER;
import static org.claimgraph.report.Sheet.Form.TEXT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimgraph.report.ReportData.Unit;
import org.claimgraph.report.Sheet.Column;
import org.claimgraph.stats.RegressionLine;

/** Regions beside one another: an outcome by a measure, and a measure on the map. */
final class RegionFigures {

  private static final int MOST_POINTS = 2_000;
  private static final int BAND_POINTS = 41;
  private static final double LEVEL = 0.95;

  private RegionFigures() {}

  /** Outcome by measure, with the line through all points. */
  static Figure scatter(ReportData data, String exposure, int number) {
    String outcome = data.about().outcome();
    String id = "outcome-by-measure-" + number;
    String title = Labels.of(outcome) + " by " + EffectFigures.inSentence(Labels.of(exposure));
    List<Unit> points =
        data.units().stream()
            .filter(unit -> unit.values().get(exposure) != null)
            .filter(unit -> unit.values().get(outcome) != null)
            .sorted(
                Comparator.comparingDouble((Unit unit) -> unit.values().get(exposure))
                    .thenComparing(Unit::id))
            .toList();
    if (points.isEmpty()) {
      return Figure.empty(
          id,
          title,
          "No "
              + Labels.of(data.about().regionType())
              + " shows both numbers: they are withheld or undefined"
              + (data.effects().isEmpty()
                  ? ", or the source has no claims."
                  : ". Estimates rest on them all the same."));
    }
    List<Unit> drawn = Spread.over(points, MOST_POINTS);
    List<List<Object>> rows = new ArrayList<>();
    for (Unit unit : drawn) {
      rows.add(
          Arrays.asList(
              unit.id(),
              unit.values().get(exposure),
              unit.values().get(outcome),
              unit.physicians()));
    }
    List<Column> columns =
        List.of(
            Column.of("region", Labels.of(data.about().regionType()), TEXT),
            Column.of("measure", Labels.of(exposure), NUMBER),
            Column.of("outcome", Labels.outcome(outcome), Labels.form(outcome)),
            new Column("physicians", "Physicians", COUNT, EffectFigures.withheld(data.about())));
    RegressionLine line =
        RegressionLine.of(
            points.stream().mapToDouble(unit -> unit.values().get(exposure)).toArray(),
            points.stream().mapToDouble(unit -> unit.values().get(outcome)).toArray());
    String caption =
        "Each point is one "
            + Labels.of(data.about().regionType())
            + (line == null
                ? "; there are too few, or they are too alike, for a line."
                : ". The line is the straight line nearest to all points, the band around it its"
                    + " 95 % confidence band. Nothing is held constant here, unlike in the estimates"
                    + " above.");
    return Figure.of(
            id,
            "scatter",
            title,
            caption,
            new Sheet(columns, rows),
            Map.of("band", line == null ? List.of() : band(line, points, exposure)))
        .shown(
            EffectFigures.shown(
                drawn.size(), points.size(), "points; the line is through all of them"));
  }

  /** x, lower end, line and upper end along the measure. */
  static List<List<Double>> band(RegressionLine line, List<Unit> points, String exposure) {
    double from = points.get(0).values().get(exposure);
    double to = points.get(points.size() - 1).values().get(exposure);
    List<List<Double>> band = new ArrayList<>();
    for (int i = 0; i < BAND_POINTS; i++) {
      double x = from + (to - from) * i / (BAND_POINTS - 1);
      double half = line.halfWidth(x, LEVEL);
      band.add(List.of(x, line.at(x) - half, line.at(x), line.at(x) + half));
    }
    return band;
  }

  /** The first measure on a map where there is one, else from the lowest region to the highest. */
  static Figure map(ReportData data) {
    String exposure = data.about().exposures().get(0);
    String measure = Labels.of(exposure);
    String type = data.about().mapType();
    String title = measure + " across the country";
    List<Unit> regions =
        data.regions().stream()
            .filter(region -> region.values().get(exposure) != null)
            .sorted(
                Comparator.comparingDouble((Unit region) -> region.values().get(exposure))
                    .thenComparing(Unit::id))
            .toList();
    if (regions.isEmpty()) {
      return Figure.empty(
          "regions",
          title,
          "The measure is undefined or withheld in every " + Labels.of(type) + ".");
    }
    List<Unit> drawn = Spread.over(regions, MOST_POINTS);
    List<List<Object>> rows = new ArrayList<>();
    for (Unit region : drawn) {
      rows.add(Arrays.asList(region.id(), region.values().get(exposure), region.physicians()));
    }
    Sheet sheet =
        new Sheet(
            List.of(
                Column.of("region", Labels.of(type), TEXT),
                Column.of("measure", measure, NUMBER),
                new Column(
                    "physicians", "Physicians", COUNT, EffectFigures.withheld(data.about()))),
            rows);
    RegionMap map =
        data.regionMap() == null ? null : RegionMap.read(data.regionMap(), data.about().mapName());
    Set<String> ids = regions.stream().map(Unit::id).map(PlainText::of).collect(Collectors.toSet());
    if (map != null && map.names().stream().anyMatch(ids::contains)) {
      long missing = ids.stream().filter(id -> !map.names().contains(id)).count();
      return Figure.of(
              "regions",
              "map",
              title,
              "The stronger the blue of a region, the higher its value. Regions without a number are"
                  + " grey: undefined, withheld or unknown.",
              sheet,
              Map.of("map", map.geoJson(), "measure", measure))
          .shown(missing == 0 ? "" : Shown.count(missing) + " regions are not on the map.");
    }
    String why =
        data.regionMap() == null
            ? ""
            : " None of these regions is on the map that the configuration names.";
    return Figure.of(
            "regions",
            "dots",
            title,
            "Each dot is one "
                + Labels.of(type)
                + ", from the lowest to the highest value; the upright line is the middle one (median)."
                + why,
            sheet,
            Map.of("measure", measure))
        .shown(EffectFigures.shown(drawn.size(), regions.size(), Labels.plural(type)));
  }
}
