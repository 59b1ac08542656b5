package org.claimgraph.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.claimgraph.report.ReportData.About;
import org.claimgraph.report.ReportData.Change;
import org.claimgraph.report.ReportData.Effect;
import org.claimgraph.report.ReportData.Mixing;
import org.claimgraph.report.ReportData.Quarter;
import org.claimgraph.report.ReportData.Reconciled;

/** The report in a few figures and sentences. */
final class Summary {

  /** A number that stands by itself. */
  record Tile(String value, String label) {}

  private final ReportData data;

  Summary(ReportData data) {
    this.data = data;
  }

  List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    long read = rows("ingest").in();
    if (read > 0) {
      tiles.add(new Tile(Shown.count(read), "rows read"));
      tiles.add(new Tile(Shown.share(rows("ingest").rejected(), read), "of them rejected"));
    }
    tiles.add(
        new Tile(
            data.patients() == null ? "–" : Shown.count(data.patients()),
            Labels.cohort(data.about().cohort())
                + (data.patients() == null ? ": unknown or withheld" : "")));
    Quarter now = whole(data.about().period());
    if (now != null) {
      tiles.add(new Tile(Shown.count(now.physicians()), "physicians"));
      Double ties = now.values().get("ties");
      tiles.add(new Tile(ties == null ? "–" : Shown.count(ties.longValue()), "ties between them"));
    }
    tiles.add(
        new Tile(
            Shown.count(data.mixing().stream().mapToLong(Mixing::ties).sum()),
            "ties shown (" + data.about().minimumCell() + " patients or more)"));
    tiles.add(
        new Tile(
            Shown.count(data.units().size()),
            Labels.plural(data.about().regionType()) + " shown one by one"));
    return tiles;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    About about = data.about();
    sentences.add(
        "This report shows how physicians were connected through the patients they shared from "
            + PlainText.of(about.span())
            + ", and how what patients received goes with these connections.");
    sentences.add(reading());
    sentences.add(strongest());
    sentences.addAll(changes());
    sentences.removeIf(Objects::isNull);
    return sentences;
  }

  private String reading() {
    Reconciled rows = rows("ingest");
    if (rows.in() == 0) {
      return null;
    }
    return "Of "
        + Shown.count(rows.in())
        + " rows read, "
        + Shown.count(rows.accepted())
        + " were used, "
        + Shown.count(rows.filtered())
        + " were left out on purpose and "
        + Shown.count(rows.rejected())
        + " could not be used.";
  }

  private String strongest() {
    Effect strongest =
        data.effects().stream()
            .filter(effect -> EffectFigures.isMain(effect, data.about()))
            .filter(effect -> effect.estimate() != null && effect.low() != null)
            .filter(effect -> effect.low() > 0 || effect.high() < 0)
            .max(
                Comparator.comparingDouble((Effect effect) -> Math.abs(effect.estimate()))
                    .thenComparing(Effect::outcome)
                    .thenComparing(Effect::exposure))
            .orElse(null);
    if (strongest == null) {
      return data.effects().isEmpty()
          ? "No associations with outcomes are published for this period."
          : "No association of the main study can be told from none: every interval holds zero, or"
              + " there is none.";
    }
    return "The largest difference that can be told from none: "
        + Shown.percent(strongest.estimate())
        + " ("
        + Shown.percent(strongest.low())
        + " to "
        + Shown.percent(strongest.high())
        + ") in "
        + EffectFigures.inSentence(Labels.of(strongest.outcome()))
        + " for each standard deviation of "
        + EffectFigures.inSentence(Labels.of(strongest.exposure()))
        + ".";
  }

  private List<String> changes() {
    String period = data.about().period();
    Quarter now = whole(period);
    List<String> sentences = new ArrayList<>();
    for (String before : List.of(quartersBefore(period, 1), quartersBefore(period, 4))) {
      Quarter then = whole(before);
      if (now != null && then != null) {
        List<String> parts = new ArrayList<>();
        addChange(parts, "physicians", asDouble(then.physicians()), asDouble(now.physicians()));
        addChange(parts, "ties", then.values().get("ties"), now.values().get("ties"));
        String measure = data.about().exposures().get(0);
        addChange(
            parts,
            EffectFigures.inSentence(Labels.of(measure)),
            then.values().get(measure),
            now.values().get(measure));
        if (!parts.isEmpty()) {
          sentences.add("Compared with " + before + ": " + String.join("; ", parts) + ".");
        }
      }
    }
    for (Change change : data.changes()) {
      sentences.add(
          "Since "
              + change.before()
              + ", "
              + Shown.count(change.entered())
              + " physicians came and "
              + Shown.count(change.left())
              + " left; "
              + Shown.count(change.tiesBorn())
              + " ties are new, "
              + Shown.count(change.tiesKept())
              + " stayed and "
              + Shown.count(change.tiesLost())
              + " were lost.");
    }
    if (sentences.isEmpty()) {
      sentences.add(
          "Neither the quarter before nor the same quarter a year before is published, so changes are not told.");
    }
    return sentences;
  }

  private static Double asDouble(Long value) {
    return value == null ? null : value.doubleValue();
  }

  private static void addChange(List<String> parts, String what, Double then, Double now) {
    if (then != null && now != null && then != 0) {
      parts.add(
          what
              + " "
              + Shown.number(now)
              + " after "
              + Shown.number(then)
              + " ("
              + Shown.percent(100 * (now - then) / then)
              + ")");
    }
  }

  /** A label some quarters earlier. */
  static String quartersBefore(String period, int quarters) {
    int at = 4 * Integer.parseInt(period.substring(0, 4)) + period.charAt(5) - '1' - quarters;
    return at / 4 + "Q" + (at % 4 + 1);
  }

  /** The nation in a period, or null. */
  private Quarter whole(String period) {
    return data.quarters().stream()
        .filter(quarter -> quarter.period().equals(period))
        .filter(quarter -> quarter.regionType().equals("nation"))
        .filter(quarter -> quarter.physicians() != null)
        .findFirst()
        .orElse(null);
  }

  private Reconciled rows(String stage) {
    long in = 0;
    long accepted = 0;
    long rejected = 0;
    long filtered = 0;
    for (Reconciled one : data.reconciliations()) {
      if (one.stage().equals(stage)) {
        in += one.in();
        accepted += one.accepted();
        rejected += one.rejected();
        filtered += one.filtered();
      }
    }
    return new Reconciled(
        stage, "", in, accepted, rejected, filtered, new TreeMap<>(), new TreeMap<>());
  }
}
