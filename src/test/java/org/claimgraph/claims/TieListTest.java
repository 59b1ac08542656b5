package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.tables.Reconciliation;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class TieListTest {

  private static final String UNDIRECTED = "npi_a,npi_b,shared_patients";

  @TempDir Path folder;

  private SmallSource source(String name, String... lines) throws IOException {
    return new SmallSource("shared-patients", folder).with(name, lines);
  }

  /** from_npi, to_npi, directed, pair_count, patients, same_day. */
  private static List<String> pairs(Intake intake) {
    return texts(
        TieList.pairs(intake),
        "from_npi",
        "to_npi",
        "directed",
        "pair_count",
        "patients",
        "same_day");
  }

  @Test
  void theFileOfCmsHasFiveColumnsAndNoHeader(SparkSession spark) throws IOException {
    SmallSource source =
        source(
            "physician-shared-patient-patterns-2015-days180.txt",
            "0003000126,1003000407,56,46,0",
            "1003000407,0003000126,30,21,5");
    assertThat(pairs(source.read(spark, 0)))
        .containsExactly(
            "0003000126 1003000407 true 56 46 0", "1003000407 0003000126 true 30 21 5");
  }

  @Test
  void blanksTabsAndEndsOfLinesOfOtherSystemsMakeNoDifference(SparkSession spark)
      throws IOException {
    Intake blanks = source("a.csv", "\uFEFF1, 2, 56, 46, 0\r", "2, 1, 30, 21, 5\r").read(spark, 0);
    assertThat(pairs(blanks)).containsExactly("1 2 true 56 46 0", "2 1 true 30 21 5");
    Files.delete(folder.resolve("a.csv"));
    Intake tabs = source("b.tsv", "", "1\t2\t56\t46\t0", "", "2\t1\t30\t21\t5").read(spark, 0);
    assertThat(pairs(tabs)).containsExactly("1 2 true 56 46 0", "2 1 true 30 21 5");
  }

  @Test
  void docGraphNamesItsColumnsInOneWayAndHopTeamingInAnother(SparkSession spark)
      throws IOException {
    Intake docGraph =
        source(
                "docgraph.csv",
                "NPI_From,npi_to,shared_transaction_count,patient_total,same_day_total",
                "1,2,56,46,0")
            .read(spark, 0);
    assertThat(pairs(docGraph)).containsExactly("1 2 true 56 46 0");
    Files.delete(folder.resolve("docgraph.csv"));
    Intake hops =
        source(
                "hop.csv",
                "from_npi,to_npi,patient_count,transaction_count,average_day_wait,std_day_wait",
                "1,2,46,56,12.5,9.75")
            .read(spark, 0);
    assertThat(pairs(hops)).containsExactly("1 2 true 56 46 -");
  }

  @Test
  void aPlainListHasNoDirection(SparkSession spark) throws IOException {
    SmallSource source =
        source("ties.csv", "shared_patients,npi_b,npi_a,note", "3,01,02,x", "4,10,9,y");
    assertThat(pairs(source.read(spark, 0)))
        .containsExactly("01 02 false - 3 -", "10 9 false - 4 -");
  }

  @Test
  void aListMayBeCompressedOrParquet(SparkSession spark) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.csv.gz")))) {
      out.write((UNDIRECTED + "\n01,02,3\n").getBytes(StandardCharsets.UTF_8));
    }
    TextTable.of(spark, "npi_a STRING, npi_b STRING, shared_patients BIGINT", "03 02 4")
        .coalesce(1)
        .write()
        .parquet(folder.resolve("b.parquet").toString());
    Intake intake = new SmallSource("shared-patients", folder).read(spark, 0);
    assertThat(pairs(intake)).containsExactly("01 02 false - 3 -", "02 03 false - 4 -");
    assertThat(intake.sha256()).hasSize(2);
  }

  @Test
  void everyRowThatIsNoTieIsRejectedOrFilteredWithAReason(SparkSession spark) throws IOException {
    Intake intake =
        source(
                "a.csv",
                "1,2,56,46,0",
                ",2,56,46,0",
                "1,,56,46,0",
                "1,3,56,,0",
                "1,3,56,0,0",
                "1,3,56,-1,0",
                "1,3,56,4.5,0",
                "1,3,56,9223372036854775808,0",
                "1,3,x,46,0",
                "1,3,0,46,0",
                "1,3,56,46,-1",
                "1,3,56,46",
                "from_npi,to_npi,pair_count,patients,same_day",
                "3,3,56,46,0",
                "1,2,56,46,00",
                "1,2,57,46,0",
                "1,4,40,9223372036854775807,",
                "2,1,,46,")
            .read(spark);
    assertThat(texts(intake.rejected(), "row_number", "reason", "detail"))
        .containsExactlyInAnyOrder(
            "2 missing_id from_npi",
            "3 missing_id to_npi",
            "4 invalid_number patients",
            "5 invalid_number patients",
            "6 invalid_number patients",
            "7 invalid_number patients",
            "8 invalid_number patients",
            "9 invalid_number pair_count",
            "10 invalid_number pair_count",
            "11 invalid_number same_day",
            "12 field_count 4 fields in a file of 5 columns",
            "13 header_repeated -",
            "16 conflicting_row has the key of another row");
    assertThat(pairs(intake))
        .containsExactly(
            "1 2 true 56 46 0", "1 4 true 40 9223372036854775807 -", "2 1 true - 46 -");
    assertThat(reconciled(spark, intake))
        .containsExactly(
            "a.csv 18 3 13 2 {repeated_row -> 1, self_pair -> 1} {more_patients_than_pairs -> 1}");
  }

  @Test
  void aPairGivenTwiceInAPlainListIsOneTieWhateverTheOrder(SparkSession spark) throws IOException {
    Intake intake =
        source("a.csv", UNDIRECTED, "1,2,5", "2,1,5", "2,3,5", "x,x,9")
            .with("b.csv", UNDIRECTED, "3,2,6", "1,2,05", "3,4,6,")
            .with("nodes.csv", "npi", "1", "1", "9")
            .read(spark);
    assertThat(pairs(intake)).containsExactly("1 2 false - 5 -", "2 3 false - 5 -");
    assertThat(texts(intake.rejected(), "source_file", "row_number", "reason"))
        .containsExactly("b.csv 1 conflicting_row", "b.csv 3 field_count");
    assertThat(reconciled(spark, intake))
        .containsExactly(
            "a.csv 4 2 0 2 {repeated_row -> 1, self_pair -> 1} {}",
            "b.csv 3 0 2 1 {repeated_row -> 1} {}",
            "nodes.csv 3 2 0 1 {repeated_row -> 1} {}");
  }

  @Test
  void aNodeFileTellsWhatIsKnownOfPhysicians(SparkSession spark) throws IOException {
    Intake intake =
        source("ties.csv", UNDIRECTED, "1,2,5")
            .with(
                "nodes.csv",
                "npi,specialty_group,hospital,hrr,patients,name",
                "01,Primary,050001,7,40,x",
                "2,,,,,x",
                "3,dentist,,,,x",
                "4,other,,,1.5,x",
                ",other,,,,x")
            .read(spark);
    assertThat(
            texts(
                TieList.nodes(intake, spark),
                "npi",
                "specialty_group",
                "hospital",
                "hrr",
                "patients"))
        .containsExactly("01 primary 050001 7 40", "2 unknown - - -");
    assertThat(texts(intake.rejected(), "row_number", "reason", "detail"))
        .containsExactly(
            "3 invalid_code specialty_group", "4 invalid_number patients", "5 missing_id npi");
  }

  @Test
  void aPhysicianWithFewerPatientsThanSharedWithOneColleagueIsRejected(SparkSession spark)
      throws IOException {
    Intake intake =
        source("ties.csv", UNDIRECTED, "1,2,5", "2,3,6", "3,4,7", "4,4,99", "5,6,0")
            .with("directed.csv", "8,9,20,10,0", "9,8,20,11,0")
            .with("nodes.csv", "npi,patients", "1,5", "2,5", "3,6", "4,7", "5,0", "8,11", "9,10")
            .with("more.csv", "npi,hospital", "6,H", "7,H")
            .read(spark);
    assertThat(texts(TieList.nodes(intake, spark), "npi", "patients"))
        .containsExactly("1 5", "4 7", "5 0", "6 -", "7 -", "8 11");
    assertThat(texts(intake.rejected().where("reason <> 'invalid_number'"), "row_number", "reason"))
        .containsExactly("2 fewer_than_shared", "3 fewer_than_shared", "7 fewer_than_shared");
    assertThat(texts(intake.rejected(), "detail")).contains("patients").doesNotContain("-");
    assertThat(pairs(intake)).as("the ties stand").hasSize(5);
    assertThat(reconciled(spark, intake))
        .contains("nodes.csv 7 4 3 0 {} {}", "ties.csv 5 3 1 1 {self_pair -> 1} {}");
  }

  @Test
  void aNodeFileMayBeElsewhere(SparkSession spark) throws IOException {
    source("list/ties.csv", UNDIRECTED, "1,2,5").with("nodes.csv", "npi", "9");
    Path list = folder.resolve("list/ties.csv");
    Intake intake = read(spark, list, folder.resolve("nodes.csv"));
    assertThat(texts(TieList.nodes(intake, spark), "npi")).containsExactly("9");
    assertThat(intake.sha256()).containsOnlyKeys("nodes.csv", "ties.csv");
    assertThat(texts(TieList.nodes(read(spark, list, null), spark), "npi")).isEmpty();
    assertThat(read(spark, folder, folder.resolve("nodes.csv")).sha256())
        .as("named twice, read once")
        .containsOnlyKeys("nodes.csv", "list/ties.csv");
  }

  @Test
  void aNodeFileOfTheSameNameAsAnotherOrThatIsMissingIsRefused(SparkSession spark)
      throws IOException {
    source("list/a.csv", UNDIRECTED, "1,2,5").with("nodes/a.csv", "npi", "9");
    refused(() -> read(spark, folder.resolve("list"), folder.resolve("nodes/a.csv")))
        .hasMessage(
            "Invalid source.nodes: source.path has another file with the name a.csv."
                + " Rename one of the two.");
    Path none = folder.resolve("none.csv");
    refused(() -> read(spark, folder.resolve("list"), none))
        .hasMessage(
            "Missing source.nodes "
                + none
                + ": nothing is there. Set source.nodes to a file or folder that is there.");
  }

  @Test
  void aFileWithOtherColumnsIsRefused(SparkSession spark) throws IOException {
    SmallSource source = source("a.csv", "a,b,n", "x,y,3");
    refused(() -> source.read(spark))
        .hasMessage(
            "Unsupported columns in a.csv: it has neither from_npi, to_npi, patients, nor npi_a,"
                + " npi_b, shared_patients, nor npi, as files of the layout shared-patients do."
                + " Give these columns in a header, or leave the file out of source.path.");
  }

  @Test
  void aSourceWithoutATieIsRefused(SparkSession spark) throws IOException {
    SmallSource source = source("nodes.csv", "npi", "1");
    refused(() -> source.read(spark))
        .hasMessage(
            "Missing ties in source.path "
                + folder
                + ": none of its 1 files is a file of ties of the layout shared-patients"
                + " (.*\\.((csv|txt|tsv)(\\.gz)?|parquet)). Set source.path to the folder of the"
                + " ties, or source.format to their layout.");
    source.with("ties.csv", UNDIRECTED, "1,1,5");
    refused(() -> source.read(spark))
        .hasMessage(
            "Invalid source "
                + folder
                + ": no tie of its 2 rows can be used. Give pairs of two physicians with the number"
                + " of patients that they share.");
  }

  @Test
  void tooManyRejectedRowsAreRefused(SparkSession spark) throws IOException {
    SmallSource source = source("a.csv", "1,2,5", "1,3,5", "2,3,5");
    refused(() -> source.read(spark, 0.5))
        .hasMessage(
            "Invalid source: 3 of 3 rows are rejected (3 field_count in a.csv). Mend the rows, or"
                + " raise source.max-rejected-share = 0.5.");
  }

  private static Intake read(SparkSession spark, Path path, Path nodes) {
    SourceConfig config =
        new SourceConfig(
            "shared-patients",
            path.toString(),
            nodes == null ? null : nodes.toString(),
            null,
            false,
            null,
            0,
            null,
            null,
            null,
            Collections.emptySortedMap(),
            List.of(),
            List.of());
    Intake intake = Intake.survey(spark, config);
    intake.read(spark, null, SmallSource::cached);
    return intake;
  }

  /** Of each file: rows in, accepted, rejected, filtered; filtered by reason; remarks. */
  private static List<String> reconciled(SparkSession spark, Intake intake) {
    return texts(
        Reconciliation.of(intake.rowsIn(spark), intake.fates()),
        "source_file",
        "rows_in",
        "rows_accepted",
        "rows_rejected",
        "rows_filtered",
        "CAST(filtered_by_reason AS STRING)",
        "CAST(remarks AS STRING)");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable read) {
    return assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(3));
  }
}
