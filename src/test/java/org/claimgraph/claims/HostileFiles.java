package org.claimgraph.claims;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Files of claim lines as a stranger may write them. In their texts {@code @} is the number of the
 * file, so that no two files have a claim in common.
 */
final class HostileFiles {

  static final String HEADER =
      "claim_id,line_number,patient_id,npi,service_from,service_to,hcpcs,units,paid_amount";

  private static final String GOOD = "@a,1,p1,1234567893,2010-01-01,,99213,1,10.00";
  private static final String OTHER = "@b,1,p2,1003000126,2010-02-02,,99214,1,20.00";

  /**
   * One file.
   *
   * @param what in a few words
   * @param ending of its name
   * @param rows data records that were put into it; -1 where it should be refused as a whole
   */
  record Input(String what, String ending, byte[] bytes, int rows) {

    boolean refused() {
      return rows < 0;
    }
  }

  private final List<Input> inputs = new ArrayList<>();
  private final Path scratch;

  private HostileFiles(Path scratch) {
    this.scratch = scratch;
  }

  /** Every file, in the order in which the table lists them. */
  static List<Input> all(Path scratch) throws IOException {
    HostileFiles files = new HostileFiles(scratch);
    files.encodings();
    files.lines();
    files.quotes();
    files.headers();
    files.values();
    files.dates();
    files.numbers();
    files.keys();
    files.compressed();
    files.parquet();
    return files.inputs;
  }

  private void encodings() {
    String text = lines(HEADER, GOOD, "@b,1,Jos\u00e9,1003000126,2010-02-02,,99214,1,20.00");
    text("byte order mark", 2, "\uFEFF" + text);
    text(
        "byte order mark before a quoted header",
        1,
        "\uFEFF\"claim_id\"" + lines(HEADER.substring(8), GOOD));
    encoded("ISO-8859-1", 2, text, StandardCharsets.ISO_8859_1);
    encoded(
        "Windows-1252 in a column that is not read",
        2,
        lines(HEADER + ",name", GOOD + ",M\u00fcller", OTHER + ",Muller"),
        Charset.forName("windows-1252"));
    encoded("UTF-16 with a mark, big endian", -1, "\uFEFF" + text, StandardCharsets.UTF_16BE);
    encoded("UTF-16 with a mark, little endian", -1, "\uFEFF" + text, StandardCharsets.UTF_16LE);
    encoded("UTF-16 without a mark", -1, text, StandardCharsets.UTF_16LE);
    text("letters beyond the basic plane", 1, lines(HEADER, GOOD.replace("p1", "p\uD83D\uDE00")));
    text(
        "NUL around and inside values",
        3,
        lines(HEADER, GOOD.replace("p1", "\0p1"), OTHER.replace("99214", "99\0214"), "\0"));
    text("other control characters", 2, lines(HEADER, GOOD.replace("p1", "p\u001b1"), OTHER));
    text(
        "U+FFFF at the end of a record", -1, lines(HEADER, GOOD.replace("10.00", "\uFFFF"), OTHER));
  }

  private void lines() {
    text("lines end with CR LF", 2, lines(HEADER, GOOD, OTHER).replace("\n", "\r\n"));
    text("lines end with CR", 2, lines(HEADER, GOOD, OTHER).replace("\n", "\r"));
    text(
        "lines end with CR LF, LF and CR in turn",
        3,
        HEADER + "\r\n" + GOOD + "\n" + OTHER + "\r" + OTHER.replace(",1,p2", ",2,p2"));
    text("no end of the last line", 2, lines(HEADER, GOOD, OTHER).strip());
    text("blank lines and lines of blanks", 2, lines("", HEADER, " \t ", GOOD, "", "", OTHER, ""));
    text("a line of delimiters alone", 2, lines(HEADER, GOOD, ",,,,,,,,"));
    text("rows of fewer and of more fields", 3, lines(HEADER, GOOD, "@b,1,p2", OTHER + ",x"));
    text("an end-of-file mark of DOS", 2, lines(HEADER, GOOD, OTHER) + "\u001a");
    text("a comment line", 2, lines(HEADER, "# exported on Monday", GOOD));
    text("empty file", -1, "");
    text("blank lines alone", -1, "\n \n\n");
    text("header alone", 0, lines(HEADER));
    text("a field of 3 MB", -1, lines(HEADER, GOOD.replace("99213", "x".repeat(3 << 20)), OTHER));
    text(
        "a field of 60,000 characters",
        1,
        lines(HEADER, GOOD.replace("99213", "x".repeat(60_000))));
    text("tabs between fields", 2, lines(HEADER, GOOD, OTHER).replace(',', '\t'));
  }

