package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;

class DelimitedFileTest {

  @Test
  void fieldsAreStrippedAndEmptyOnesAreNull() {
    assertThat(records("a,b,c,d\n  x y  ,,\"\",\" \"\n"))
        .containsExactly(row("x y", null, null, null));
  }

  @Test
  void quotesHoldDelimitersQuotesAndLineBreaks() {
    assertThat(records("a,b\n\"x,y\",\"say \"\"yes\"\"\"\n\"two\nlines\",z\n"))
        .containsExactly(row("x,y", "say \"yes\""), row("two\nlines", "z"));
  }

  @Test
  void aQuoteInsideAFieldIsACharacterLikeAnyOther() {
    assertThat(records("a,b\n5\" pipe,x\n")).containsExactly(row("5\" pipe", "x"));
  }

  @Test
  void aRowThatBeginsWithAHashIsARow() {
    assertThat(records("a,b\n#1,x\n2,y\n")).containsExactly(row("#1", "x"), row("2", "y"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() {
    assertThat(open("\uFEFFa,b\n1,2\n").header()).containsExactly("a", "b");
    assertThat(open("\uFEFF\"a\",b\n1,2\n").header()).containsExactly("a", "b");
  }

  @Test
  void theDelimiterIsTheOneThatTheFirstLineHasMostOf() {
    assertThat(records("\n\ta\tb\n1\t2,5\t\n\t\t x \n"))
        .as("an empty name, and a comma within a field")
        .containsExactly(row("1", "2,5", null), row(null, null, "x"));
    assertThat(records("a|b,c|d\n1,2|3| \n")).containsExactly(row("1,2", "3", null));
    assertThat(records("a;b\n1,2;3\n")).containsExactly(row("1,2", "3"));
    assertThat(records("a\n1;2|3\n")).as("a single column").containsExactly(row("1;2|3"));
  }

  @Test
  void ofDelimitersAsOftenInTheFirstLineTheFirstOfCommaBarTabSemicolonCounts() {
    assertThat(records("a\tb,c\n1,2\t3\n")).containsExactly(row("1", "2\t3"));
    assertThat(records("a|b\tc\n1|2\t3\n")).containsExactly(row("1", "2\t3"));
    assertThat(records("a;b\tc\n1;2\t3\n")).containsExactly(row("1;2", "3"));
  }

  @Test
  void recordsMayAllEndWithADelimiterThatTheHeaderDoesNotHave() {
    assertThat(problems("a|b\n1|2|\n3||\n5|6\n7|8|9\n10|11||\na|b\n"))
        .containsExactly(
            null,
            null,
            "field_count 2 fields in a file of 2 columns",
            "field_count 3 fields in a file of 2 columns",
            "field_count 4 fields in a file of 2 columns",
            "header_repeated");
    assertThat(problems("a|b\n1|2\n3|4|\n"))
        .as("the first record does not")
        .containsExactly(null, "field_count 3 fields in a file of 2 columns");
    assertThat(problems("a|b|\n1|2|\n3|4\n"))
        .as("the header does")
        .containsExactly(null, "field_count 2 fields in a file of 3 columns");
  }

  @Test
  void aFileWithoutAHeaderBeginsWithItsFirstRecord() {
    for (String text : List.of("07, x\n2,y\n", "\uFEFF07,x\r\n2,y\r\n", "\n07\tx\n\n2\ty")) {
      DelimitedFile file = open(text, List.of("a", "b"));
      assertThat(file.header()).containsExactly("a", "b");
      assertThat(file.next()).containsExactly("07", "x");
      assertThat(file.rowNumber()).isEqualTo(1);
      assertThat(file.next()).containsExactly("2", "y");
      assertThat(file.rowNumber()).isEqualTo(2);
      assertThat(file.next()).isNull();
    }
  }

  @Test
  void aFirstLineWithoutANumberIsAHeaderEvenWhereNoneIsNeeded() {
    DelimitedFile file = open("c,d1\n1,2\n", List.of("a", "b"));
    assertThat(file.header()).containsExactly("c", "d1");
    assertThat(rest(file)).containsExactly(row("1", "2"));
  }

  @Test
  void aRecordOfAnotherWidthThanTheColumnsOfAFileWithoutAHeaderIsAProblem() {
    assertThat(problems(open("1,2,3\n1,2\n", List.of("a", "b"))))
        .containsExactly("field_count 3 fields in a file of 2 columns", null);
  }

  @Test
  void linesMayEndAsOnWindowsAndTheLastOneNotAtAll() {
    assertThat(records("a,b\r\n1,2\r\n3,4")).containsExactly(row("1", "2"), row("3", "4"));
  }

  @Test
  void linesOfOneFileMayEndInDifferentWays() {
    assertThat(records("a,b\r\n1,2\n3,4\r5,\"6\r\n7\"\r\n"))
        .containsExactly(row("1", "2"), row("3", "4"), row("5", "6\n7"));
  }

  @Test
  void blankLinesAreNoRecordsAndAreNotNumbered() {
    DelimitedFile file = open("\n\na,b\n\n1,2\n\n\n3,4\n\n");
    assertThat(file.header()).containsExactly("a", "b");
    assertThat(file.next()).containsExactly("1", "2");
    assertThat(file.rowNumber()).isEqualTo(1);
    assertThat(file.next()).containsExactly("3", "4");
    assertThat(file.rowNumber()).isEqualTo(2);
    assertThat(file.next()).isNull();
    assertThat(file.rowNumber()).isEqualTo(2);
  }

  @Test
  void aRecordOfAnotherWidthIsAProblem() {
    assertThat(problems("a,b\n1\n1,2\n1,2,3\n"))
        .containsExactly(
            "field_count 1 fields in a file of 2 columns",
            null,
            "field_count 3 fields in a file of 2 columns");
  }

  @Test
  void theHeaderOnceMoreIsAProblem() {
    assertThat(problems("a,b\n1,2\na,b\n")).containsExactly(null, "header_repeated");
  }

  @Test
  void textThatIsNotUtf8IsAProblemThatNamesTheColumnAndNotTheValue() {
    byte[] latin = "a,b\n1,Zürich\n2,Bern\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(problems(new DelimitedFile("x.csv", new ByteArrayInputStream(latin), List.of())))
        .containsExactly("encoding b is not UTF-8", null);
  }

  @Test
  void nulAndOtherControlCharactersAreProblemsAndNoBlanks() {
    assertThat(problems("a,b\n\0x,y\nx,y\u001bz\nx,\"y\t\n\"\n"))
        .containsExactly("control_character a holds one", "control_character b holds one", null);
  }

  @Test
  void aFieldThatBeginsWithAQuoteIsAProblem() {
    assertThat(problems("a,b\n1,\"x\"y\n2,\"say \"yes\", twice\"\n3,say \"yes\"\n"))
        .containsExactly(
            "stray_quote b begins with a quote",
            "field_count 3 fields in a file of 2 columns",
            null);
  }

  @Test
  void aQuoteThatTakesTheNextRowsQuoteForItsEndIsRefused() {
    assertThatThrownBy(() -> records("a,b\n1,\"x\n2,\"y\n3,z\n"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("or a quote is not closed");
  }

  @Test
  void whatLooksLikeTheEndBeforeTheEndLosesNothing() {
    for (String text : List.of("a,b\n1,\uFFFF\n3,4\n", "a\n\uFFFF\n2\n", "a,b\n1,2\n3,\"")) {
      assertThatThrownBy(() -> records(text)).isInstanceOf(UserException.class);
    }
  }

  @Test
  void utf16IsRefused() {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] bytes = "\uFEFFa,b\n".getBytes(charset);
      assertThatThrownBy(
              () -> new DelimitedFile("x.csv", new ByteArrayInputStream(bytes), List.of()))
          .isInstanceOf(UserException.class)
          .hasMessage("Unsupported encoding of x.csv: it is UTF-16. Write the file as UTF-8.");
    }
  }

  @Test
  void anythingBehindTheLastPartOfAGzipFileIsRefused() throws IOException {
    ByteArrayOutputStream more = new ByteArrayOutputStream();
    more.write(gzip("a,b\n1,2\n"));
    more.write(new byte[40]);
    assertThatThrownBy(
            () ->
                rest(
                    new DelimitedFile(
                        "x.csv.gz", new ByteArrayInputStream(more.toByteArray()), List.of())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the gzip file is truncated or damaged");
  }

  @Test
  void anEmptyFileIsRefused() {
    for (String text : List.of("", "\n\n")) {
      assertThatThrownBy(() -> open(text))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "Invalid file x.csv: it is empty."
                  + " Give the file with its header and rows, or remove it.");
    }
  }

  @Test
  void aFileOfAHeaderAloneHasNoRecords() {
    assertThat(records("a,b\n")).isEmpty();
  }

  @Test
  void aQuoteThatIsNeverClosedIsRefusedAndDoesNotSwallowTheRestOfTheFile() {
    assertThatThrownBy(() -> records("a,b\n1,2\n\"3,4\n5,6\n7,8\n"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read x.csv after row 1: a field is longer than 65536 characters, or a quote is"
                + " not closed. Fetch or write the file again.");
  }

  @Test
  void aFieldBeyondAllMeasureIsRefused() {
    assertThatThrownBy(() -> records("a,b\n1," + "x".repeat(70_000) + "\n"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read x.csv after row 0: a field is longer than 65536 characters, or a quote is"
                + " not closed. Fetch or write the file again.");
  }

  @Test
  void aGzipFileIsReadLikeThePlainOne() throws IOException {
    byte[] bytes = gzip("a,b\n1,2\n");
    assertThat(rest(new DelimitedFile("x.csv.gz", new ByteArrayInputStream(bytes), List.of())))
        .containsExactly(row("1", "2"));
  }

  @Test
  void gzipFilesPutTogetherAreReadToTheEnd() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip("a,b\n1,2\n"));
    both.write(gzip("3,4\n"));
    assertThat(
            rest(
                new DelimitedFile(
                    "x.csv.gz", new ByteArrayInputStream(both.toByteArray()), List.of())))
        .containsExactly(row("1", "2"), row("3", "4"));
  }

  @Test
  void aTruncatedGzipFileIsRefused() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 1000; i++) {
      text.append(random.nextLong()).append(",x\n");
    }
    byte[] whole = gzip(text.toString());
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(
            () -> rest(new DelimitedFile("x.csv.gz", new ByteArrayInputStream(half), List.of())))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "Cannot read x.csv.gz after row \\d+: the gzip file is truncated or damaged\\."
                + " Fetch or write the file again\\.");
  }

  @Test
  void aPlainFileNamedGzIsRefused() {
    assertThatThrownBy(
            () ->
                new DelimitedFile(
                    "x.csv.gz",
                    new ByteArrayInputStream("a,b\n".getBytes(StandardCharsets.UTF_8)),
                    List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read x.csv.gz after row 0: the gzip file is truncated or damaged."
                + " Fetch or write the file again.");
  }

  private static DelimitedFile open(String text) {
    return open(text, List.of());
  }

  private static DelimitedFile open(String text, List<String> headless) {
    return new DelimitedFile(
        "x.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), headless);
  }

  private static List<List<String>> records(String text) {
    return rest(open(text));
  }

  private static List<List<String>> rest(DelimitedFile file) {
    List<List<String>> rows = new ArrayList<>();
    for (String[] fields = file.next(); fields != null; fields = file.next()) {
      rows.add(Arrays.asList(fields));
    }
    return rows;
  }

  private static List<String> problems(String text) {
    return problems(open(text));
  }

  private static List<String> problems(DelimitedFile file) {
    List<String> problems = new ArrayList<>();
    rest(file).forEach(fields -> problems.add(file.problem(fields.toArray(String[]::new))));
    return problems;
  }

  private static List<String> row(String... fields) {
    return Arrays.asList(fields);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
