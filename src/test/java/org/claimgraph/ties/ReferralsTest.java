package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Period;
import org.claimgraph.config.ReferralConfig;
import org.claimgraph.config.ReferralConfig.Construction;
import org.claimgraph.config.ReferralConfig.Count;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("spark")
@Tag("portable")
@ExtendWith(SparkExtension.class)
class ReferralsTest {

  private static final Path DESYNPUF = Path.of("../shared/data/desynpuf");
  private static final String LINE = "patient_id STRING, npi STRING, service_from DATE";
  private static final Period YEAR_2020 = new Period(2020, 4, 4);

  /** Ids of unequal length, with leading zeros; in their order. */
  private static final List<String> NPIS = List.of("0010", "010", "10", "1234567890", "9", "A1");

  private static final String[] COUNTS = {
    "window_days", "from_npi", "to_npi", "pair_count", "patients", "same_day"
  };

  static Stream<ReferralConfig> rules() {
    return Stream.of(
        config(Construction.SLIDING_FRAME, Count.ALL_PAIRS, 1, 7, 30),
        config(Construction.SLIDING_FRAME, Count.FIRST_FOLLOW, 1, 7, 30),
        config(Construction.BINNING, Count.ALL_PAIRS, 1, 7, 30),
        config(Construction.TRACE_ROUTE, Count.ALL_PAIRS, 1, 7, 30));
  }

