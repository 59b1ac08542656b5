package org.claimgraph.claims;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private SourceSurvey() {}

  /** What one file holds. */
  private record Found(String name, long rows, long malformed, String sha256)
      implements Serializable {}

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
    for (Found file : found) {
      survey.rowsIn.put(file.name, file.rows);
      survey.sha256.put(file.name, file.sha256);
      if (file.malformed > 0) {
        survey.malformed.add(file.name);
      }
    }
    for (SourceFile file : source.all()) {
      if (file.isParquet()) {
        survey.rowsIn.put(file.name(), SourceRecords.parquet(spark, file).count());
      }
    }
    return survey;
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
        long[] counts = file.isParquet() ? new long[2] : count(hashed);
        hashed.transferTo(OutputStream.nullOutputStream());
        String sha256 = Sha256.hex(digest);
        return new Found(file.name(), counts[0], counts[1], sha256);
      } catch (IOException unreadable) {
        throw SourceRecords.unreadable(file, unreadable);
      }
    }

    /** Records, and how many of them are malformed. */
    private long[] count(InputStream bytes) {
      // The parser closes what it reads; the digest still needs the bytes behind the last record.
      DelimitedFile records =
          new DelimitedFile(file.name(), new Unclosed(bytes), preset.headless());
      SourceRecords.positions(preset, file, records.header());
      long malformed = 0;
      for (String[] record = records.next(); record != null; record = records.next()) {
        malformed += records.problem(record) == null ? 0 : 1;
      }
      return new long[] {records.rowNumber(), malformed};
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