  private void quotes() {
    text(
        "delimiter, quotes and line break inside quotes",
        3,
        lines(
            HEADER,
            GOOD.replace("99213", "\"9,9\""),
            OTHER.replace("99214", "\"say \"\"yes\"\"\""),
            "@c,1,p3,1234567893,2010-01-01,,\"9\n9\",1,1.00"));
    text(
        "every field in quotes, with blanks around",
        1,
        lines(HEADER, " \"" + GOOD.replace(",", "\" , \"") + "\" "));
    text("a quote inside a field", 1, lines(HEADER, GOOD.replace("99213", "5\" tube")));
    text(
        "quotes that are not doubled",
        2,
        lines(HEADER, GOOD.replace("99213", "\"the \"BEST\" clinic\""), OTHER));
    text(
        "quotes escaped by a backslash",
        2,
        lines(HEADER, GOOD.replace("99213", "\"say \\\"yes\\\"\""), OTHER));
    text(
        "text behind a closing quote",
        2,
        lines(HEADER, GOOD.replace("99213", "\"99213\"x"), OTHER));
    text(
        "a quote that is never closed", -1, lines(HEADER, GOOD.replace("99213", "\"99213"), OTHER));
    text(
        "a quote that is never closed, in the last field of all",
        -1,
        lines(HEADER, GOOD, OTHER.replace("20.00", "\"")).strip());
    text(
        "a quote that the quote of the next row closes",
        -1,
        lines(HEADER, GOOD.replace("99213", "\"99213"), OTHER.replace("99214", "\"99214")));
    text("apostrophes for quotes", 1, lines(HEADER, GOOD.replace("99213", "'99213'")));
  }

  private void headers() {
    text(
        "header in other order, case and among other columns",
        1,
        lines(
            "X,PAID_AMOUNT,Npi,SERVICE_FROM,y,patient_id,Line_Number,CLAIM_ID",
            "z,10.00,1234567893,20100101,z,p1,1,@a"));
    text("header repeated among the rows", 3, lines(HEADER, GOOD, HEADER, OTHER));
    text(
        "header repeated in another order",
        2,
        lines(
            HEADER,
            GOOD,
            "line_number,claim_id,patient_id,npi,service_from,service_to,hcpcs,units,paid_amount"));
    text("no header", -1, lines(GOOD, OTHER));
    text("a required column is missing", -1, lines(HEADER.replace(",npi", ""), GOOD));
    text(
        "a required column is renamed", -1, lines(HEADER.replace("patient_id", "member_id"), GOOD));
    text("a column twice", -1, lines(HEADER + ",npi", GOOD + ",1003000126"));
    text("a column twice, in other case", -1, lines(HEADER + ",NPI", GOOD + ",1003000126"));
    text("a column twice that is not read", 1, lines(HEADER + ",x,x", GOOD + ",1,2"));
    text("a column without a name", 1, lines(HEADER + ",", GOOD + ",1"));
    text("semicolons where the header has commas", 1, lines(HEADER, GOOD.replace(',', ';')));
  }

  private void values() {
    text(
        "~, NULL and \\N for null",
        3,
        lines(
            HEADER,
            "@a,1,p1,~,2010-01-01,NULL,\\N,~,~",
            "@b,1,~,1003000126,2010-01-01,,,,",
            "@c,1,p3,x,~,,,,"));
    text(
        "null, N/A and - for null",
        3,
        lines(
            HEADER,
            GOOD.replace("99213", "null"),
            OTHER.replace(",1,20.00", ",N/A,20.00"),
            "@c,1,p3,1234567893,-,,,,"));
    text(
        "words that are no code of the layout",
        2,
        lines(
            "claim_id,line_number,patient_id,npi,service_from,claim_type,npi_role",
            "@a,1,p1,1234567893,2010-01-01,dental,",
            "@b,1,p1,1234567893,2010-01-01,PROFESSIONAL,Rendering"));
    text(
        "formulas of a spreadsheet",
        2,
        lines(HEADER, GOOD.replace("99213", "=1+1"), OTHER.replace("20.00", "=1+1")));
    text(
        "markup and SQL",
        2,
        lines(
            HEADER,
            GOOD.replace("99213", "<script>alert(1)</script>"),
            OTHER.replace("p2", "' OR '1'='1")));
  }