  @Test
  void countsPairsPatientsAndWaitsOfEachDirection(SparkSession spark) {
    Dataset<Row> referrals =
        infer(
            lines(
                spark,
                List.of(
                    "p 9 2020-01-01",
                    "p 10 2020-01-03",
                    "p 10 2020-01-03",
                    "p 9 2020-01-31",
                    "q 9 2020-05-01",
                    "q 10 2020-05-01",
                    "q 10 2020-05-31",
                    "r 10 2020-12-31",
                    "s 9 2020-12-31")),
            config(Construction.SLIDING_FRAME, Count.ALL_PAIRS, 28, 29, 30));
    // From 9 to 10: 2 days and 30. From 10 to 9: 28 days and the same day.
    assertThat(TextTable.lines(referrals, COUNTS))
        .containsExactly(
            "28 10 9 2 2 1",
            "28 9 10 1 1 0",
            "29 10 9 2 2 1",
            "29 9 10 1 1 0",
            "30 10 9 2 2 1",
            "30 9 10 2 2 0");
    assertThat(TextTable.lines(referrals, "window_days", "from_npi", "wait_mean_days"))
        .containsExactly(
            "28 10 14.0", "28 9 2.0", "29 10 14.0", "29 9 2.0", "30 10 14.0", "30 9 16.0");
    double sd = StrictMath.sqrt(2 * 14 * 14);
    assertThat(TextTable.lines(referrals, "window_days", "from_npi", "wait_sd_days"))
        .containsExactly(
            "28 10 " + sd, "28 9 -", "29 10 " + sd, "29 9 -", "30 10 " + sd, "30 9 " + sd);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void agreesWithSqlOverEveryTwoEvents(ReferralConfig config, SparkSession spark) {
    Dataset<Row> encounters = lines(spark, randomLines(11));
    assertAgrees(encounters, config, YEAR_2020);
  }

  @Test
  void agreesWithSqlOnPublishedClaims(SparkSession spark) {
    assumeTrue(
        Files.isDirectory(DESYNPUF), "Skipped: the DE-SynPUF draws are not at ../shared/data");
    Dataset<Row> encounters =
        spark
            .read()
            .option("header", "true")
            .csv(DESYNPUF + "/*Inpatient_Claims*.csv.gz")
            .selectExpr(
                "DESYNPUF_ID AS patient_id",
                "to_date(CLM_FROM_DT, 'yyyyMMdd') AS service_from",
                "explode(array(AT_PHYSN_NPI, OP_PHYSN_NPI, OT_PHYSN_NPI)) AS npi")
            .where("npi IS NOT NULL AND year(service_from) = 2008");
    long found =
        assertAgrees(
            encounters,
            config(Construction.SLIDING_FRAME, Count.ALL_PAIRS, 90),
            new Period(2008, 4, 4));
    assertThat(found).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void orderOfRowsRepeatedLinesAndPartitionsChangeNoBit(ReferralConfig config, SparkSession spark) {
    List<String> lines = randomLines(12);
    List<String> expected = everything(infer(lines(spark, lines), config));
    assertThat(expected).hasSizeGreaterThan(50);
    List<String> twice = new ArrayList<>(lines);
    twice.addAll(lines);
    Collections.shuffle(twice, new Random(13));
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    try {
      spark.conf().set("spark.sql.shuffle.partitions", "7");
      spark.conf().set("spark.sql.adaptive.enabled", "true");
      assertThat(everything(infer(lines(spark, twice).repartition(5), config))).isEqualTo(expected);
    } finally {
      spark.conf().set("spark.sql.adaptive.enabled", "false");
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
  }

  @Test
  void overTheWholePeriodBothDirectionsAreEveryDayOfOneWithEveryDayOfTheOther(SparkSession spark) {
    Dataset<Row> encounters = lines(spark, randomLines(15));
    infer(encounters, config(Construction.SLIDING_FRAME, Count.ALL_PAIRS, 366))
        .createOrReplaceTempView("referral");
    PatientPhysicians.of(encounters).createOrReplaceTempView("link");
    List<String> bothDirections =
        TextTable.lines(
            spark.sql(
                "SELECT least(from_npi, to_npi) AS a, greatest(from_npi, to_npi) AS b,"
                    + " sum(pair_count) AS pairs FROM referral GROUP BY ALL"),
            "a",
            "b",
            "pairs");
    assertThat(bothDirections)
        .hasSize(15)
        .isEqualTo(
            TextTable.lines(
                spark.sql(
                    "SELECT a.npi AS a, b.npi AS b, sum(a.encounters * b.encounters) AS pairs"
                        + " FROM link a JOIN link b ON a.patient_id = b.patient_id"
                        + " AND a.npi < b.npi GROUP BY ALL"),
                "a",
                "b",
                "pairs"));
  }

  @Test
  void withoutWindowsThereAreNoReferrals(SparkSession spark) {
    Dataset<Row> none =
        infer(lines(spark, randomLines(14)), config(Construction.SLIDING_FRAME, Count.ALL_PAIRS));
    assertThat(none.collectAsList()).isEmpty();
    Shapes.assertFills(Tables.REFERRAL, none.schema());
  }

  @Test
  void hasTheColumnsOfItsTable(SparkSession spark) {
    Dataset<Row> none =
        infer(lines(spark, List.of()), config(Construction.SLIDING_FRAME, Count.ALL_PAIRS, 30, 60));
    assertThat(none.collectAsList()).isEmpty();
    Shapes.assertFills(Tables.REFERRAL, none.schema());
  }

  /** Compares every row with SQL; returns their number. */
  private static long assertAgrees(Dataset<Row> encounters, ReferralConfig config, Period period) {
    Dataset<Row> referrals = infer(encounters, config, period);
    Dataset<Row> expected = inSql(encounters, config, period.start());
    List<String> lines = TextTable.lines(referrals, COUNTS);
    assertThat(lines).isNotEmpty().isEqualTo(TextTable.lines(expected, COUNTS));
    List<Row> waits = waits(referrals);
    List<Row> expectedWaits = waits(expected);
    for (int i = 0; i < waits.size(); i++) {
      Row wait = waits.get(i);
      Row other = expectedWaits.get(i);
      assertThat(wait.getDouble(3)).isEqualTo(other.getDouble(3));
      assertThat(wait.isNullAt(4)).isEqualTo(other.isNullAt(4));
      if (!wait.isNullAt(4)) {
        assertThat(wait.getDouble(4)).isCloseTo(other.getDouble(4), within(1e-12 * 366));
      }
    }
    return lines.size();
  }

  private static List<Row> waits(Dataset<Row> referrals) {
    return referrals
        .select("window_days", "from_npi", "to_npi", "wait_mean_days", "wait_sd_days")
        .orderBy("window_days", "from_npi", "to_npi")
        .collectAsList();
  }

  /** The definitions, pair by pair. */
  private static Dataset<Row> inSql(
      Dataset<Row> encounters, ReferralConfig config, LocalDate start) {
    encounters.createOrReplaceTempView("encounter");
    String windows =
        "(SELECT explode(array("
            + String.join(",", config.windows().stream().map(String::valueOf).toList())
            + ")) AS w)";
    return encounters
        .sparkSession()
        .sql(
            "WITH event AS (SELECT DISTINCT patient_id AS p, npi, "
                + ("datediff(service_from, DATE'" + start + "') AS day FROM encounter), ")
                + ("win AS " + windows + ", ")
                + ("pair AS (" + pairs(config) + ") ")
                + "SELECT w AS window_days, from_npi, to_npi, count(*) AS pair_count,"
                + " count(DISTINCT p) AS patients, count_if(gap = 0) AS same_day,"
                + " avg(gap) AS wait_mean_days, stddev_samp(gap) AS wait_sd_days"
                + " FROM pair GROUP BY ALL");
  }

  /** Columns p, w, from_npi, to_npi, gap. */
  private static String pairs(ReferralConfig config) {
    String isAfter = "(b.day > a.day OR b.day = a.day AND b.npi > a.npi)";
    String bins =
        "(SELECT p, npi, w, day DIV w AS bin, min(day) AS day FROM event, win GROUP BY p, npi, w,"
            + " day DIV w)";
    return switch (config.construction()) {
      case SLIDING_FRAME ->
          config.count() == Count.ALL_PAIRS
              ? "SELECT p, w, a.npi AS from_npi, b.npi AS to_npi, b.day - a.day AS gap"
                  + " FROM event a JOIN event b USING (p), win"
                  + (" WHERE a.npi <> b.npi AND " + isAfter + " AND b.day - a.day <= w")
              : "SELECT p, w, from_npi, to_npi, gap FROM win, (SELECT p, a.npi AS from_npi, a.day,"
                  + " b.npi AS to_npi, min(b.day) - a.day AS gap FROM event a JOIN event b USING"
                  + (" (p) WHERE a.npi <> b.npi AND " + isAfter)
                  + " GROUP BY p, a.npi, a.day, b.npi) WHERE gap <= w";
      case BINNING ->
          "SELECT p, w, a.npi AS from_npi, b.npi AS to_npi, b.day - a.day AS gap"
              + (" FROM " + bins + " a JOIN " + bins + " b USING (p, w, bin)")
              + (" WHERE a.npi <> b.npi AND " + isAfter);
      case TRACE_ROUTE ->
          "SELECT p, w, from_npi, to_npi, gap FROM win, (SELECT p, npi AS from_npi,"
              + " lead(npi) OVER (PARTITION BY p ORDER BY day, npi) AS to_npi,"
              + " lead(day) OVER (PARTITION BY p ORDER BY day, npi) - day AS gap FROM event)"
              + " WHERE from_npi <> to_npi AND gap <= w";
    };
  }

  private static List<String> randomLines(long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int patient = 0; patient < 40; patient++) {
      int events = random.nextInt(30);
      LocalDate first = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(250));
      for (int i = 0; i < events; i++) {
        String npi = NPIS.get(random.nextInt(NPIS.size()));
        lines.add("p" + patient + " " + npi + " " + first.plusDays(random.nextInt(100)));
      }
    }
    return lines;
  }

  private static Dataset<Row> lines(SparkSession spark, List<String> lines) {
    return TextTable.of(spark, LINE, lines);
  }

  private static Dataset<Row> infer(Dataset<Row> encounters, ReferralConfig config) {
    return infer(encounters, config, YEAR_2020);
  }

  private static Dataset<Row> infer(Dataset<Row> encounters, ReferralConfig config, Period period) {
    return Referrals.infer(encounters, period, config);
  }

  private static List<String> everything(Dataset<Row> referrals) {
    return referrals.toJSON().collectAsList().stream().sorted().toList();
  }

  private static ReferralConfig config(Construction construction, Count count, Integer... windows) {
    return new ReferralConfig(List.of(windows), construction, count);
  }
}
