package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.claims.HostileFiles.Input;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger can put in a file: nothing is lost, and nothing is changed without a word. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class HostileFilesTest {

  /** Written anew by -Dhostile.write=true. */
  private static final Path TABLE = Path.of("src/test/HOSTILE.md");

  private static final String TOP =
      """
      # What becomes of hostile files

      Each file holds lines of claims in the layout `canonical`. Of a row that is accepted the table shows patient, npi, first
      and last day, procedure × units, and paid amount as they are read; remarks are those of `ops.reconciliation`. A file that is
      refused ends the run with status 3 before any table changes. `HostileFilesTest` compares this table with what happens;
      `-Dtest=HostileFilesTest -Dhostile.write=true` writes it anew.

      | | file | rows | what becomes of them |
      |---|---|---|---|
      """;

  private static final String[] READ = {
    "source_file",
    "source_row",
    "concat_ws(' ', patient_id, coalesce(npi, '-'), concat_ws('..', service_from, service_to),"
        + " coalesce(hcpcs, '-') || coalesce(' × ' || units, ''), coalesce(CAST(paid_amount AS STRING), '-')) AS value"
  };

  private static final int MUTATIONS = 500;

  @TempDir Path folder;
  @TempDir Path scratch;

  @Test
  void everyFileIsReadOrRefusedAsTheTableSaysAndNoRowIsLost(SparkSession spark) throws IOException {
    List<Input> inputs = HostileFiles.all(scratch);
    assertThat(inputs).hasSizeGreaterThan(60);
    Map<String, Fate> fates = readTogether(spark, inputs);
    StringBuilder table = new StringBuilder(TOP);
    long lost = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      String became;
      if (input.refused()) {
        became = refusal(spark, input, i + 1);
      } else {
        Fate fate = fates.get(name(input, i + 1));
        assertThat(fate.rowsIn).as(input.what()).isEqualTo(input.rows());
        lost += input.rows() - fate.known();
        became = fate.told();
      }
      table.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %s | %s |%n",
              i + 1,
              input.what(),
              input.refused() ? "" : input.rows(),
              became.replace("|", "\\|")));
    }
    table.append(String.format(Locale.ROOT, "%nRows lost: %d%n", lost));
    if (Boolean.getBoolean("hostile.write")) {
      Files.writeString(TABLE, table);
    }
    assertThat(table.toString()).isEqualTo(Files.readString(TABLE));
    assertThat(lost).isZero();
  }

  private static String name(Input input, int number) {
    return String.format(Locale.ROOT, "claim_line.%02d.%s", number, input.ending());
  }

  private String refusal(SparkSession spark, Input input, int number) throws IOException {
    Path alone = Files.createDirectory(scratch.resolve("alone-" + number));
    Files.write(alone.resolve(name(input, number)), input.bytes());
    try {
      new SmallSource("canonical", alone).read(spark);
    } catch (Exception failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof UserException refused) {
          assertThat(refused.exitStatus()).isEqualTo(3);
          return "refused: " + refused.getMessage();
        }
      }
      throw failure;
    }
    return fail(input.what() + " is not refused");
  }

  /** What became of the rows of one file. */
  private static final class Fate {

    private final SortedMap<Long, String> rows = new TreeMap<>();
    private final SortedMap<String, Long> filtered = new TreeMap<>();
    private final SortedMap<String, Long> remarks = new TreeMap<>();
    private long rowsIn;

    void add(long row, String what) {
      assertThat(rows.put(row, what)).as("another fate of row " + row).isNull();
    }

    long known() {
      return rows.size() + filtered.values().stream().mapToLong(Long::longValue).sum();
    }

    String told() {
      List<String> told = new ArrayList<>();
      rows.forEach((row, what) -> told.add(row + ": " + what));
      filtered.forEach((reason, times) -> told.add(times + " filtered, " + reason));
      remarks.forEach((remark, times) -> told.add(times + " remarked, " + remark));
      return String.join("<br>", told);
    }
  }

  /** Reads all files that are not refused as one source, which costs one run of the door. */
  private Map<String, Fate> readTogether(SparkSession spark, List<Input> inputs)
      throws IOException {
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).refused()) {
        Files.write(folder.resolve(name(inputs.get(i), i + 1)), inputs.get(i).bytes());
      }
    }
    Files.writeString(folder.resolve("notes.txt"), "not a claim");
    Files.createDirectories(folder.resolve("_temporary/0"));
    Files.writeString(folder.resolve("_temporary/0/claim_line.csv"), "half a file");
    Intake intake = new SmallSource("canonical", folder).nulls("~", "NULL", "\\N").read(spark);
    assertThat(intake.ignored()).containsExactly("notes.txt");
    return fates(spark, intake);
  }

  private static Map<String, Fate> fates(SparkSession spark, Intake intake) {
    Map<String, Fate> fates = new TreeMap<>();
    for (Row file : intake.rowsIn(spark).collectAsList()) {
      fates.computeIfAbsent(file.getString(0), name -> new Fate()).rowsIn = file.getLong(1);
    }
    for (Row line : ClaimLines.of(intake).selectExpr(READ).collectAsList()) {
      fates.get(line.getString(0)).add(line.getLong(1), "`" + shown(line.getString(2)) + "`");
    }
    for (Row row : intake.rejected().collectAsList()) {
      String why = row.getString(2) + (row.isNullAt(3) ? "" : " " + row.getString(3));
      fates.get(row.getString(0)).add(row.getLong(1), "rejected, " + why);
    }
    for (Row row : intake.fates().where("rejected IS NULL").collectAsList()) {
      Fate fate = fates.get(row.getString(0));
      String filtered = row.getAs("filtered");
      if (filtered != null) {
        fate.filtered.merge(filtered, 1L, Long::sum);
      } else {
        row.<String>getList(row.fieldIndex("remarks"))
            .forEach(remark -> fate.remarks.merge(remark, 1L, Long::sum));
      }
    }
    return fates;
  }

  /** A value with what cannot be seen made visible, and long ones cut. */
  private static String shown(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .replaceAll("a{100,}", "a…")
        .replaceAll("x{100,}", "x…")
        .codePoints()
        .forEach(
            c ->
                shown.append(
                    c > ' ' && c < 127 || c == ' ' || c == '…' || c == '×'
                        ? Character.toString(c)
                        : String.format(Locale.ROOT, "\\u%04x", c)));
    return shown.toString();
  }

  @Test
  void noMutationOfAGoodFileMakesTheDoorFailOrLoseARow(SparkSession spark) throws IOException {
    Random random = new Random(20_101);
    Map<String, Long> expected = new TreeMap<>();
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String text = Mutation.of(good(i), random);
      String name = String.format(Locale.ROOT, "claim_line.%03d.csv", i);
      long records = records(name, text);
      if (records < 0) {
        refused++;
      } else {
        Files.writeString(folder.resolve(name), text);
        expected.put(name, records);
      }
    }
    assertThat(refused).as("files refused").isBetween(1, MUTATIONS / 2);
    Map<String, Fate> fates =
        fates(spark, new SmallSource("canonical", folder).nulls("~").read(spark));
    assertThat(fates.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, records) -> {
          assertThat(fates.get(name).rowsIn).as(name).isEqualTo(records);
          assertThat(fates.get(name).known()).as(name).isEqualTo(records);
        });
  }

  private static String good(int number) {
    StringBuilder text = new StringBuilder(HostileFiles.HEADER).append('\n');
    for (int line = 1; line <= 6; line++) {
      text.append(number)
          .append("c,")
          .append(line)
          .append(",p,1234567893,2010-01-0")
          .append(line)
          .append(",20100110,99213,1,10.50\n");
    }
    return text.toString();
  }

  /** How many records a file has; -1 where it is refused. */
  private static long records(String name, String text) {
    Preset preset =
        Preset.of(
            "claim_line",
            "-- gives: claim\n-- required: claim_id, line_number, patient_id, npi, service_from");
    try {
      DelimitedFile file =
          new DelimitedFile(
              name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), List.of());
      SourceRecords.positions(preset, new SourceFile(name, name), file.header());
      while (file.next() != null) {
        // to the end
      }
      if (text.indexOf('"') < 0) {
        assertThat(file.rowNumber()).as(name).isEqualTo(lines(text) - 1);
      }
      return file.rowNumber();
    } catch (UserException refused) {
      assertThat(refused.exitStatus()).isEqualTo(3);
      return -1;
    }
  }

  /** Lines that are not blank: records of a text without quotes, and the header. */
  private static long lines(String text) {
    return Stream.of(text.split("[\r\n]"))
        .filter(line -> line.chars().anyMatch(HostileFilesTest::isSeen))
        .count();
  }

  private static boolean isSeen(int c) {
    return c > ' ' && c != '\uFEFF' || c == 0 || c == 1;
  }
}
