package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.RunHistory;
import org.claimgraph.tables.TableStore;
import org.claimgraph.testing.Fingerprints;
import org.claimgraph.testing.Leftovers;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs in processes of their own, which are killed, meet another run, or find no room. */
@Tag("faults")
@ExtendWith(SparkExtension.class)
class FaultsIT {

  private static final int KILLS = 8;

  @TempDir static Path folder;

  private static SparkSession spark;
  private static Runs undisturbed;
  private static Map<String, String> expected;
  private static List<String> stages;

  @BeforeAll
  static void runUndisturbed(SparkSession session) throws IOException {
    spark = session;
    undisturbed = new Runs(spark, folder.resolve("undisturbed")).simulate();
    stages =
        undisturbed
            .run("publish.automatically=true")
            .lines()
            .map(line -> line.split(" ")[0])
            .filter(word -> !word.isEmpty() && !word.equals("Done:"))
            .toList();
    expected = undisturbed.fingerprints();
    assertThat(stages).hasSizeGreaterThan(6).startsWith("ingest").contains("publish");
  }

  @Test
  void aRunThatIsKilledAfterAnyStageGoesOnWithTheNextAndLosesNothing() throws Exception {
    Path place = Files.createDirectory(folder.resolve("boundaries"));
    for (String stage : stages) {
      try (Driver driver = start(place, "2010Q4")) {
        assertThat(driver.awaitStage(stage)).as(driver.told()).isTrue();
        assertThat(driver.killAfter(0)).isTrue();
        assertThat(driver.stages()).as("stages that were done before").startsWith(stage);
      }
    }
    endsAsIfUndisturbed(place);
  }

  @Test
  void aRunThatIsKilledAtRandomMomentsLosesNothingAndShowsNothingHalfDone() throws Exception {
    long seed = System.nanoTime();
    System.out.println("Seed of the moments: " + seed);
    Random random = new Random(seed);
    int killed = 0;
    for (int place = 1; killed < KILLS; place++) {
      assertThat(place).as("runs that had ended before they were killed").isLessThan(3 * KILLS);
      Path where = Files.createDirectory(folder.resolve("random-" + place));
      boolean hasEnded = false;
      while (killed < KILLS && !hasEnded) {
        // So that it reaches every stage, however fast the machine is.
        int seen = random.nextInt(3);
        long moment = seen == 0 ? 5_000L + random.nextInt(40_000) : random.nextInt(10_000);
        try (Driver driver = start(where, "2010Q4")) {
          driver.awaitStages(seen);
          hasEnded = !driver.killAfter(moment);
          killed += hasEnded ? 0 : 1;
          System.out.printf(
              Locale.ROOT,
              "Kill %d %d ms after stage %d, after stages %s%s%n",
              killed,
              moment,
              seen,
              driver.stages(),
              hasEnded ? ", which had ended" : "");
        }
        everythingOrNothingIsPublished(where);
      }
      endsAsIfUndisturbed(where);
    }
  }

  @Test
  void aRunThatIsToldToStopSaysSoAndLosesNothing() throws Exception {
    Path place = Files.createDirectory(folder.resolve("stopped"));
    try (Driver driver = start(place, "2010Q4")) {
      assertThat(driver.awaitStage("ties")).as(driver.told()).isTrue();
      assertThat(driver.stop()).as(driver.told()).isEqualTo(143);
      assertThat(driver.told()).contains("Cannot finish: the program was told to stop.");
    }
    endsAsIfUndisturbed(place);
  }

  @Test
  void twoRunsOfOnePeriodAtOnceAreOneRunAndOneRefusal() throws Exception {
    Path place = Files.createDirectory(folder.resolve("same"));
    try (Driver one = start(place, "2010Q4");
        Driver other = start(place, "2010Q4")) {
      List<Integer> statuses = List.of(one.status(), other.status());
      assertThat(statuses).as(one.told() + other.told()).containsExactlyInAnyOrder(0, 4);
      String refused = statuses.get(0) == 4 ? one.told() : other.told();
      assertThat(refused).contains("Cannot run 2010Q4: another run holds it");
    }
    assertThat(tables(place)).isEqualTo(expected);
  }

  @Test
  void twoRunsOfTwoPeriodsAtOnceBothPublish() throws Exception {
    Path place = Files.createDirectory(folder.resolve("two"));
    try (Driver one = start(place, "2010Q3");
        Driver other = start(place, "2010Q4")) {
      assertThat(one.status()).as(one.told()).isZero();
      assertThat(other.status()).as(other.told()).isZero();
      assertThat(one.told() + other.told()).contains("Waiting: another run holds claims.");
      // The claims are read once.
      assertThat(one.told() + other.told()).containsOnlyOnce("reads the source into claims.*");
    }
    PublicationLedger ledger = ledger(place);
    ledger.verify(table -> {});
    assertThat(ledger.newest())
        .extracting(PublicationLedger.Entry::period)
        .contains("2010Q3", "2010Q4");
  }