  private void dates() {
    text("dates in two spellings", 2, lines(HEADER, GOOD, OTHER.replace("2010-02-02", "20100202")));
    text(
        "dates of other orders and with times",
        4,
        lines(
            HEADER,
            day("@a", "01/31/2010"),
            day("@b", "31.01.2010"),
            day("@c", "2010-01-31T00:00:00"),
            day("@d", "40209")));
    text(
        "days that are not there",
        4,
        lines(
            HEADER,
            day("@a", "2010-02-30"),
            day("@b", "2009-02-29"),
            day("@c", "2010-13-01"),
            day("@d", "20100000")));
    text(
        "years 0001, 1900, 2099 and 12345",
        4,
        lines(
            HEADER,
            day("@a", "0001-01-01"),
            day("@b", "1900-01-01"),
            day("@c", "2099-12-31"),
            day("@d", "12345-01-01")));
    text(
        "last day before the first, and one that is no day",
        2,
        lines(
            HEADER,
            GOOD.replace(",,99213", ",2009-12-31,99213"),
            OTHER.replace(",,99214", ",soon,99214")));
    text(
        "digits of other scripts in a date",
        1,
        lines(HEADER, day("@a", "\u0662\u0660\u0661\u0660-01-01")));
  }

  private static String day(String claim, String day) {
    return claim + ",1,p1,1234567893," + day + ",,99213,1,10.00";
  }

  private void numbers() {
    text(
        "amounts with an exponent",
        3,
        lines(HEADER, paid("@a", "1e2"), paid("@b", "1.5E+1"), paid("@c", "1e-9")));
    text(
        "amounts with more than two decimals",
        2,
        lines(HEADER, paid("@a", "10.005"), paid("@b", "10.0100")));
    text(
        "NaN and Infinity",
        3,
        lines(HEADER, paid("@a", "NaN"), paid("@b", "Infinity"), paid("@c", "-Infinity")));
    text(
        "thousand separators, currency, comma, brackets",
        4,
        lines(
            HEADER,
            paid("@a", "\"1,234.50\""),
            paid("@b", "$10"),
            paid("@c", "\"10,50\""),
            paid("@d", "(10.00)")));
    text("signs", 3, lines(HEADER, paid("@a", "-10.00"), paid("@b", "+10"), paid("@c", "10.00-")));
    text(
        "huge amounts: 2^31, 2^63, 9.2e18 cents, 1e400",
        5,
        lines(
            HEADER,
            paid("@a", "2147483648"),
            paid("@b", "9223372036854775808"),
            paid("@c", "92233720368547758.07"),
            paid("@d", "9999999999999999.99"),
            paid("@e", "1e400")));
    text(
        "hexadecimal, suffixes, digits of other scripts",
        3,
        lines(HEADER, paid("@a", "0x10"), paid("@b", "10d"), paid("@c", "\uff11\uff10")));
    text(
        "line numbers 2^31, 2^63, 1.0, 1e0, -1",
        5,
        lines(
            HEADER,
            line("2147483648"),
            line("9223372036854775808"),
            line("1.0"),
            line("1e0"),
            line("-1")));
    text(
        "units 2^31, 0.0001, 1e3, text",
        4,
        lines(
            HEADER,
            units("@a", "2147483648"),
            units("@b", "0.0001"),
            units("@c", "1e3"),
            units("@d", "one")));
  }

  private static String paid(String claim, String amount) {
    return claim + ",1,p1,1234567893,2010-01-01,,99213,1," + amount;
  }

  private static String line(String number) {
    return "@a," + number + ",p1,1234567893,2010-01-01,,99213,1,10.00";
  }

  private static String units(String claim, String units) {
    return claim + ",1,p1,1234567893,2010-01-01,,99213," + units + ",10.00";
  }

  private void keys() {
    text(
        "blank keys",
        5,
        lines(
            HEADER,
            ",1,p1,1234567893,2010-01-01,,,,",
            "@b,,p1,1234567893,2010-01-01,,,,",
            "@c,1, ,1234567893,2010-01-01,,,,",
            "@d,1,p1,\"\",2010-01-01,,,,",
            "@e,1,p1,1234567893,,,,,"));
    text("a line three times", 3, lines(HEADER, GOOD, GOOD, GOOD));
    text(
        "a line that contradicts an earlier one",
        2,
        lines(HEADER, GOOD, GOOD.replace("10.00", "11.00")));
    text("keys of 300 characters", 1, lines(HEADER, GOOD.replace("@a", "@" + "a".repeat(300))));
    text(
        "keys with blanks around, in other case and with a no-break space",
        3,
        lines(
            HEADER,
            " @a ,1,p1,1234567893,2010-01-01,,,,",
            "@A,1,P1,1234567893,2010-01-01,,,,",
            "@a\u00a0,1,p1,1234567893,2010-01-01,,,,"));
    text(
        "a claim of two patients",
        4,
        lines(
            HEADER,
            GOOD,
            "@a,2,p2,1234567893,2010-01-01,,99213,1,10.00",
            "@a,3,p1,1234567893,2010-02-30,,99213,1,10.00",
            OTHER));
    text(
        "NPIs with a wrong check digit, 9 and 11 digits, letters, digits of other scripts",
        5,
        lines(
            HEADER,
            npi("@a", "1234567890"),
            npi("@b", "123456789"),
            npi("@c", "12345678931"),
            npi("@d", "12345X7893"),
            npi("@e", "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff13")));
  }

