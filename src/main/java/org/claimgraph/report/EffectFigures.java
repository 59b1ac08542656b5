package org.claimgraph.report;

import static org.claimgraph.report.Sheet.Form.COUNT;
import static org.claimgraph.report.Sheet.Form.NUMBER;
import static org.claimgraph.report.Sheet.Form.PERCENT;
import static org.claimgraph.report.Sheet.Form.TEXT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.claimgraph.report.ReportData.About;
import org.claimgraph.report.ReportData.Effect;
import org.claimgraph.report.Sheet.Column;

/** How outcomes go with network measures: the main study, and every other choice of it. */
final class EffectFigures {

  private static final int MOST_ROWS = 40;
  private static final int MOST_SPECIFICATIONS = 150;

  /**
   * What Barnett et al. found in 2006, percent per standard deviation, at hospitals (Med Care
   * 50:152, 2012, abstract).
   */
  private static final Map<String, Map<String, Double>> PAPER =
      Map.of(
          "adjusted_degree_median",
          Map.of("spending", 17.8, "hospital_days", 17.4, "physician_visits", 23.8),
          "pcp_relative_centrality",
          Map.of(
              "medical_specialist_visits",
              -14.7,
              "spending_imaging",
              -9.2,
              "spending_tests",
              -12.9));

  private EffectFigures() {}

  static boolean isMain(Effect effect, About about) {
    return effect.cohort().equals(about.cohort())
        && effect.tieRule().equals(about.tieRule())
        && effect.unitType().equals(about.unitType())
        && effect.specification().equals(about.specification())
        && effect.estimand().equals(about.estimand());
  }

  /** Estimates of the main study with their intervals, beside those of the paper. */
  static Figure forest(ReportData data) {
    String title = "What goes with the network";
    List<Effect> main =
        data.effects().stream()
            .filter(effect -> isMain(effect, data.about()))
            .sorted(
                Comparator.comparingInt(
                        (Effect effect) -> place(data.about().exposures(), effect.exposure()))
                    .thenComparing(Effect::exposure)
                    .thenComparingInt(effect -> place(data.about().outcomes(), effect.outcome()))
                    .thenComparing(Effect::outcome))
            .toList();
    List<Effect> drawn =
        main.stream().filter(effect -> effect.estimate() != null).limit(MOST_ROWS).toList();
    if (drawn.isEmpty()) {
      return Figure.empty("effects", title, whyEmpty(main));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Effect effect : drawn) {
      rows.add(
          Arrays.asList(
              Labels.of(effect.exposure()),
              Labels.of(effect.outcome()),
              effect.estimate(),
              effect.low(),
              effect.high(),
              paper(effect),
              effect.p(),
              effect.unitSd(),
              effect.units()));
    }
    List<Column> columns =
        List.of(
            Column.of("measure", "Network measure", TEXT),
            Column.of("outcome", "Outcome", TEXT),
            Column.of("estimate", "Difference per SD", PERCENT),
            Column.of("low", "Interval from", PERCENT),
            Column.of("high", "to", PERCENT),
            new Column("paper", "Barnett 2012", PERCENT, "–"),
            Column.of("p", "p", NUMBER),
            Column.of("unit_sd", "One SD", NUMBER),
            new Column("units", "Units", COUNT, withheld(data.about())));
    String caption =
        "Each dot is how much more (right of zero) or less (left) patients have where the network"
            + " measure is one standard deviation (SD) higher, all else in the model held equal; the"
            + " line is the "
            + Shown.number(100 * data.about().confidence())
            + " % confidence interval. Open diamonds are the published values of Barnett and others"
            + " for 528 United States hospitals in 2006. These are associations, not causes.";
    return Figure.of(
            "effects",
            "forest",
            title,
            caption,
            new Sheet(columns, rows),
            Map.of("axis", "Percent difference per standard deviation"))
        .shown(shown(drawn.size(), main.size(), "estimates"));
  }

