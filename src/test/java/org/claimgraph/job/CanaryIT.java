package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.claimgraph.job.Submit.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Marked people go through runs that succeed and fail, with the event log on and log lines of
 * information; then every byte that these runs wrote is searched for them.
 */
class CanaryIT {

  private static final String KEY = "a key of the canary test, 32 and more letters";
  private static final String NAME = "Zebulon Quackenbush";
  private static final LocalDate BORN = LocalDate.of(1931, 7, 13);
  private static final int PEOPLE = 6;

  @TempDir static Path root;

  private static final Map<String, Result> RESULTS = new TreeMap<>();

  @BeforeAll
  static void runEverything() throws Exception {
    Path key = root.resolve("key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, KEY);
    writeSource(root.resolve("source"));
    writeSource(root.resolve("cut"));
    byte[] gzip = gzip(claims());
    Files.write(root.resolve("cut/claim_line.z.csv.gz"), Arrays.copyOf(gzip, gzip.length - 20));
    CompletableFuture<Result> failingCast =
        submit(
            "cast", "source", "ingest", "source.columns.claim_line.units=CAST(patient_id AS INT)");
    CompletableFuture<Result> failingSum =
        submit("cut-off", "cut", "ingest", "source.max-rejected-share=1");
    CompletableFuture<Result> whole =
        submit("whole", "source", "run", "source.max-rejected-share=0.9");
    RESULTS.put("cast", failingCast.get());
    RESULTS.put("cut-off", failingSum.get());
    RESULTS.put("whole", whole.get());
  }

  private static CompletableFuture<Result> submit(
      String name, String source, String command, String setting) throws IOException {
    Path place = Files.createDirectory(root.resolve(name));
    for (String folder : List.of("local", "tmp", "events")) {
      Files.createDirectory(place.resolve(folder));
    }
    Map<String, String> environment =
        Map.of(
            "SPARK_LOCAL_DIRS",
            place.resolve("local").toString(),
            "JAVA_TOOL_OPTIONS",
            "-Djava.io.tmpdir=" + place.resolve("tmp"));
    String[] arguments = {
      command,
      "--verbose",
      "--period=2010Q4",
      "--set=source.format=canonical",
      "--set=source.path=" + root.resolve(source),
      "--set=source.pseudonym-key-file=" + root.resolve("key"),
      "--set=warehouse=" + place.resolve("warehouse"),
      "--set=encounter.policy=any",
      "--set=" + setting,
      "--",
      "--conf",
      "spark.eventLog.enabled=true",
      "--conf",
      "spark.eventLog.dir=" + place.resolve("events").toUri(),
      "--conf",
      "spark.eventLog.compress=false",
      "--conf",
      "spark.log.level=INFO"
    };
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            Result result = Submit.submitWithoutUmask(place, environment, arguments);
            Files.writeString(place.resolve("out"), result.out());
            Files.writeString(place.resolve("err"), result.err());
            return result;
          } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  private static String id(int person) {
    return "CANARY-7Q" + person + "-BENE";
  }

  private static String claims() {
    StringBuilder text =
        new StringBuilder(
            "claim_id,line_number,patient_id,npi,service_from,hcpcs,units,paid_amount,name,born\n");
    for (int person = 0; person < PEOPLE; person++) {
      for (int line = 1; line <= 3; line++) {
        text.append(
            String.format(
                Locale.ROOT,
                "c%1$d,%2$d,%3$s,100300012%2$d,2010-0%2$d-11,99213,1,80.00,%4$s,%5$s%n",
                person,
                line,
                id(person),
                NAME,
                BORN));
      }
    }
    return text.toString();
  }

  private static void writeSource(Path source) throws IOException {
    Files.createDirectory(source);
    String end = "," + NAME + "," + BORN + "\n";
    Files.writeString(
        source.resolve("claim_line.csv"),
        claims()
            + "c0,1,"
            + id(0)
            + ",1003000121,2010-01-11,99213,1,80.00"
            + end
            + "c0,1,"
            + id(1)
            + ",1003000121,2010-01-12,99213,1,80.00"
            + end
            + "d1,1,"
            + id(1)
            + ",1003000121,"
            + NAME
            + ",99213,1,80.00"
            + end
            + "d2,"
            + id(2)
            + ","
            + id(2)
            + ",1003000121,2010-01-11,99213,"
            + BORN
            + ",80.00"
            + end
            + "d3,1,"
            + id(3)
            + "\n"
            + "d4,1,"
            + id(4)
            + ",1003000121,2010-01-11,99213,1,"
            + id(4)
            + end);
    StringBuilder people = new StringBuilder("patient_id,birth_date,sex,zip,name\n");
    for (int person = 0; person < PEOPLE; person++) {
      people
          .append(id(person))
          .append(',')
          .append(BORN)
          .append(",female,02115,")
          .append(NAME)
          .append('\n');
    }
    people
        .append(id(1))
        .append(',')
        .append(NAME)
        .append(",female,02115,")
        .append(NAME)
        .append('\n');
    Files.writeString(source.resolve("beneficiary.csv"), people);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void runsEndAsTheyShould() {
    assertThat(RESULTS.get("whole").status()).as(RESULTS.get("whole").err()).isZero();
    assertThat(RESULTS.get("cut-off").status()).isEqualTo(3);
    assertThat(RESULTS.get("cut-off").err())
        .contains("Cannot read claim_line.z.csv.gz after row", "\tat org.claimgraph.claims.");
    assertThat(RESULTS.get("cast").status()).isEqualTo(3);
    assertThat(RESULTS.get("cast").err()).contains("rows are rejected (");
  }

  @Test
  void nothingThatWasWrittenHoldsAnIdANameOrADateOfBirth() throws IOException {
    List<byte[]> marks = marks();
    assertThat(find(root.resolve("source"), marks)).as("the search finds what is there").hasSize(2);
    for (String run : RESULTS.keySet()) {
      assertThat(find(root.resolve(run), marks)).as(run).isEmpty();
    }
  }

  @Test
  void datesOfBirthAreInTheTableOfBeneficiariesAlone() throws IOException {
    TreeSet<String> tables = new TreeSet<>();
    for (Path file : files(root.resolve("whole/warehouse"))) {
      if (file.toString().endsWith(".parquet")
          && rows(file).contains(": " + BORN.toEpochDay() + "\n")) {
        tables.add(root.resolve("whole/warehouse").relativize(file.getParent()).toString());
      }
    }
    assertThat(tables).containsExactly("claims/beneficiary");
  }

  @Test
  void pseudonymsAreInTheTablesSoThatTheSearchCanSeeThem() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] hash = mac.doFinal(id(0).getBytes(StandardCharsets.UTF_8));
    byte[] pseudonym = HexFormat.of().formatHex(hash, 0, 16).getBytes(StandardCharsets.UTF_8);
    assertThat(find(root.resolve("whole"), List.of(pseudonym)))
        .anyMatch(file -> file.startsWith("warehouse/claims/claim_line/"))
        .anyMatch(file -> file.startsWith("warehouse/network/patient_physician/"))
        .allMatch(file -> file.endsWith(".parquet"));
  }

