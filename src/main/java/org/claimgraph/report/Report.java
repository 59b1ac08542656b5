package org.claimgraph.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimgraph.report.ReportData.About;

/**
 * The report of one period as files: {@code report.html}, a page that needs nothing else; {@code
 * report.json}, the same figures for programs; and {@code data/FIGURE.csv}, one for each figure.
 * The same data give the same bytes.
 */
public final class Report {

  private Report() {}

  /** Returns the files by their names below the folder of the report. */
  public static Map<String, byte[]> files(ReportData data) {
    List<Section> sections = sections(data);
    Map<String, byte[]> files = new TreeMap<>();
    files.put("report.html", bytes(Page.html(data, sections)));
    files.put("report.json", bytes(Json.of(json(data, sections)) + "\n"));
    for (Figure figure : figures(sections)) {
      if (figure.empty() == null) {
        files.put("data/" + figure.id() + ".csv", bytes(figure.sheet().csv()));
      }
    }
    return files;
  }

  static List<Section> sections(ReportData data) {
    List<Figure> scatters = new ArrayList<>();
    List<String> exposures = data.about().exposures();
    for (int i = 0; i < Math.min(2, exposures.size()); i++) {
      scatters.add(RegionFigures.scatter(data, exposures.get(i), i + 1));
    }
    List<Figure> effects = new ArrayList<>(List.of(EffectFigures.forest(data)));
    effects.addAll(scatters);
    effects.add(EffectFigures.specifications(data));
    return List.of(
        new Section("outcomes", "Networks and outcomes", List.of(study(data)), effects),
        new Section("regions", "Regions", List.of(), List.of(RegionFigures.map(data))),
        new Section(
            "networks",
            "Networks",
            List.of(
                "Two physicians are tied when they share patients. Numbers of ties count all of them;"
                    + " single ties are shown from "
                    + data.about().minimumCell()
                    + " shared patients on."),
            List.of(
                NetworkFigures.network(data),
                NetworkFigures.degrees(data),
                NetworkFigures.adjustedDegrees(data),
                NetworkFigures.mixing(data),
                NetworkFigures.referrals(data))),
        new Section("change", "Change", List.of(), List.of(QuarterFigures.slopes(data))),
        new Section(
            "quality",
            "Data quality",
            List.of(),
            List.of(
                QualityFigures.reconciliation(data),
                QualityFigures.reasons(data),
                QualityFigures.checks(data))),
        new Section(
            "privacy",
            "What is not shown",
            List.of(
                "Numbers of 1 to "
                    + (data.about().minimumCell() - 1)
                    + " patients are withheld, and so is whatever they would follow from. 0 is shown."),
            List.of(QualityFigures.withheld(data))));
  }

  private static String study(ReportData data) {
    About about = data.about();
    return "The main study (“"
        + PlainText.of(about.specification())
        + "”) compares "
        + Labels.plural(about.unitType())
        + ": "
        + PlainText.of(Labels.cohort(about.cohort()))
        + " and "
        + PlainText.of(Labels.tieRule(about.tieRule()))
        + "; differences are "
        + Labels.estimand(about.estimand())
        + ".";
  }

  static List<Figure> figures(List<Section> sections) {
    return sections.stream().flatMap(section -> section.figures().stream()).toList();
  }

  private static Map<String, Object> json(ReportData data, List<Section> sections) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("period", data.about().period());
    json.put("version", data.about().version());
    json.put("minimum_cell", data.about().minimumCell());
    List<Map<String, Object>> figures = new ArrayList<>();
    for (Figure figure : figures(sections)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", figure.id());
      one.put("title", figure.title());
      one.put("caption", figure.caption());
      one.put("shown", figure.shown());
      one.put("empty", figure.empty());
      one.put("columns", figure.sheet().columns().stream().map(Sheet.Column::name).toList());
      one.put("rows", figure.sheet().rows());
      figures.add(one);
    }
    json.put("figures", figures);
    return json;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