  private static String whyEmpty(List<Effect> main) {
    if (main.isEmpty()) {
      return "No associations are published for this period: the source has no claims, or the study"
          + " did not run.";
    }
    String note = main.get(0).note();
    return "None of the "
        + main.size()
        + " associations of the main study could be estimated"
        + (note == null ? "." : ": " + note + ".");
  }

  private static Double paper(Effect effect) {
    if (!effect.unitType().equals("hospital")) {
      return null;
    }
    String measure = effect.exposure().replace("_winsorized", "");
    return PAPER.getOrDefault(measure, Map.of()).get(effect.outcome());
  }

  /** One effect as every specification estimates it. */
  static Figure specifications(ReportData data) {
    String title = "Does the choice of method matter?";
    About about = data.about();
    List<Effect> all =
        data.effects().stream()
            .filter(effect -> effect.outcome().equals(about.outcome()))
            .filter(effect -> effect.exposure().startsWith(firstMeasure(about)))
            .filter(effect -> effect.estimate() != null)
            .sorted(
                Comparator.comparing(Effect::estimate)
                    .thenComparing(effect -> choices(effect).toString()))
            .toList();
    if (all.isEmpty()) {
      return Figure.empty("specifications", title, "No estimate is published for this period.");
    }
    List<Effect> drawn = Spread.over(all, MOST_SPECIFICATIONS);
    List<List<Object>> rows = new ArrayList<>();
    for (Effect effect : drawn) {
      List<Object> row = new ArrayList<>();
      row.add(effect.estimate());
      row.add(effect.low());
      row.add(effect.high());
      row.add(isMain(effect, about) ? "main" : "variant");
      row.addAll(choices(effect));
      rows.add(row);
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("estimate", "Difference per SD", PERCENT));
    columns.add(Column.of("low", "Interval from", PERCENT));
    columns.add(Column.of("high", "to", PERCENT));
    columns.add(Column.of("study", "Study", TEXT));
    for (String choice :
        List.of(
            "Patients",
            "Ties kept",
            "Compared",
            "Scale",
            "Standard errors",
            "Weights",
            "Divided by",
            "Encounters",
            "Sample")) {
      String name = choice.toLowerCase(Locale.ROOT).replace(' ', '_');
      columns.add(new Column(name, choice, TEXT, "–"));
    }
    String caption =
        Labels.of(about.outcome())
            + " by "
            + inSentence(Labels.of(about.exposures().get(0)))
            + ", estimated with every combination of choices that the configuration asks for, from"
            + " the lowest to the highest estimate. Dots below an estimate mark its choices; the"
            + " main study is orange. If all dots lie on one side of zero, no choice decides the"
            + " sign.";
    return Figure.of(
            "specifications",
            "specifications",
            title,
            caption,
            new Sheet(columns, rows),
            Map.of("axis", "Percent per SD", "choices", 4))
        .shown(shown(drawn.size(), all.size(), "specifications"));
  }

  /** Variants divide an adjusted degree by something else, and so have another name. */
  private static String firstMeasure(About about) {
    String exposure = about.exposures().get(0);
    return exposure.startsWith("adjusted_degree") ? "adjusted_degree" : exposure;
  }

  private static List<Object> choices(Effect effect) {
    return Arrays.asList(
        effect.cohort(),
        effect.tieRule(),
        Labels.of(effect.unitType()),
        effect.estimand(),
        effect.standardErrors(),
        effect.weights(),
        effect.denominator(),
        effect.policy(),
        effect.samplePercent() == null ? null : effect.samplePercent() + " %");
  }

  static String inSentence(String label) {
    return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
  }

  static String withheld(About about) {
    return "withheld (fewer than " + about.minimumCell() + ")";
  }

  static String shown(int some, int all, String what) {
    return some < all
        ? "Shown are " + Shown.count(some) + " of " + Shown.count(all) + " " + what + "."
        : "";
  }

  private static int place(List<String> names, String name) {
    int place = names.indexOf(name);
    return place < 0 ? names.size() : place;
  }
}
