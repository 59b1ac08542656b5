package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.claimgraph.job.Submit.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jobs/submit} as a scheduler meets it: any folder, paths with blanks, exit statuses. */
class SubmitIT {

  @TempDir static Path temporary;

  private static Path folder;

  @BeforeAll
  static void simulate() throws Exception {
    folder = Files.createDirectory(temporary.resolve("a folder with blanks"));
    Result simulated =
        submit(
            "simulate",
            "--output=the claims",
            "--patients=100",
            "--hrrs=2",
            "--hospitals-per-hrr=2",
            "--physicians-per-hospital=6",
            "--seed=5",
            "--effect=spending=0.2");
    assertThat(simulated.status()).as(simulated.err()).isZero();
    assertThat(folder.resolve("the claims/truth.json")).content().contains("\"effect\" : 0.2");
  }

  private static Result submit(String... arguments) throws IOException, InterruptedException {
    return Submit.submit(folder, arguments);
  }

  @Test
  void helpListsEveryCommandAndVersionNamesSpark() throws Exception {
    Result help = submit("--help");
    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains(
            "run",
            "ingest",
            "ties",
            "measures",
            "outcomes",
            "associate",
            "publish",
            "report",
            "check",
            "query")
        .contains("serve", "verify", "export", "maintain")
        .contains("3   input rejected");
    Result version = submit("--version");
    assertThat(version.status()).isZero();
    assertThat(version.out()).contains("claimgraph 0.1.0 (", "Spark ");
  }

  @Test
  void aLayoutIsDescribedWithoutSettings() throws Exception {
    Result described = submit("check", "--describe", "canonical");
    assertThat(described.status()).as(described.err()).isZero();
    assertThat(described.out()).startsWith("claim_line: One line of a claim.");
    Result unknown = submit("check", "--describe=lost");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("Unsupported layout lost");
  }

  @Test
  void aRunWorksFromAnyFolderWithRelativePathsAndBlanks() throws Exception {
    String[] settings = {
      "--set", "source.format=canonical",
      "--set", "source.path=the claims",
      "--set", "source.synthetic=true",
      "--set", "warehouse=the tables",
      "--period", "2010Q4"
    };
    Result run = submit(with("run", settings));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(folder.resolve("the tables/network/tie/_delta_log")).isDirectory();
    Result query =
        submit(
            "query",
            "--set",
            "warehouse=the tables",
            "--format",
            "csv",
            "SELECT region_type, count(*) AS regions FROM network.region_measure"
                + " WHERE region_id <> 'unknown' GROUP BY region_type ORDER BY region_type");
    assertThat(query.out()).isEqualTo("region_type,regions\nhospital,4\nhrr,2\nnation,1\n");
    Result check = submit(with("check", settings));
    assertThat(check.out())
        .contains("rows in claim_line.csv")
        .contains("patients   ", "pairs      ", "memory     about ")
        .contains("ties       is up to date");
  }

  @Test
  void whatHasNoRoomIsRefusedBeforeARun() throws Exception {
    Result check =
        submit(
            "check",
            "--period=2010Q4",
            "--set=source.format=canonical",
            "--set=source.path=the claims",
            "--set=source.synthetic=true",
            "--set=warehouse=never made",
            "--",
            "--conf",
            "spark.memory.fraction=0.99999999");
    assertThat(check.status()).as(check.err()).isEqualTo(2);
    assertThat(check.err())
        .contains("Cannot infer ties: a task needs about ", "spark.driver.memory=");
    assertThat(folder.resolve("never made")).doesNotExist();
  }

  private static String[] with(String command, String... options) {
    return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
  }

  @Test
  void unusableSettingsEndWithStatus2AndNameTheNearest() throws Exception {
    Result run = submit("run", "--period", "2010Q4", "--set", "encounter.polcy=any");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("encounter.polcy")
        .contains("the nearest is encounter.policy")
        .doesNotContain("\tat ");
    assertThat(submit("rnu").status()).isEqualTo(2);
  }

  @Test
  void inputThatIsNotThereOrOfAnotherLayoutEndsWithStatus3() throws Exception {
    Result missing =
        submit(
            "run",
            "--period=2010Q4",
            "--set=source.format=canonical",
            "--set=source.path=nowhere",
            "--set=source.synthetic=true",
            "--set=warehouse=none");
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err()).contains("Missing source.path nowhere: nothing is there.");
    Result layout =
        submit(
            "run",
            "--period=2010Q4",
            "--set=source.format=de-synpuf",
            "--set=source.path=the claims",
            "--set=source.synthetic=true",
            "--set=warehouse=none");
    assertThat(layout.status()).isEqualTo(3);
    assertThat(layout.err()).contains("none of its 7 files is a file of claims");
    assertThat(folder.resolve("none/claims")).doesNotExist();
  }

  @Test
  void aTieListIsCheckedForItsOwnStagesAndRefusesThoseOfClaims() throws Exception {
    Files.writeString(folder.resolve("ties.csv"), "npi_a,npi_b,shared_patients\n01,02,11\n");
    String[] settings = {
      "--set=source.format=shared-patients",
      "--set=source.path=ties.csv",
      "--set=warehouse=listed",
      "--period=2010Q4"
    };
    Result check = submit(with("check", settings));
    assertThat(check.status()).as(check.err()).isZero();
    assertThat(check.out())
        .contains("         1 rows in ties.csv\n")
        .contains("pairs      none to infer: the ties are given as a list\n")
        .contains("ingest     is left out: a tie list has no claims\n")
        .contains("ties       would run: not done yet\n")
        .contains("measures   would run: not done yet\n")
        .contains("outcomes   is left out")
        .contains("associate  is left out");
    Result ingest = submit(with("ingest", settings));
    assertThat(ingest.status()).isEqualTo(2);
    assertThat(ingest.err())
        .contains(
            "Cannot run ingest: it needs claims, and source.format = shared-patients has none.");
  }

  @Test
  void theSparkOfSparkHomeIsUsedAndGetsDeltaWhereItHasNone() throws Exception {
    Path spark = Submit.sparkWithoutDelta();
    Result ingest =
        Submit.submit(
            folder,
            Map.of("SPARK_HOME", spark.toString()),
            "ingest",
            "--period=2010Q4",
            "--set=source.format=canonical",
            "--set=source.path=the claims",
            "--set=source.synthetic=true",
            "--set=warehouse=by another spark");
    assertThat(ingest.status()).as(ingest.err()).isZero();
    assertThat(folder.resolve("by another spark/claims/stay/_delta_log")).isDirectory();
  }
}
