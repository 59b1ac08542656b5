package org.claimgraph.report;

import java.util.List;
import java.util.Map;

/**
 * One chart with its numbers.
 *
 * @param id names its place on the page and its csv file
 * @param kind how report.js draws it; {@code none} for a table alone
 * @param caption one sentence or two: what it shows and how to read it
 * @param shown of how much, where not everything is shown; else empty
 * @param empty why there is nothing to draw; null where there is something
 * @param sheet its numbers
 * @param drawing what the chart needs beside them, such as labels of axes
 */
record Figure(
    String id,
    String kind,
    String title,
    String caption,
    String shown,
    String empty,
    Sheet sheet,
    Map<String, Object> drawing) {

  /** A figure that has something to draw. */
  static Figure of(
      String id,
      String kind,
      String title,
      String caption,
      Sheet sheet,
      Map<String, Object> drawing) {
    return new Figure(id, kind, title, caption, "", null, sheet, drawing);
  }

  /** A figure without anything to draw. */
  static Figure empty(String id, String title, String why) {
    return new Figure(id, "none", title, "", "", why, new Sheet(List.of(), List.of()), Map.of());
  }

  Figure shown(String what) {
    return new Figure(id, kind, title, caption, what, empty, sheet, drawing);
  }
}