  private static String npi(String claim, String npi) {
    return claim + ",1,p1," + npi + ",2010-01-01,,99213,1,10.00";
  }

  private void compressed() throws IOException {
    String text = lines(HEADER, GOOD, OTHER);
    bytes("gz", "csv.gz", 2, number -> gzip(at(number, text)));
    bytes(
        "two gz files put together",
        "csv.gz",
        3,
        number ->
            joined(
                gzip(at(number, text)),
                gzip(
                    at(
                        number,
                        lines(HEADER, OTHER.replace("@b", "@c")).substring(HEADER.length() + 1)))));
    bytes(
        "two gz files put together, each with its header",
        "csv.gz",
        4,
        number ->
            joined(
                gzip(at(number, text)),
                gzip(at(number, lines(HEADER, OTHER.replace("@b", "@c"))))));
    bytes(
        "two gz files put together, the lines of one end with CR LF",
        "csv.gz",
        3,
        number ->
            joined(
                gzip(at(number, text).replace("\n", "\r\n")),
                gzip(at(number, OTHER.replace("@b", "@c") + "\n"))));
    bytes("gz of an empty text", "csv.gz", -1, number -> gzip(""));
    bytes("gz of no bytes", "csv.gz", -1, number -> new byte[0]);
    bytes("gz cut off in the middle", "csv.gz", -1, number -> cut(gzip(at(number, text)), 40));
    bytes(
        "gz without its last byte",
        "csv.gz",
        -1,
        number -> cut(gzip(at(number, text)), gzip(at(number, text)).length - 1));
    bytes(
        "gz with a flipped bit in the data",
        "csv.gz",
        -1,
        number -> flipped(gzip(at(number, text)), 30));
    bytes(
        "gz with a wrong checksum",
        "csv.gz",
        -1,
        number -> flipped(gzip(at(number, text)), gzip(at(number, text)).length - 6));
    bytes(
        "gz with text behind it",
        "csv.gz",
        -1,
        number -> joined(gzip(at(number, text)), utf8("more")));
    bytes(
        "gz with zeros behind it",
        "csv.gz",
        -1,
        number -> joined(gzip(at(number, text)), new byte[512]));
    bytes(
        "gz with a damaged second part",
        "csv.gz",
        -1,
        number -> joined(gzip(at(number, text)), cut(gzip(at(number, text)), 15)));
    bytes("text that is called .gz", "csv.gz", -1, number -> utf8(at(number, text)));
    bytes("gz that is called .csv", "csv", -1, number -> gzip(at(number, text)));
  }

