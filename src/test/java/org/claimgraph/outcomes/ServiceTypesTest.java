package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class ServiceTypesTest {

  private static final Path PUBLISHED =
      Path.of("").toAbsolutePath().resolveSibling("shared/data/reference/betpuf10.txt.gz");

  @TempDir Path folder;

  @Test
  void theFileOfCmsGivesEachCodeTheCategoryThatEndsNext(SparkSession spark) throws IOException {
    Path file = folder.resolve("betpuf.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          """
          0001F Z2         $
          70001 T1A20081231$
          70001 I1A20091231$
          70001 I2D
          80001 T1B20061231
          99213 M1B        \s
          """
              .getBytes(StandardCharsets.UTF_8));
    }
    assertThat(types(spark, "outcome.betos=" + file))
        .containsExactly(
            "0001F other 0001-01-01 9999-12-31",
            "70001 imaging 2009-01-01 2009-12-31",
            "70001 imaging 2010-01-01 9999-12-31",
            "70001 tests 0001-01-01 2008-12-31",
            "80001 tests 0001-01-01 2006-12-31",
            "99213 other 0001-01-01 9999-12-31");
  }

  @Test
  void csvFilesOfBetosAndRbcsHoldForEveryDay(SparkSession spark) throws IOException {
    Path betos = write("category,betos,hcpcs\nx,I4B,76942\nx,P8B,45378\nx,T2A,93000\n");
    assertThat(types(spark, "outcome.betos=" + betos))
        .containsExactly(
            "45378 other 0001-01-01 9999-12-31",
            "76942 imaging 0001-01-01 9999-12-31",
            "93000 tests 0001-01-01 9999-12-31");
    Path rbcs = write("hcpcs,rbcs_cat\n76942,I\n93000,T\n00100,A\n");
    assertThat(types(spark, "outcome.rbcs=" + rbcs))
        .containsExactly(
            "00100 other 0001-01-01 9999-12-31",
            "76942 imaging 0001-01-01 9999-12-31",
            "93000 tests 0001-01-01 9999-12-31");
  }

  @Test
  void withoutAFileNoCodeHasAType(SparkSession spark) {
    assertThat(types(spark)).isEmpty();
  }

  @Test
  void aFileOfNeitherFormIsRefused(SparkSession spark) throws IOException {
    Path file = write("code;category\n76942;I4B\n");
    assertThatThrownBy(() -> types(spark, "outcome.betos=" + file))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Missing column hcpcs, betos in outcome.betos = "
                + file
                + ". Name a csv or csv.gz file with the columns hcpcs, betos.");
    assertThatThrownBy(() -> types(spark, "outcome.betos=" + folder.resolve("none")))
        .hasMessageStartingWith("Cannot read outcome.betos = " + folder.resolve("none") + ".");
  }

  /** Counted from the same file with cut and sort. */
  @Test
  void thePublishedFileHasItsImagesAndTests(SparkSession spark) {
    assumeTrue(
        Files.exists(PUBLISHED),
        "Skipped: the BETOS file of 2010 is not at ../shared/data/reference");
    assertThat(
            TextTable.lines(
                ServiceTypes.read(spark, OutcomeSettings.of("outcome.betos=" + PUBLISHED))
                    .selectExpr("service_type", "last_day < DATE'9999-12-31' AS ended")
                    .groupBy("service_type", "ended")
                    .count(),
                "service_type",
                "ended",
                "count"))
        .containsExactly(
            "imaging false 887",
            "imaging true 92",
            "other false 12317",
            "other true 681",
            "tests false 1635",
            "tests true 49");
  }

  private static List<String> types(SparkSession spark, String... settings) {
    return TextTable.lines(
        ServiceTypes.read(spark, OutcomeSettings.of(settings)),
        "hcpcs",
        "service_type",
        "first_day",
        "last_day");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("categories.csv"), text);
  }
}
