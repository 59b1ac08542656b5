package org.claimgraph.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimgraph.tables.Csv;

/**
 * The numbers of a figure as a table. A chart is drawn from nothing else, and the csv file has
 * nothing less.
 *
 * @param columns at least one
 * @param rows one cell for each column: a text, which is made plain, a whole number, a double, or
 *     null where undefined or withheld
 */
record Sheet(List<Column> columns, List<List<Object>> rows) {

  /** How a cell is written for readers. */
  enum Form {
    TEXT,
    COUNT,
    NUMBER,
    DOLLARS,
    PERCENT
  }

  /**
   * One column.
   *
   * @param name in files, of letters, digits and underscores
   * @param label for readers, with the unit
   * @param missing what a reader sees in the place of null
   */
  record Column(String name, String label, Form form, String missing) {

    static final String UNDEFINED = "not defined";

    static Column of(String name, String label, Form form) {
      return new Column(name, label, form, UNDEFINED);
    }
  }

  Sheet {
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "Invalid row of " + row.size() + " cells for " + columns.size() + " columns");
      }
    }
    rows = rows.stream().map(Sheet::plain).toList();
  }

  /** As a csv file, the names of the columns first. */
  String csv() {
    Stream<String> lines =
        Stream.concat(
            Stream.of(Csv.line(columns.stream().map(Column::name))),
            rows.stream().map(row -> Csv.line(row.stream())));
    return lines.map(line -> line + Csv.END).collect(Collectors.joining());
  }

  private static List<Object> plain(List<Object> row) {
    List<Object> plain = new ArrayList<>(row);
    plain.replaceAll(cell -> cell instanceof String text ? PlainText.of(text) : cell);
    return Collections.unmodifiableList(plain);
  }
}
