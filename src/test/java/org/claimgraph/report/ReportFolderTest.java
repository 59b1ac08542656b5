package org.claimgraph.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a report. */
class ReportFolderTest {

  private final Configuration hadoop = new Configuration(false);

  @TempDir private Path folder;

  private String target() {
    return folder.resolve("report/2010Q4").toUri().toString();
  }

  private static Map<String, byte[]> files(String text) {
    return Map.of("report.html", text.getBytes(UTF_8), "data/" + text + ".csv", new byte[0]);
  }

  @Test
  void aReportTakesThePlaceOfTheOneBefore() throws IOException {
    ReportFolder.replace(hadoop, target(), files("old"));
    ReportFolder.replace(hadoop, target(), files("new"));
    Path report = folder.resolve("report/2010Q4");
    assertThat(report.resolve("report.html")).hasContent("new");
    assertThat(report.resolve("data/new.csv")).exists();
    assertThat(report.resolve("data/old.csv")).doesNotExist();
    try (Stream<Path> periods = Files.list(report.getParent())) {
      assertThat(periods).containsExactly(report);
    }
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("report/2010Q4")).resolve("thesis.doc");
    Files.writeString(mine, "years of work");
    assertThatThrownBy(() -> ReportFolder.replace(hadoop, target(), files("new")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it holds something else. Set report.folder to another place.");
    assertThat(mine).hasContent("years of work");
  }

  @Test
  void aMapThatCannotBeReadIsTold() {
    assertThat(ReportFolder.text(hadoop, null)).isNull();
    assertThatThrownBy(() -> ReportFolder.text(hadoop, folder.resolve("none.json").toString()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot read report.region-map = ");
  }
}