  private void parquet() throws IOException {
    String texts =
        "message m {required binary claim_id (UTF8); required binary line_number (UTF8);"
            + " optional binary patient_id (UTF8); optional binary npi (UTF8);"
            + " optional binary service_from (UTF8);}";
    Consumer<Group> good =
        row ->
            row.append("line_number", "1")
                .append("patient_id", "p1")
                .append("npi", "1234567893")
                .append("service_from", "2010-01-01");
    bytes("Parquet of texts", "parquet", 1, number -> parquet(texts, number, good));
    bytes(
        "Parquet with columns in other order and case, and further ones",
        "parquet",
        1,
        number ->
            parquet(
                "message m {optional double x; optional binary NPI (UTF8); optional binary Service_From (UTF8);"
                    + " optional int64 LINE_NUMBER; required binary claim_id (UTF8); optional binary patient_id (UTF8);}",
                number,
                row ->
                    row.append("LINE_NUMBER", 1L)
                        .append("patient_id", "p1")
                        .append("NPI", "1234567893")
                        .append("Service_From", "20100101")));
    bytes(
        "Parquet with numbers for ids, dates and amounts",
        "parquet",
        1,
        number ->
            parquet(
                "message m {required binary claim_id (UTF8); optional double line_number; optional int64 patient_id;"
                    + " optional double npi; optional int32 service_from; optional double paid_amount;}",
                number,
                row ->
                    row.append("line_number", 1.0)
                        .append("patient_id", 17L)
                        .append("npi", 1234567893.0)
                        .append("service_from", 20100101)
                        .append("paid_amount", 12345678.9)));
    bytes(
        "Parquet with days, times at midnight and later, and a decimal",
        "parquet",
        2,
        number ->
            parquet(
                "message m {required binary claim_id (UTF8); optional int32 line_number; optional binary patient_id (UTF8);"
                    + " optional binary npi (UTF8); optional int64 service_from (TIMESTAMP(MILLIS,true)); optional int32 service_to (DATE);"
                    + " optional int64 paid_amount (DECIMAL(18,2));}",
                number,
                row ->
                    row.append("line_number", 1)
                        .append("patient_id", "p1")
                        .append("npi", "1234567893")
                        .append("service_from", 14_610 * 86_400_000L)
                        .append("service_to", 14_611)
                        .append("paid_amount", 1050L),
                row ->
                    row.append("line_number", 2)
                        .append("patient_id", "p1")
                        .append("npi", "1234567893")
                        .append("service_from", 14_610 * 86_400_000L + 1000)
                        .append("service_to", 14_611)
                        .append("paid_amount", 1050L)));
    bytes(
        "Parquet with a word for a number, and nulls",
        "parquet",
        2,
        number ->
            parquet(
                texts,
                number,
                row ->
                    row.append("line_number", "one")
                        .append("patient_id", "p1")
                        .append("npi", "1234567893")
                        .append("service_from", "2010-01-01"),
                row -> row.append("line_number", "2")));
    bytes(
        "Parquet with ~ and NULL for null",
        "parquet",
        1,
        number ->
            parquet(
                texts,
                number,
                row ->
                    row.append("line_number", "1")
                        .append("patient_id", "p1")
                        .append("npi", "~")
                        .append("service_from", "2010-01-01")));
    bytes(
        "Parquet with a group for an id",
        "parquet",
        -1,
        number ->
            parquet(
                "message m {required binary claim_id (UTF8); optional int32 line_number; optional group patient_id {optional binary id (UTF8);}"
                    + " optional binary npi (UTF8); optional binary service_from (UTF8);}",
                number,
                row -> row.append("line_number", 1)));
    bytes(
        "Parquet without a required column",
        "parquet",
        -1,
        number ->
            parquet(
                "message m {required binary claim_id (UTF8); optional binary npi (UTF8);}",
                number,
                row -> {}));
    bytes(
        "Parquet with a column twice, in other case",
        "parquet",
        -1,
        number -> parquet(texts.replace(";}", "; optional binary NPI (UTF8);}"), number, good));
    bytes("Parquet of no bytes", "parquet", -1, number -> new byte[0]);
    bytes(
        "text that is called .parquet",
        "parquet",
        -1,
        number -> utf8(at(number, lines(HEADER, GOOD))));
    bytes("Parquet cut off", "parquet", -1, number -> cut(parquet(texts, number, good), 200));
    bytes(
        "Parquet with a flipped bit in the data",
        "parquet",
        -1,
        number -> flipped(parquet(texts, number, good), 60));
    bytes(
        "csv that is called .parquet.csv",
        "parquet.csv",
        1,
        number -> utf8(at(number, lines(HEADER, GOOD))));
  }

  private interface Content {
    byte[] of(int number) throws IOException;
  }

  private void text(String what, int rows, String text) {
    encoded(what, rows, text, StandardCharsets.UTF_8);
  }

  private void encoded(String what, int rows, String text, Charset charset) {
    inputs.add(new Input(what, "csv", at(inputs.size() + 1, text).getBytes(charset), rows));
  }

  private void bytes(String what, String ending, int rows, Content content) throws IOException {
    inputs.add(new Input(what, ending, content.of(inputs.size() + 1), rows));
  }

  private static String at(int number, String text) {
    return text.replace("@", Integer.toString(number));
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(utf8(text));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= 4;
    return bytes;
  }

  @SafeVarargs
  private byte[] parquet(String schema, int number, Consumer<Group>... rows) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Path file = scratch.resolve(number + ".parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(
                HadoopOutputFile.fromPath(
                    new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
            .withType(type)
            .build()) {
      for (Consumer<Group> row : rows) {
        Group group = new SimpleGroupFactory(type).newGroup().append("claim_id", number + "a");
        row.accept(group);
        writer.write(group);
      }
    }
    return Files.readAllBytes(file);
  }
}
