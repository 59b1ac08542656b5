package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimgraph.job.Submit.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published synthetic claims of CMS, against figures that others computed from the same files. */
@Tag("long")
class DeSynPufIT {

  private static final Path DATA = Submit.ROOT.resolveSibling("shared/data");

  @TempDir Path folder;

  @Test
  void everyPublishedFigureIsReproducedAndASecondRunDoesNothing() throws Exception {
    assumeTrue(
        Files.isDirectory(DATA.resolve("desynpuf")),
        "Skipped: the DE-SynPUF draws are not at ../shared/data/desynpuf");
    Path config = folder.resolve("de-synpuf.conf");
    Files.writeString(config, config());

    Result check = Submit.submit(folder, "check", "--config", config.toString());
    assertThat(check.status()).as(check.err()).isZero();
    assertThat(check.out())
        .contains(
            "patients   12,935, of them ",
            "physicians 13,393; ",
            "links      31,684 of ",
            "pairs      44,173 of ");
    assertThat(folder.resolve("warehouse")).doesNotExist();

    Result first = Submit.submit(folder, "run", "--config", config.toString());
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(figures(config)).containsExactlyInAnyOrderEntriesOf(EXPECTED);

    Result second = Submit.submit(folder, "run", "--config", config.toString());
    assertThat(second.status()).isZero();
    assertThat(second.err()).contains("Nothing to do: 2010Q4 is up to date");
  }

  private String config() {
    return """
        claimgraph {
          warehouse = "%s"
          source { format = de-synpuf, path = "%s", synthetic = true }
          region { ssa-county = "%s", county-hrr = "%s" }
          period { end = 2010Q4, quarters = 13 }
          encounter { policy = any, roles = [attending, operating, other], min-patients = 1 }
        }
        """
        .formatted(
            folder.resolve("warehouse"),
            DATA.resolve("desynpuf"),
            DATA.resolve("reference/ssa_fips_state_county2017.csv.gz"),
            DATA.resolve("reference/fips_hrr_table.csv.gz"));
  }

  private Map<String, String> figures(Path config) throws IOException, InterruptedException {
    Result result =
        Submit.submit(
            folder,
            "query",
            "--config",
            config.toString(),
            "--format",
            "json",
            "--file",
            Submit.ROOT.resolve("src/test/resources/desynpuf/figures.sql").toString());
    assertThat(result.status()).as(result.err()).isZero();
    Map<String, String> figures = new TreeMap<>();
    for (String line : result.out().lines().toList()) {
      List<String> parts = List.of(line.split("\""));
      figures.put(parts.get(3), parts.get(7));
    }
    return figures;
  }

  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          Map.entry("pairs", "31684"),
          Map.entry("physicians", "13393"),
          Map.entry("patients with a physician", "12935"),
          Map.entry("ties", "36783"),
          Map.entry("sum of weights", "44173"),
          Map.entry("sum of squared weights", "121169"),
          Map.entry("ties of weight 1, 2, 3, 4 and more, 11 and more", "33809 1738 511 725 87"),
          Map.entry("heaviest ties", "2017370966-8198589276:74 9011551271-9612910514:74"),
          Map.entry("physicians of degree 0, 1, 2, 3-9, 10-99, 100+", "850 2282 1868 6282 2104 7"),
          Map.entry("top degree", "1499149511:152"),
          Map.entry("components and largest", "1170 9061"),
          Map.entry("hospitals, with 10, 20, 50 physicians", "2275 394 113 11"),
          Map.entry("ties inside one hospital", "12680"),
          Map.entry("adjusted degree: median, min, max of hospital medians", "300.0 100.0 800.0"),
          Map.entry(
              "referrals in 30 days, their pairs, patients, same day", "14016 18741 18016 12979"),
          Map.entry(
              "referrals in 60 days, their pairs, patients, same day", "17774 23187 22060 12979"),
          Map.entry(
              "referrals in 90 days, their pairs, patients, same day", "20792 26949 25398 12979"),
          Map.entry(
              "referrals in 180 days, their pairs, patients, same day", "27459 35559 32760 12979"),
          Map.entry("decedents, of 2010", "1803 611"),
          Map.entry("decedents with an inpatient claim, their rows, paid", "347 594 5480230.00"),
          Map.entry("decedents utilization days", "3395"),
          Map.entry("inpatient rows", "22950"),
          Map.entry("patients of last-two-years, in all", "611 40000"),
          Map.entry(
              "hospital days, readmissions, national prices of all", "128362 2135 254063075.91"),
          Map.entry(
              "hospital days, readmissions, national prices of last-two-years",
              "1532 26 2901480.51"),
          Map.entry("patients of all whose HRR is known, unknown; HRRs", "39384 616 295"),
          Map.entry("patients of all with a hospital; hospitals", "12959 2030"),
          Map.entry(
              "patients of all with a Charlson score of 0, 1, 2, 3 and more; sum, greatest",
              "28900 2546 2292 6262 40974 22"));
}
