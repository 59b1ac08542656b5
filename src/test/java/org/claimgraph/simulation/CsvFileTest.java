package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class CsvFileTest {

  private static final StructType COLUMNS = StructType.fromDDL("a STRING, b STRING, c INT");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void writesAHeaderAndEmptyFieldsForNulls() throws IOException {
    try (CsvFile file = new CsvFile(bytes, COLUMNS, ',')) {
      file.row("plain", null, 7);
      file.row("Zürich", "a;b", null);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a,b,c\nplain,,7\nZürich,a;b,\n");
  }

  @Test
  void separatesFieldsByAnyDelimiterAndThenACommaNeedsNoQuotes() throws IOException {
    try (CsvFile file = new CsvFile(bytes, COLUMNS, '|')) {
      file.row("one, two", null, 7);
      assertThatThrownBy(() -> file.row("one|two", null, 7))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("a|b|c\none, two||7\n");
  }

  @Test
  void refusesARowOfAnotherWidthAndAValueThatNeedsQuotes() throws IOException {
    try (CsvFile file = new CsvFile(bytes, COLUMNS, ',')) {
      assertThatThrownBy(() -> file.row("one"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid row: 1 values for 3 columns");
      assertThatThrownBy(() -> file.row("one", "two, three", 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid value: it needs quotes");
    }
  }
}
