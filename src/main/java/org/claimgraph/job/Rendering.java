package org.claimgraph.job;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.tables.Csv;

/** How the result of a query is printed. */
enum Rendering {
  table {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      List<Row> some = texts(rows).takeAsList(MOST_ROWS + 1);
      List<String[]> lines = new ArrayList<>();
      lines.add(rows.columns());
      some.stream().limit(MOST_ROWS).map(Rendering::cells).forEach(lines::add);
      int[] widths = widths(lines);
      lines.forEach(line -> out.println(padded(line, widths)));
      if (some.size() > MOST_ROWS) {
        out.println("... more than " + MOST_ROWS + " rows; --format csv prints all");
      }
    }
  },
  csv {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      out.println(Csv.line(Arrays.stream(rows.columns())));
      Csv.lines(rows).toLocalIterator().forEachRemaining(out::println);
    }
  },
  json {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      rows.toJSON().toLocalIterator().forEachRemaining(out::println);
    }
  };

  private static final int MOST_ROWS = 1_000;

  abstract void print(Dataset<Row> rows, PrintStream out);

  private static Dataset<Row> texts(Dataset<Row> rows) {
    Dataset<Row> numbered = rows.toDF(numbers(rows.columns().length));
    return numbered.select(
        Arrays.stream(numbered.columns())
            .map(name -> numbered.col(name).cast("string"))
            .toArray(Column[]::new));
  }

  /** Names without repeats, since a query may give two columns the same one. */
  private static String[] numbers(int count) {
    String[] names = new String[count];
    Arrays.setAll(names, i -> "c" + i);
    return names;
  }

  private static String[] cells(Row row) {
    String[] cells = new String[row.size()];
    Arrays.setAll(cells, i -> row.isNullAt(i) ? "NULL" : row.getString(i));
    return cells;
  }

  private static int[] widths(List<String[]> lines) {
    int[] widths = new int[lines.get(0).length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    return widths;
  }

  private static String padded(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      line.append(cells[i]).append(" ".repeat(widths[i] - cells[i].length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
