package org.claimgraph.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables as csv (RFC 4180), without what a spreadsheet would run: a text that begins with one of
 * {@code = + - @}, also after blanks, or holds such a start in full width, gets a quote mark in
 * front. Null is an empty field.
 */
final class Csv {

  private Csv() {}

  static String of(Sheet sheet) {
    StringBuilder csv = new StringBuilder();
    line(csv, sheet.columns().stream().map(Sheet.Column::name).collect(Collectors.toList()));
    sheet.rows().forEach(row -> line(csv, row));
    return csv.toString();
  }

  private static void line(StringBuilder csv, List<?> cells) {
    csv.append(cells.stream().map(Csv::field).collect(Collectors.joining(","))).append("\r\n");
  }

  private static String field(Object cell) {
    if (cell == null) {
      return "";
    }
    if (!(cell instanceof String text)) {
      return cell.toString();
    }
    String harmless = isFormula(text) ? "'" + text : text;
    return harmless.matches("[^\",\\r\\n]*")
        ? harmless
        : "\"" + harmless.replace("\"", "\"\"") + "\"";
  }

  private static boolean isFormula(String text) {
    String start = text.stripLeading();
    return !start.isEmpty() && "=+-@＝＋－＠\uFFFD".indexOf(start.charAt(0)) >= 0;
  }
}
