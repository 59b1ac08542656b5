package org.claimgraph.claims;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.claimgraph.tables.Sha256;

/**
 * A first pass over the source that writes nothing: every file is read to its end, so that a
 * damaged one is found before a table changes; its records are counted on their own; its bytes are
 * hashed.
 */
final class SourceSurvey {

  private final Map<String, Long> rowsIn = new TreeMap<>();
  private final Map<String, String> sha256 = new TreeMap<>();

  private final Set<String> malformed = new HashSet<>();
  private final Map<String, Set<String>> absent = new HashMap<>();

  private SourceSurvey() {}

  /** What one file holds. */
  private record Found(PresetFile of, Contents contents, String sha256) implements Serializable {}

  /**
   * What the records of a csv file are.
   *
   * @param absent columns of the preset that the file does not have
   * @param rows records
   * @param malformed how many of them are not rows of the columns
   */
  private record Contents(List<String> absent, long rows, long malformed) implements Serializable {

    /** Of a file that Spark reads. */
    static final Contents UNREAD = new Contents(List.of(), 0, 0);
  }

  static SourceSurvey of(SparkSession spark, SourceFiles source) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    List<PresetFile> files = new ArrayList<>();
    source
        .byPreset()
        .forEach((preset, list) -> list.forEach(file -> files.add(new PresetFile(preset, file))));
    List<Found> found =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, files.size())
            .map(file -> file.survey(SourceRecords.open(file.file, hadoop.value())))
            .collect();
    SourceSurvey survey = new SourceSurvey();
    for (Found one : found) {
      survey.add(one);
    }
    for (SourceFile file : source.all()) {
      if (file.isParquet()) {
        survey.rowsIn.put(file.name(), SourceRecords.parquet(spark, file).count());
      }
    }
    return survey;
  }

  private void add(Found found) {
    SourceFile file = found.of.file;
    Contents contents = found.contents;
    rowsIn.put(file.name(), contents.rows);
    sha256.put(file.name(), found.sha256);
    if (contents.malformed > 0) {
      malformed.add(file.name());
    }
    if (!file.isParquet()) {
      absent
          .computeIfAbsent(found.of.preset.name(), preset -> new TreeSet<>(contents.absent))
          .retainAll(contents.absent);
    }
  }

  /** Columns of a kind that none of its csv files has. */
  Set<String> absent(Preset preset) {
    return absent.getOrDefault(preset.name(), Set.of());
  }

  /** Records of each file. */
  Map<String, Long> rowsIn() {
    return rowsIn;
  }

  /** Whether a file has records that are not rows of its columns. */
  boolean hasMalformed(SourceFile file) {
    return malformed.contains(file.name());
  }

  /** SHA-256 of the bytes of each file. */
  Map<String, String> sha256() {
    return sha256;
  }

  /** One file to be surveyed. */
  private record PresetFile(Preset preset, SourceFile file) implements Serializable {

    Found survey(InputStream bytes) {
      MessageDigest digest = Sha256.digest();
      try (InputStream hashed = new DigestInputStream(bytes, digest)) {
        Contents contents = file.isParquet() ? Contents.UNREAD : contents(hashed);
        hashed.transferTo(OutputStream.nullOutputStream());
        return new Found(this, contents, Sha256.hex(digest));
      } catch (IOException unreadable) {
        throw SourceRecords.unreadable(file, unreadable);
      }
    }

    private Contents contents(InputStream bytes) {
      // The parser closes what it reads; the digest still needs the bytes behind the last record.
      DelimitedFile records =
          new DelimitedFile(file.name(), new Unclosed(bytes), preset.headless());
      int[] positions = SourceRecords.positions(preset, file, records.header());
      List<String> absent =
          IntStream.range(0, positions.length)
              .filter(i -> positions[i] < 0)
              .mapToObj(i -> preset.fields().get(i).name())
              .toList();
      long malformed = 0;
      for (String[] record = records.next(); record != null; record = records.next()) {
        malformed += records.problem(record) == null ? 0 : 1;
      }
      return new Contents(absent, records.rowNumber(), malformed);
    }
  }

  private static final class Unclosed extends FilterInputStream {

    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return in.read(bytes, from, length);
    }

    @Override
    public void close() {
      // Left open for the reader behind this one.
    }
  }
}
