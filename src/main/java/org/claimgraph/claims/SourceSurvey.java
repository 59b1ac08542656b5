package org.claimgraph.claims;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.claimgraph.UserException;

/**
 * A first pass over the source that writes nothing: every file is read to its end, so that a
 * damaged one is found before a table changes; its records are counted on their own; its bytes are
 * hashed.
 */
final class SourceSurvey {

  private final Map<String, Long> rowsIn = new TreeMap<>();
  private final Map<String, String> sha256 = new TreeMap<>();

  private SourceSurvey() {}

  /** What one file holds. */
  private record Found(String name, long rows, String sha256) implements Serializable {}

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

  /** SHA-256 of the bytes of each file. */
  Map<String, String> sha256() {
    return sha256;
  }

  /** One file to be surveyed. */
  private record PresetFile(Preset preset, SourceFile file) implements Serializable {

    Found survey(InputStream bytes) {
      MessageDigest digest = sha256Digest();
      try (InputStream hashed = new DigestInputStream(bytes, digest)) {
        long rows = file.isParquet() ? 0 : count(hashed);
        hashed.transferTo(OutputStream.nullOutputStream());
        return new Found(file.name(), rows, HexFormat.of().formatHex(digest.digest()));
      } catch (IOException unreadable) {
        throw new UserException(
            UserException.Fault.INPUT,
            "Cannot read " + file.name() + ": " + unreadable.getMessage() + ".",
            "Make the file readable.");
      }
    }

    private long count(InputStream bytes) {
      // The parser closes what it reads; the digest still needs the bytes behind the last record.
      DelimitedFile records = new DelimitedFile(file.name(), new Unclosed(bytes));
      SourceRecords.positions(preset, file, records.header());
      while (records.next() != null) {
        records.rowNumber();
      }
      return records.rowNumber();
    }
  }

  private static final class Unclosed extends java.io.FilterInputStream {

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

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
