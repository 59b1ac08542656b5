package org.claimgraph.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a simulated file by column name. Simulated values never need quotes; checked here. */
final class CsvTable {

  private CsvTable() {}

  static List<Map<String, String>> read(Path path) {
    try {
      List<String> lines = Files.readAllLines(path);
      String[] header = lines.get(0).split(",");
      List<Map<String, String>> rows = new ArrayList<>(lines.size());
      for (String line : lines.subList(1, lines.size())) {
        rows.add(row(header, line));
      }
      return rows;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, String> row(String[] header, String line) {
    String[] values = line.split(",", -1);
    if (values.length != header.length || line.contains("\"")) {
      throw new IllegalArgumentException("Invalid row: " + line);
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < header.length; i++) {
      row.put(header[i], values[i]);
    }
    return row;
  }
}
