package org.claimgraph.claims;

import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig.VersionRule;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Adjusted, denied and reversed claims, by the optional columns of the canonical layout. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class FinalActionTest {

  private static final String HEADER =
      "claim_id,line_number,patient_id,npi,service_from,paid_amount,final,denied,replaces,void,version";
  private static final String FATE =
      "coalesce(rejected, filtered, 'counts')"
          + " || if(array_contains(remarks, 'replaces_unknown_claim'), '_though_unknown', '')";

  @TempDir static Path folder;

  private static Intake chains;

  @BeforeAll
  static void readChains(SparkSession spark) throws IOException {
    chains =
        new SmallSource("canonical", folder)
            .with(
                "claim_line.newer.csv",
                HEADER,
                "a3,1,p,n,2010-01-01,80.10,,,a2,,",
                "a1,1,p,n,2010-01-01,100.00,true,,,,",
                "b2,1,p,n,2010-01-01,-50.00,,,b1,true,",
                "d2,1,p,n,2010-01-01,25.00,,true,d1,,",
                "e,1,p,n,2010-01-01,35.00,,,,,2",
                "g,1,p,n,2010-01-01,11.00,,,elsewhere,false,",
                "h,1,p,n,2010-01-01,-3.00,,,elsewhere,true,",
                "i1,1,p,n,2010-01-01,1.00,,,i2,,",
                "i3,1,p,n,2010-01-01,4.00,,,i2,,",
                "j3,1,p,n,2010-01-01,-9.00,,,j2,1,",
                "k,1,p,n,2010-01-01,-40.00,,,,true,2",
                "m,1,p,n,2010-01-01,,,true,,,2",
                "o,1,p,n,2010-01-01,6.00,,,o,,2",
                "q3,1,p,n,2010-01-01,3.00,,,q2,,")
            .with(
                "claim_line.older.csv",
                HEADER,
                "a2,1,p,n,2010-01-01,90.05,,,a1,,",
                "b1,1,p,n,2010-01-01,50.00,,,,,",
                "c,1,p,n,2010-01-01,10.00,,true,,,",
                "d1,1,p,n,2010-01-01,20.00,,,,,",
                "e,1,p,n,2010-01-01,30.00,,,,,1",
                "e,1,p,n,2010-01-01,5.00,,,,,",
                "f,1,p,n,2010-01-01,7.00,False,,,,",
                "i2,1,p,n,2010-01-01,2.00,,,i1,,",
                "j1,1,p,n,2010-01-01,8.00,,,,,",
                "j2,1,p,n,2010-01-01,9.00,,,j1,,",
                "k,1,p,n,2010-01-01,40.00,,,,,1",
                "l,1,p,n,2010-01-01,,,true,,,",
                "l,2,p,n,2010-01-01,12.00,,,,,",
                "m,1,p,n,2010-01-01,13.00,,,,,1",
                "n,1,p,n,2010-01-01,14.00,,,n,,",
                "o,1,p,n,2010-01-01,5.50,,,,,1",
                "q1,1,p,n,2010-01-01,1.00,,,,,",
                "q2,1,p,n,2010-01-01,2.00,false,,q1,,",
                "r,1,p,n,2010-01-01,1.00,maybe,,,,",
                "r,2,p,n,2010-01-01,1.00,,,,,x")
            .read(spark);
  }

  @Test
  void ofEachChainTheLastClaimCountsWhateverTheOrderOfRowsAndFiles() {
    assertThat(
            texts(
                chains.rows("claim"), "claim_id", "coalesce(version, lines[0].line_number)", FATE))
        .containsExactlyInAnyOrder(
            "a1 1 superseded",
            "a2 1 superseded",
            "a3 1 counts",
            "b1 1 voided",
            "b2 1 void",
            "c 1 denied",
            "d1 1 counts",
            "d2 1 denied",
            "e 1 superseded",
            "e 1 superseded",
            "e 2 counts",
            "f 1 not_final",
            "g 1 counts_though_unknown",
            "h 1 orphan_reversal replaces",
            "i1 1 replacement_cycle replaces",
            "i2 1 replacement_cycle replaces",
            "i3 1 counts",
            "j1 1 superseded",
            "j2 1 voided",
            "j3 1 void",
            "k 1 superseded",
            "k 2 void",
            "l 1 denied",
            "l 2 counts",
            "m 1 superseded",
            "m 2 denied",
            "n 1 replacement_cycle replaces",
            "o 1 superseded",
            "o 2 counts",
            "q1 1 superseded",
            "q2 1 not_final",
            "q3 1 counts",
            "r 1 invalid_code final",
            "r 2 invalid_number version");
    assertThat(texts(ClaimLines.of(chains), "claim_id", "paid_amount"))
        .as("what is counted")
        .containsExactly(
            "a3 80.10",
            "d1 20.00",
            "e 35.00",
            "g 11.00",
            "i3 4.00",
            "l 12.00",
            "o 6.00",
            "q3 3.00");
  }

  @Test
  void moneyThatIsLeftFilteredAndRejectedIsTheMoneyThatCameIn() {
    List<Row> sums =
        chains
            .rows("claim")
            .selectExpr(
                "CASE WHEN rejected IS NOT NULL THEN 'rejected' ELSE coalesce(filtered, 'left') END AS fate",
                "paid_amount")
            .groupBy("fate")
            .agg(sum("paid_amount"))
            .collectAsList();
    assertThat(sums).extracting(row -> row.getString(0)).contains("left", "superseded", "voided");
    assertThat(
            sums.stream()
                .map(row -> row.getDecimal(1))
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("483.65");
  }

  @Test
  void onlyTheRulesThatAreSetApply(SparkSession spark) {
    List<Line> lines =
        List.of(
            new Line("a", 1, "", "", "", "", "1"),
            new Line("a", 1, "", "", "", "", "2"),
            new Line("a/2", 1, "", "", "", "", ""),
            new Line("b", 1, "false", "", "", "", ""),
            new Line("c", 1, "", "", "b", "", ""),
            new Line("d", 1, "", "true", "", "", ""));
    assertThat(fates(spark, lines, VersionRule.FLAG))
        .containsExactly(
            "a/1 1 1 counts",
            "a/2 1 2 counts",
            "a/2/ 1 - counts",
            "b 1 - not_final",
            "c 1 - counts",
            "d 1 - denied");
    assertThat(fates(spark, lines, VersionRule.REPLACEMENT, VersionRule.LATEST))
        .containsExactly(
            "a 1 1 superseded",
            "a 1 2 counts",
            "a/2 1 - counts",
            "b 1 - superseded",
            "c 1 - counts",
            "d 1 - counts");
  }

  @Test
  void aRowThatDoesNotCountConflictsWithNoneThatDoes(SparkSession spark) {
    List<Line> lines =
        List.of(
            new Line("a", 1, "false", "", "", "", ""),
            new Line("a", 1, "true", "", "", "", ""),
            new Line("b", 1, "", "true", "", "", ""),
            new Line("b", 1, "", "false", "", "", ""));
    assertThat(fates(spark, lines, VersionRule.FLAG))
        .containsExactly("a 1 - counts", "a 1 - not_final", "b 1 - counts", "b 1 - denied");
  }

  @Test
  void nothingIsLookedForWhereNoFileGivesAColumn(SparkSession spark, @TempDir Path folder)
      throws IOException {
    new SmallSource("canonical", folder)
        .with(
            "claim_line.csv",
            "claim_id,line_number,patient_id,npi,service_from",
            "a,1,p,n,2010-01-01");
    Set<String> held = new TreeSet<>();
    Intake intake = new SmallSource("canonical", folder).read(spark, held::add);
    assertThat(intake.accepted("claim").count()).isEqualTo(1);
    assertThat(held).containsExactly("claim");
  }

  /** A row of a claim; an empty text tells nothing. */
  private record Line(
      String claim,
      int number,
      String isFinal,
      String denied,
      String replaces,
      String isVoid,
      String version) {

    Row row() {
      return RowFactory.create(claim, number, isFinal, denied, replaces, isVoid, version);
    }

    boolean isDenied() {
      return denied.equals("true");
    }

    boolean isFinalOrUntold() {
      return !isFinal.equals("false");
    }

    boolean names(String other) {
      return !isDenied() && replaces.equals(other) && !(other.equals(claim) && !version.isEmpty());
    }

    long order() {
      return version.isEmpty() ? Long.MIN_VALUE : Long.parseLong(version);
    }
  }

  @Test
  void randomChainsEndAsAReaderOfThemWouldSay(SparkSession spark) {
    List<Line> lines = randomLines(new Random(11), 300);
    List<String> expected =
        lines.stream()
            .map(
                line ->
                    line.claim
                        + " "
                        + line.number
                        + " "
                        + (line.version.isEmpty() ? "-" : line.version)
                        + " "
                        + fate(line, lines))
            .sorted()
            .toList();
    assertThat(fates(spark, lines, VersionRule.values())).isEqualTo(expected);
    assertThat(expected.stream().map(text -> text.split(" ")[3]).distinct())
        .as("every fate comes up")
        .contains("counts", "denied", "not_final", "superseded", "void", "voided")
        .contains("orphan_reversal", "replacement_cycle", "counts_though_unknown");
  }

  @Test
  void circlesAreFoundHoweverFewPairsTheDriverTakes(SparkSession spark) {
    List<Row> pairs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pairs.add(RowFactory.create("chain" + i, "chain" + (i + 1)));
    }
    for (String pair : List.of("a b", "b c", "c a", "c chain0", "d a")) {
      pairs.add(RowFactory.create(pair.split(" ")[0], pair.split(" ")[1]));
    }
    Dataset<Row> all =
        spark.createDataFrame(pairs, StructType.fromDDL("claim_id STRING, target STRING"));
    for (int most : new int[] {100, 40}) {
      assertThat(texts(FinalAction.circular(all, most, SmallSource::cached), "claim_id"))
          .containsExactly("a", "b", "c");
    }
    assertThatThrownBy(
            () ->
                FinalAction.circular(
                    all.where("target IN ('a', 'b', 'c')"), 2, SmallSource::cached))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "Invalid source: more than 2 claims replace one another in circles");
  }

  /** What becomes of rows, each as claim, line, version and fate. */
  private static List<String> fates(SparkSession spark, List<Line> lines, VersionRule... rules) {
    Dataset<Row> rows =
        spark
            .createDataFrame(
                lines.stream().map(Line::row).toList(),
                StructType.fromDDL(
                    "claim_id STRING, line_number INT, final STRING, denied STRING,"
                        + " replaces STRING, void STRING, version STRING"))
            .selectExpr(
                "CAST(NULL AS STRING) AS rejected",
                "CAST(NULL AS STRING) AS filtered",
                "CAST(array() AS ARRAY<STRING>) AS remarks",
                "claim_id",
                "line_number",
                "CAST(nullif(final, '') AS BOOLEAN) AS final",
                "CAST(nullif(denied, '') AS BOOLEAN) AS denied",
                "nullif(replaces, '') AS replaces",
                "CAST(nullif(void, '') AS BOOLEAN) AS void",
                "CAST(nullif(version, '') AS BIGINT) AS version")
            .repartition(3);
    Dataset<Row> resolved = FinalAction.of(rows, List.of(rules)).resolve(rows, SmallSource::cached);
    return texts(resolved, "claim_id", "line_number", "version", FATE);
  }

  private static List<Line> randomLines(Random random, int claims) {
    Set<Line> lines = new LinkedHashSet<>();
    for (int claim = 0; claim < claims; claim++) {
      // Targets are near, so that chains and circles form; some are not in the source.
      int near = claim - 4 + random.nextInt(9);
      String target =
          random.nextInt(3) > 0 ? "" : "c" + (random.nextInt(6) == 0 ? -1 - claim : near);
      String isVoid = pick(random, "", "", "false", "true");
      boolean versions = random.nextInt(4) == 0;
      for (int row = 0; row < 1 + random.nextInt(3); row++) {
        lines.add(
            new Line(
                "c" + claim,
                versions ? 1 : row + 1,
                pick(random, "", "", "", "true", "true", "false"),
                pick(random, "", "", "", "false", "false", "true"),
                random.nextInt(5) == 0 ? "" : target,
                isVoid,
                versions ? "" + (row + 1) : ""));
      }
    }
    List<Line> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  private static String fate(Line line, List<Line> all) {
    List<Line> own = all.stream().filter(other -> other.claim.equals(line.claim)).toList();
    List<Line> versions = own.stream().filter(Line::isFinalOrUntold).toList();
    boolean several = versions.stream().map(Line::order).distinct().count() > 1;
    List<Line> naming =
        all.stream()
            .filter(other -> other.names(line.claim) && !isCircular(other.claim, all))
            .toList();
    Set<String> ids = new TreeSet<>(all.stream().map(Line::claim).toList());
    boolean reaches = own.stream().anyMatch(row -> ids.stream().anyMatch(row::names));
    boolean misses =
        own.stream()
            .anyMatch(
                row -> !row.replaces.isEmpty() && !row.isDenied() && !ids.contains(row.replaces));
    if (line.isDenied()) {
      return "denied";
    } else if (!line.isFinalOrUntold()) {
      return "not_final";
    } else if (isCircular(line.claim, all)) {
      return "replacement_cycle replaces";
    } else if (versions.stream().anyMatch(other -> other.order() > line.order())) {
      return "superseded";
    } else if (line.isVoid.equals("true")) {
      return reaches || several ? "void" : "orphan_reversal replaces";
    } else if (naming.stream().anyMatch(other -> other.isVoid.equals("true"))) {
      return "voided";
    } else if (!naming.isEmpty()) {
      return "superseded";
    }
    return misses ? "counts_though_unknown" : "counts";
  }

  /** Follows the claim that each claim names until it comes back or ends. */
  private static boolean isCircular(String claim, List<Line> all) {
    String at = claim;
    for (int step = 0; step < all.size(); step++) {
      String from = at;
      at =
          all.stream()
              .filter(line -> line.claim.equals(from) && line.names(line.replaces))
              .map(Line::replaces)
              .filter(name -> !name.isEmpty())
              .findFirst()
              .orElse("");
      if (at.equals(claim)) {
        return true;
      }
    }
    return false;
  }
}
