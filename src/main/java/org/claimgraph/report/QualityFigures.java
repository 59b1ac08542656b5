package org.claimgraph.report;

import static org.claimgraph.report.Sheet.Form.COUNT;
import static org.claimgraph.report.Sheet.Form.NUMBER;
import static org.claimgraph.report.Sheet.Form.TEXT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimgraph.report.ReportData.Checked;
import org.claimgraph.report.ReportData.Reconciled;
import org.claimgraph.report.ReportData.Withheld;
import org.claimgraph.report.Sheet.Column;

/** What became of the rows read, and what is not shown. */
final class QualityFigures {

  private static final int MOST_SOURCES = 30;
  private static final int MOST_REASONS = 20;

  private QualityFigures() {}

  /** Rows used, left out and rejected of each file or table. */
  static Figure reconciliation(ReportData data) {
    String title = "What became of every row";
    List<Reconciled> largest =
        data.reconciliations().stream()
            .sorted(
                Comparator.comparingLong(Reconciled::in)
                    .reversed()
                    .thenComparing(Reconciled::stage)
                    .thenComparing(Reconciled::source))
            .limit(MOST_SOURCES)
            .toList();
    if (largest.isEmpty()) {
      return Figure.empty("rows", title, "No count of rows is recorded for this period.");
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Reconciled one : largest) {
      rows.add(
          Arrays.asList(
              one.stage(), one.source(), one.in(), one.accepted(), one.filtered(), one.rejected()));
    }
    return Figure.of(
            "rows",
            "bars",
            title,
            "Of each file, the share of rows that was used (blue), left out on purpose (grey) and"
                + " could not be used (orange). The three add up to the rows read, or the run would"
                + " have failed.",
            new Sheet(
                List.of(
                    Column.of("stage", "Stage", TEXT),
                    Column.of("source", "File or table", TEXT),
                    Column.of("rows_in", "Read", COUNT),
                    Column.of("rows_accepted", "Used", COUNT),
                    Column.of("rows_filtered", "Left out", COUNT),
                    Column.of("rows_rejected", "Rejected", COUNT)),
                rows),
            Map.of())
        .shown(
            EffectFigures.shown(
                largest.size(), data.reconciliations().size(), "files, those of most rows"));
  }

  /** Why rows were rejected or left out. */
  static Figure reasons(ReportData data) {
    String title = "Why rows were not used";
    Map<List<String>, Long> reasons = new TreeMap<>(Comparator.comparing(List::toString));
    for (Reconciled one : data.reconciliations()) {
      one.rejectedByReason()
          .forEach((reason, rows) -> reasons.merge(List.of("rejected", reason), rows, Long::sum));
      one.filteredByReason()
          .forEach((reason, rows) -> reasons.merge(List.of("left out", reason), rows, Long::sum));
    }
    reasons.values().removeIf(rows -> rows == 0);
    if (reasons.isEmpty()) {
      return Figure.empty(
          "reasons",
          title,
          data.reconciliations().isEmpty()
              ? "No count of rows is recorded for this period."
              : "Every row was used.");
    }
    List<List<Object>> rows = new ArrayList<>();
    reasons.entrySet().stream()
        .sorted(Map.Entry.<List<String>, Long>comparingByValue().reversed())
        .limit(MOST_REASONS)
        .forEach(
            entry ->
                rows.add(
                    Arrays.asList(
                        entry.getKey().get(1).replace('_', ' '),
                        entry.getKey().get(0),
                        entry.getValue())));
    return Figure.of(
            "reasons",
            "reasons",
            title,
            "Rows that could not be used (orange) or were left out on purpose (grey), by reason, on a"
                + " scale on which each step is ten times the one before.",
            new Sheet(
                List.of(
                    Column.of("reason", "Reason", TEXT),
                    Column.of("what", "What", TEXT),
                    Column.of("rows", "Rows", COUNT)),
                rows),
            Map.of())
        .shown(EffectFigures.shown(rows.size(), reasons.size(), "reasons"));
  }

  /** Questions asked of the source. */
  static Figure checks(ReportData data) {
    String title = "Checks of the source";
    if (data.checks().isEmpty()) {
      return Figure.empty("checks", title, "The configuration asks no questions of the source.");
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Checked check : data.checks()) {
      rows.add(
          Arrays.asList(
              check.passed() ? "passed" : "not passed",
              check.check(),
              check.severity(),
              check.value(),
              check.comparison().replace('-', ' '),
              check.threshold()));
    }
    return table(
        "checks",
        title,
        "Questions that every source is asked before its rows become tables, and their answers.",
        new Sheet(
            List.of(
                Column.of("result", "Result", TEXT),
                Column.of("check", "Check", TEXT),
                Column.of("severity", "Severity", TEXT),
                Column.of("value", "Answer", NUMBER),
                Column.of("comparison", "Passes", TEXT),
                Column.of("threshold", "Threshold", NUMBER)),
            rows));
  }

  /** What is not shown, and why. */
  static Figure withheld(ReportData data) {
    String title = "What is withheld";
    if (data.withheld().isEmpty()) {
      return Figure.empty("withheld", title, "Nothing is withheld in this period.");
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Withheld one : data.withheld()) {
      rows.add(
          Arrays.asList(
              one.table(),
              one.cohort(),
              one.column().equals("*") ? "whole rows" : one.column(),
              reason(one.reason(), data.about().minimumCell()),
              one.cells()));
    }
    return table(
        "withheld",
        title,
        "Rows and cells that analysts do not see, of each table, cohort and column, by reason.",
        new Sheet(
            List.of(
                Column.of("table", "Table", TEXT),
                Column.of("cohort", "Cohort", TEXT),
                Column.of("column", "Column", TEXT),
                Column.of("reason", "Why", TEXT),
                Column.of("cells", "Rows or cells", COUNT)),
            rows));
  }

  private static String reason(String reason, int minimumCell) {
    return switch (reason) {
      case "small" -> "would tell of fewer than " + minimumCell + " patients";
      case "linked" -> "a small number would follow from it";
      case "never" -> "never published";
      default -> reason;
    };
  }

  private static Figure table(String id, String title, String caption, Sheet sheet) {
    return Figure.of(id, "none", title, caption, sheet, Map.of());
  }
}
