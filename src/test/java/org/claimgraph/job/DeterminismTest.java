package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same claims give the same bits, however they are cut, ordered and shuffled, or come late. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class DeterminismTest {

  @TempDir Path folder;

  @Test
  void tablesHaveTheSameBitsForAnyShufflePartitionsAnyOrderOfRowsAndLateRows(SparkSession spark)
      throws IOException {
    Map<String, String> expected = tables(spark, "one", 1, true);
    assertThat(expected).hasSize(23);
    assertThat(tables(spark, "seven", 7, false)).isEqualTo(expected);
  }

  private Map<String, String> tables(
      SparkSession spark, String name, int partitions, boolean adaptive) throws IOException {
    Runs runs = new Runs(spark, folder.resolve(name)).simulate();
    if (partitions == 7) {
      shuffleRows(runs.claims());
    }
    String[] settings = {
      "tie.rules=all,sdsm-05", "measure.adjusted-degree-scope=hrr", "measure.null.draws=2"
    };
    String usual = spark.conf().get("spark.sql.shuffle.partitions");
    spark.conf().set("spark.sql.shuffle.partitions", partitions);
    spark.conf().set("spark.sql.adaptive.enabled", adaptive);
    try {
      if (partitions == 7) {
        withoutLateLines(runs, settings);
      }
      String told = runs.run(settings);
      if (partitions == 7) {
        assertThat(told.lines().map(line -> line.split(" ")[0]).filter(word -> !word.isEmpty()))
            .as("what late lines of an earlier quarter are nothing to is not done again")
            .containsExactly("ingest", "outcomes", "associate", "Done:");
      }
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", usual);
      spark.conf().set("spark.sql.adaptive.enabled", false);
    }
    return runs.fingerprints();
  }

  /** Runs as if some lines of a quarter before the period had not come yet. */
  private static void withoutLateLines(Runs runs, String... settings) throws IOException {
    Path file = runs.claims().resolve("claim_line.csv");
    List<String> all = Files.readAllLines(file);
    List<String> early = new ArrayList<>(all);
    early.removeIf(line -> line.hashCode() % 4 == 0 && line.contains(",2009-05-"));
    assertThat(early).hasSizeLessThan(all.size());
    Files.write(file, early);
    runs.run(settings);
    Files.write(file, all);
  }

  private static void shuffleRows(Path claims) throws IOException {
    for (String name : List.of("claim_line.csv", "beneficiary.csv", "stay.csv", "physician.csv")) {
      List<String> lines = Files.readAllLines(claims.resolve(name));
      List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
      Collections.shuffle(rows, new Random(3));
      rows.add(0, lines.get(0));
      Files.write(claims.resolve(name), rows);
    }
  }
}
