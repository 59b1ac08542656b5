package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

  @TempDir Path folder;

  @Test
  void quotesOnlyWhatNeedsQuotes() throws IOException {
    Path path = folder.resolve("a.csv");
    try (CsvFile file = CsvFile.create(path, "a,b,c")) {
      file.row("plain", null, 7);
      file.row("a,b", "say \"yes\"", "two\nlines");
      file.row("Zürich", "", "a;b");
    }
    assertThat(path)
        .hasContent("a,b,c\nplain,,7\n\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\"\nZürich,,a;b\n");
    assertThat(Files.readString(path)).doesNotContain("\r").endsWith("a;b\n");
  }

  @Test
  void refusesARowOfAnotherWidth() throws IOException {
    try (CsvFile file = CsvFile.create(folder.resolve("b.csv"), "a,b")) {
      assertThatThrownBy(() -> file.row("one"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid row: 1 values for 2 columns");
    }
  }
}
