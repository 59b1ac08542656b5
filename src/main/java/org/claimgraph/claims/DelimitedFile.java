package org.claimgraph.claims;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.claimgraph.UserException;

/**
 * The records of one csv or csv.gz file, one after the other. Fields are separated by the one of
 * comma, vertical bar, tab and semicolon that the first line has most of, of equal ones by the
 * first in this order. They are stripped of blanks around them, empty ones are null, blank lines
 * are skipped. A record is never split or repaired: what is wrong with it is said by {@link
 * #problem}. Lines may end with CR, LF or both, each in its own way.
 *
 * <p>Where the first record ends with a delimiter and its header does not, every record of the file
 * must end so.
 */
final class DelimitedFile {

  private static final int LONGEST_FIELD = 65_536;
  private static final int MOST_COLUMNS = 4_096;
  private static final char REPLACEMENT = '\uFFFD';
  private static final char QUOTE = '"';
  private static final String DELIMITERS = ",|\t;";

  /** Put as a last line behind every file: a quote that is not closed swallows it. */
  private static final String END = "\uFFFF";

  private final String name;
  private final CsvParser parser;
  private final String[] header;
  private final boolean delimiterAtEnd;
  private String[] firstRecord;
  private long rowNumber;

  /**
   * Opens a file and reads its header.
   *
   * @param name how the file is called in messages; a name ending in .gz is decompressed
   * @param headless names of the columns of a file without a header, which is one whose first line
   *     has a number for a field; empty where every file has a header
   * @throws UserException where the file is empty or cannot be read
   */
  DelimitedFile(String name, InputStream bytes, List<String> headless) {
    this.name = name;
    parser = begin(bytes);
    String[] first = parse();
    if (first == null) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Invalid file " + name + ": it is empty.",
          "Give the file with its header and rows, or remove it.");
    }
    boolean isHeader =
        headless.isEmpty() || Arrays.stream(first).noneMatch(DelimitedFile::isNumber);
    header = isHeader ? first : headless.toArray(String[]::new);
    firstRecord = isHeader ? parse() : first;
    delimiterAtEnd =
        firstRecord != null
            && firstRecord.length == header.length + 1
            && firstRecord[header.length] == null;
  }

  private boolean isGzip() {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static boolean isNumber(String field) {
    return field != null && field.matches("[0-9]+");
  }

  private CsvParser begin(InputStream bytes) {
    try {
      BufferedInputStream plain =
          new BufferedInputStream(isGzip() ? unzipped(bytes) : bytes, 1 << 16);
      refuseUtf16(plain);
      CsvParser begun = new CsvParser(settings(delimiter(plain)));
      InputStream end = new ByteArrayInputStream(("\n" + END).getBytes(StandardCharsets.UTF_8));
      begun.beginParsing(
          new LineFeeds(
              new InputStreamReader(new SequenceInputStream(plain, end), StandardCharsets.UTF_8)));
      return begun;
    } catch (UserException refused) {
      throw refused;
    } catch (IOException | RuntimeException unreadable) {
      throw unreadable(unreadable);
    }
  }

  /** Unlike the JDK, Commons Compress takes nothing behind a member for the end of the file. */
  @SuppressWarnings("deprecation") // its builder is not there in Spark 3.5
  private static InputStream unzipped(InputStream bytes) throws IOException {
    return new GzipCompressorInputStream(bytes, true);
  }

  private void refuseUtf16(BufferedInputStream bytes) throws IOException {
    bytes.mark(2);
    int mark = bytes.read() << 8 | bytes.read();
    bytes.reset();
    if (mark == 0xFEFF || mark == 0xFFFE) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Unsupported encoding of " + name + ": it is UTF-16.",
          "Write the file as UTF-8.");
    }
  }

  /** Looks at the first line that is not blank. */
  private static char delimiter(BufferedInputStream bytes) throws IOException {
    boolean text = false;
    int[] times = new int[DELIMITERS.length()];
    bytes.mark(LONGEST_FIELD);
    for (int i = 0; i < LONGEST_FIELD; i++) {
      int next = bytes.read();
      if (next < 0 || text && (next == '\n' || next == '\r')) {
        break;
      }
      text |= next > ' ';
      int delimiter = DELIMITERS.indexOf(next);
      if (delimiter >= 0) {
        times[delimiter]++;
      }
    }
    bytes.reset();
    int most = 0;
    for (int i = 1; i < times.length; i++) {
      most = times[i] > times[most] ? i : most;
    }
    return DELIMITERS.charAt(most);
  }

  private static CsvParserSettings settings(char delimiter) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(delimiter);
    settings.getFormat().setLineSeparator("\n");
    settings.setMaxCharsPerColumn(LONGEST_FIELD);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setReadInputOnSeparateThread(false);
    settings.setErrorContentLength(0);
    settings.setCommentProcessingEnabled(false);
    settings.trimQuotedValues(true);
    // NUL is no blank.
    settings.setSkipBitsAsWhitespace(false);
    return settings;
  }

  /** Names of the columns, as written; of a file without a header those it was opened with. */
  String[] header() {
    return header;
  }

  /** The fields of the next record; null after the last. */
  String[] next() {
    String[] fields = firstRecord == null ? parse() : firstRecord;
    firstRecord = null;
    if (fields != null) {
      rowNumber++;
    }
    return fields;
  }

  /** Number of the record that {@link #next} gave last, 1 for the first after a header. */
  long rowNumber() {
    return rowNumber;
  }

  /** What makes a record unusable as a whole, reason first, without a value; null if nothing. */
  String problem(String[] fields) {
    if (Arrays.equals(fields, header)) {
      return "header_repeated";
    }
    if (!hasItsWidth(fields)) {
      return "field_count " + fields.length + " fields in a file of " + header.length + " columns";
    }
    for (int i = 0; i < header.length; i++) {
      String why = fields[i] == null ? null : problem(fields[i]);
      if (why != null) {
        return why.formatted(header[i]);
      }
    }
    return null;
  }

  private static String problem(String field) {
    if (field.charAt(0) == QUOTE) {
      return "stray_quote %s begins with a quote";
    }
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == REPLACEMENT) {
        return "encoding %s is not UTF-8";
      }
      if (c < ' ' && c != '\t' && c != '\n') {
        return "control_character %s holds one";
      }
    }
    return null;
  }

  private boolean hasItsWidth(String[] fields) {
    return delimiterAtEnd
        ? fields.length == header.length + 1 && fields[header.length] == null
        : fields.length == header.length;
  }

  private String[] parse() {
    String[] fields;
    try {
      fields = parser.parseNext();
    } catch (RuntimeException unreadable) {
      throw unreadable(unreadable);
    }
    String last = fields == null ? null : fields[fields.length - 1];
    if (last != null && last.endsWith(END)) {
      if (fields.length > 1 || !last.equals(END) || parser.parseNext() != null) {
        throw unreadable(null);
      }
      return null;
    }
    if (fields != null && spansLines(fields)) {
      throw unreadable(null);
    }
    return fields;
  }

  /**
   * Whether a stray quote has swallowed the end of a line: how many records these are is unknown.
   */
  private static boolean spansLines(String[] fields) {
    for (String field : fields) {
      if (field != null && field.charAt(0) == QUOTE && field.indexOf('\n') > 0) {
        return true;
      }
    }
    return false;
  }

  /** The parser's own message quotes the row; only its kind is told. */
  private UserException unreadable(Exception exception) {
    String why =
        "a field is longer than " + LONGEST_FIELD + " characters, or a quote is not closed";
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        why = isGzip() ? "the gzip file is truncated or damaged" : "reading failed";
      }
    }
    return new UserException(
        UserException.Fault.INPUT,
        "Cannot read " + name + " after row " + rowNumber + ": " + why + ".",
        "Fetch or write the file again.");
  }
}
