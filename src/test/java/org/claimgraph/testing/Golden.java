package org.claimgraph.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values other tools computed: the files of {@code src/test/resources/golden}. */
public final class Golden {

  private Golden() {}

  /** Reads a csv file with a header: rows of values by column. */
  public static List<Map<String, String>> table(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      String[] header = lines.get(0).split(",");
      return lines.stream().skip(1).map(line -> row(header, line.split(",", -1))).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, String> row(String[] header, String[] values) {
    assertThat(values).hasSameSizeAs(header);
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < header.length; i++) {
      row.put(header[i], values[i]);
    }
    return row;
  }
}