  @Test
  void anotherTimeZoneAndLanguageGiveTheSameBits() throws Exception {
    Path place = Files.createDirectory(folder.resolve("kiribati"));
    Map<String, String> elsewhere =
        Map.of(
            "JAVA_TOOL_OPTIONS",
            "-Duser.timezone=Pacific/Kiritimati -Duser.language=tr -Duser.country=TR",
            "TZ",
            "Pacific/Kiritimati");
    try (Driver driver = new Driver(place, elsewhere, command(place, "2010Q4", "run"))) {
      assertThat(driver.status()).as(driver.told()).isZero();
      assertThat(driver.told()).contains("-Duser.language=tr");
    }
    assertThat(tables(place)).isEqualTo(expected);
  }

  /** The tables of an undisturbed run, none of them half done before. */
  @Test
  void aFullDiskOfTheWarehouseIsToldAndLeavesRoomForTheNextRun() throws Exception {
    Path place = Files.createDirectory(folder.resolve("full"));
    try (SmallDisk disk = SmallDisk.mount(place.resolve("warehouse"), "24m")) {
      try (Driver driver = start(place, "2010Q3")) {
        assertThat(driver.status()).as(driver.told()).isZero();
      }
      Map<String, String> before = tables(place);
      disk.leave(64 << 10);
      try (Driver driver = start(place, "2010Q4")) {
        assertThat(driver.status()).as(driver.told()).isEqualTo(1);
        assertThat(driver.told()).contains("no space is left on the disk of ");
      }
      disk.free();
      everythingOrNothingIsPublished(place);
      Map<String, String> published = new TreeMap<>(tables(place));
      published.keySet().removeIf(table -> !table.startsWith("published."));
      assertThat(before).containsAllEntriesOf(published);
      try (Driver driver = start(place, "2010Q4")) {
        assertThat(driver.status()).as(driver.told()).isZero();
      }
      ledger(place).verify(table -> {});
    }
  }

  @Test
  void aFullDiskForWhatIsSpilledIsToldAndNothingIsPublished() throws Exception {
    Path place = Files.createDirectory(folder.resolve("spilled"));
    try (SmallDisk disk = SmallDisk.mount(place.resolve("spill"), "1m")) {
      disk.leave(16 << 10);
      Map<String, String> environment = Map.of("SPARK_LOCAL_DIRS", disk.path().toString());
      try (Driver driver = new Driver(place, environment, command(place, "2010Q4", "run"))) {
        assertThat(driver.status()).as(driver.told()).isEqualTo(1);
        assertThat(driver.told()).contains("no space is left on the disk of ");
      }
      everythingOrNothingIsPublished(place);
    }
    endsAsIfUndisturbed(place);
  }

  private static Driver start(Path place, String period) throws IOException {
    return start(place, period, "run");
  }

  private static Driver start(Path place, String period, String command) throws IOException {
    return new Driver(place, Map.of(), command(place, period, command));
  }

  private static List<String> command(Path place, String period, String command) {
    return Submit.command(
        command,
        "--period=" + period,
        "--set=source.format=canonical",
        "--set=source.path=" + undisturbed.claims(),
        "--set=source.synthetic=true",
        "--set=warehouse=" + warehouse(place));
  }

  private static String warehouse(Path place) {
    return place.resolve("warehouse").toString();
  }

  private static Map<String, String> tables(Path place) {
    DeltaLog.clearCache();
    return Fingerprints.of(spark, warehouse(place));
  }

  private static PublicationLedger ledger(Path place) {
    DeltaLog.clearCache();
    return new PublicationLedger(spark, new TableStore(spark, warehouse(place)));
  }

  private static void everythingOrNothingIsPublished(Path place) {
    PublicationLedger ledger = ledger(place);
    if (!ledger.newest().isEmpty()) {
      ledger.verify(table -> {});
    }
  }

  private static void endsAsIfUndisturbed(Path place) throws Exception {
    try (Driver driver = start(place, "2010Q4")) {
      assertThat(driver.status()).as(driver.told()).isZero();
    }
    assertThat(tables(place)).isEqualTo(expected);
    ledger(place).verify(table -> {});
    RunHistory history = RunHistory.of(new TableStore(spark, warehouse(place)));
    assertThat(history.last().get("2010Q4").status()).isEqualTo("done");
    assertThat(left(place)).isEmpty();
  }

  /** The tables of operations are everybody's: what died on its way to them is for maintenance. */
  private static Set<Path> left(Path place) throws IOException {
    Path warehouse = Path.of(warehouse(place));
    return Leftovers.in(warehouse).stream()
        .filter(file -> !file.startsWith(warehouse.resolve("ops")))
        .collect(Collectors.toSet());
  }
}