  @Test
  void noTemporaryFileIsLeft() throws IOException {
    for (String run : RESULTS.keySet()) {
      for (String folder : List.of("local", "tmp", "warehouse/_staging", "warehouse/_locks")) {
        Path place = root.resolve(run).resolve(folder);
        assertThat(Files.exists(place) ? files(place) : List.of()).as(place.toString()).isEmpty();
      }
      assertThat(files(root.resolve(run).resolve("events"))).as("event log").isNotEmpty();
    }
  }

  @Test
  void whatRunsWriteIsClosedToOthersWhateverTheUmask() throws IOException {
    Set<PosixFilePermission> open =
        EnumSet.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);
    try (Stream<Path> written = Files.walk(root.resolve("whole/warehouse"))) {
      List<Path> all = written.toList();
      assertThat(all).hasSizeGreaterThan(100);
      for (Path path : all) {
        assertThat(Files.getPosixFilePermissions(path))
            .as(path.toString())
            .doesNotContainAnyElementsOf(open);
      }
    }
  }

  /** What must not be found: texts in several encodings, in hex, and in base64 at any offset. */
  private static List<byte[]> marks() {
    List<String> texts = new ArrayList<>(List.of(NAME, BORN.toString()));
    for (int person = 0; person < PEOPLE; person++) {
      texts.add(id(person));
    }
    List<byte[]> marks = new ArrayList<>();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      marks.add(bytes);
      marks.add(text.getBytes(StandardCharsets.UTF_16LE));
      marks.add(text.getBytes(StandardCharsets.UTF_16BE));
      marks.add(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.UTF_8));
      marks.add(HexFormat.of().withUpperCase().formatHex(bytes).getBytes(StandardCharsets.UTF_8));
      for (int before = 0; before < 3; before++) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        // The first and the last letter also depend on what stands beside the text.
        marks.add(
            base64
                .substring(before == 0 ? 0 : before + 1, base64.length() - 1)
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    return marks;
  }

  /** Files below a folder that hold one of the marks; of Parquet also what they hold unpacked. */
  private static List<String> find(Path folder, List<byte[]> marks) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files(folder)) {
      String content = latin(Files.readAllBytes(file));
      if (file.toString().endsWith(".parquet")) {
        content += latin(rows(file).getBytes(StandardCharsets.UTF_8));
      }
      if (marks.stream().map(CanaryIT::latin).anyMatch(content::contains)) {
        found.add(folder.relativize(file).toString());
      }
    }
    return found;
  }

  /** Bytes as letters, one for one. */
  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String rows(Path parquet) throws IOException {
    StringBuilder rows = new StringBuilder();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(
                new GroupReadSupport(), new org.apache.hadoop.fs.Path(parquet.toUri()))
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.append(row);
      }
    }
    return rows.toString();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
