package org.claimgraph.claims;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.claimgraph.tables.DataFile;
import org.claimgraph.tables.Sha256;

/**
 * A first pass over the source that writes nothing: every file is read to its end, so that a
 * damaged one is found before a table changes; its records are counted on their own; its bytes are
 * hashed.
 */
final class SourceSurvey {

  private final Map<String, Long> rowsIn = new TreeMap<>();
  private final Map<String, String> sha256 = new TreeMap<>();
  private final Map<String, Set<String>> absent = new HashMap<>();

  private SourceSurvey() {}

  /** What one file, or one data file of a Delta table, holds. */
  private record Found(String name, Contents contents, String hash) implements Serializable {}

  /**
   * What the records of a file are.
   *
   * @param absent columns of the preset that a csv file does not have; none of a Parquet file
   * @param rows records
   */
  private record Contents(List<String> absent, long rows) implements Serializable {}

  static SourceSurvey of(SparkSession spark, SourceFiles source) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    List<Piece> pieces = new ArrayList<>();
    source
        .byPreset()
        .forEach((preset, files) -> files.forEach(file -> pieces.addAll(pieces(preset, file))));
    Map<String, List<Found>> found =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(pieces, Math.max(1, pieces.size()))
            .map(piece -> piece.survey(hadoop.value()))
            .collect()
            .stream()
            .collect(groupingBy(Found::name));
    SourceSurvey survey = new SourceSurvey();
    // A Delta table without rows may have no file.
    source
        .byPreset()
        .forEach(
            (preset, files) ->
                files.forEach(
                    file -> survey.add(preset, file, found.getOrDefault(file.name(), List.of()))));
    return survey;
  }

  private static List<Piece> pieces(Preset preset, SourceFile file) {
    return file.dataFiles().stream().map(data -> new Piece(preset, file, data)).toList();
  }

  private void add(Preset preset, SourceFile file, List<Found> pieces) {
    String hashes = pieces.stream().map(Found::hash).collect(joining("\n"));
    sha256.put(file.name(), file.isDelta() ? Sha256.of(hashes) : hashes);
    rowsIn.put(file.name(), pieces.stream().mapToLong(piece -> piece.contents.rows).sum());
    if (!file.isParquet()) {
      List<String> missing = pieces.get(0).contents.absent;
      absent.computeIfAbsent(preset.name(), name -> new TreeSet<>(missing)).retainAll(missing);
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

  /** SHA-256 of the bytes of each file; of a Delta table that of the hashes of its files. */
  Map<String, String> sha256() {
    return sha256;
  }

  /** One file, or one data file of a Delta table, to be surveyed. */
  private record Piece(Preset preset, SourceFile file, DataFile data) implements Serializable {

    Found survey(Configuration hadoop) {
      MessageDigest digest = Sha256.digest();
      try (InputStream hashed =
          new DigestInputStream(SourceRecords.open(data.path(), file.name(), hadoop), digest)) {
        Contents contents =
            file.isParquet() ? new Contents(List.of(), footer(hadoop).rows()) : contents(hashed);
        hashed.transferTo(OutputStream.nullOutputStream());
        String sha256 = Sha256.hex(digest);
        return new Found(
            file.name(), contents, file.isDelta() ? data.partition() + sha256 : sha256);
      } catch (IOException unreadable) {
        throw SourceRecords.unreadable(file.name(), unreadable);
      }
    }

    private ParquetFooter footer(Configuration hadoop) {
      ParquetFooter footer = ParquetFooter.read(data, file.name(), hadoop);
      SourceRecords.positions(preset, file, footer.names().toArray(String[]::new));
      return footer;
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
      while (records.next() != null) {
        // Counted by its number.
      }
      return new Contents(absent, records.rowNumber());
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
