package org.claimgraph.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which version of each published table readers see. Delta commits one table at a time; here one
 * commit to {@code ops.publication} names the versions of all tables, and that commit publishes
 * them together. Until it is made readers see what the last one named.
 *
 * <p>Whoever changes published tables must hold the lock {@link #LOCK} of the warehouse.
 */
public final class PublicationLedger {

  /** What a publication holds against others. */
  public static final String LOCK = "publication";

  /**
   * What is published of one table and period.
   *
   * @param table its name
   * @param version the version that readers see
   * @param fingerprint of the rows of the period in that version
   * @param publishedBy run that wrote them
   */
  public record Entry(
      String table, String period, long version, Fingerprint fingerprint, String publishedBy) {}

  private static final Logger LOG = LoggerFactory.getLogger(PublicationLedger.class);
  private static final Fingerprint NOTHING = new Fingerprint(0, BigDecimal.ZERO);

  private final SparkSession spark;
  private final TableStore tables;

  public PublicationLedger(SparkSession spark, TableStore tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /** Changes with every publication; -1 before the first. */
  public long version() {
    return tables.exists(Tables.PUBLICATION) ? tables.version(Tables.PUBLICATION) : -1;
  }

  /** What readers see: every table and period of the newest publication, in order; may be none. */
  public List<Entry> newest() {
    if (!tables.exists(Tables.PUBLICATION)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    long newest = -1;
    for (Row row :
        tables
            .read(Tables.PUBLICATION)
            .orderBy(col("sequence").desc(), col("table_name"), col("period"))
            .select(
                "sequence",
                "table_name",
                "period",
                "version",
                "rows",
                "fingerprint",
                "published_by")
            .collectAsList()) {
      newest = Math.max(newest, row.getLong(0));
      if (row.getLong(0) == newest) {
        entries.add(
            new Entry(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                new Fingerprint(row.getLong(4), row.getDecimal(5)),
                row.getString(6)));
      }
    }
    return entries;
  }

  /** The version of each table that readers see. */
  public Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    newest().forEach(entry -> versions.put(entry.table(), entry.version()));
    return versions;
  }

  /**
   * Takes back what a publication that ended before its commit left in tables, so that the next one
   * begins with what readers see.
   *
   * @return the tables that were taken back
   */
  public List<Table> takeBackUnpublished() {
    Map<String, Long> versions = versions();
    List<Table> back = new ArrayList<>();
    for (Table table : existing()) {
      Long seen = versions.get(table.name());
      if (seen == null) {
        tables.removeAll(table);
        back.add(table);
      } else if (tables.version(table) != seen) {
        requireVersion(table, seen);
        tables.restore(table, seen);
        back.add(table);
      }
    }
    return back;
  }

  private void requireVersion(Table table, long seen) {
    if (tables.version(table) < seen) {
      throw new UserException(
          UserException.Fault.CORRUPT,
          "Invalid table "
              + table
              + ": its newest version is "
              + tables.version(table)
              + ", but version "
              + seen
              + " is published.",
          "Commits of it were lost. Restore the table from a copy, or move the folder published and"
              + " the table ops.publication away and publish every period again.");
    }
  }

  /**
   * Publishes tables as they are now, in one commit.
   *
   * @param period whose rows the run wrote; what is published of others is carried over. Null: the
   *     rows are the same as before, only files have changed
   * @return what readers see from now on
   */
  public List<Entry> publish(String runId, String period, Instant now) {
    List<Entry> before = newest();
    List<Entry> entries = new ArrayList<>();
    Map<String, Fingerprint> fingerprints =
        period == null ? Map.of() : fingerprints(currentVersions(), period);
    for (Table table : existing()) {
      long version = tables.version(table);
      for (Entry entry : before) {
        if (entry.table().equals(table.name()) && !entry.period().equals(period)) {
          entries.add(
              new Entry(
                  table.name(), entry.period(), version, entry.fingerprint(), entry.publishedBy()));
        }
      }
      if (period != null) {
        entries.add(
            new Entry(
                table.name(),
                period,
                version,
                fingerprints.getOrDefault(table.name() + " " + period, NOTHING),
                runId));
      }
    }
    record(runId, entries, now);
    return entries;
  }

  private void record(String runId, List<Entry> entries, Instant now) {
    long sequence = sequence() + 1;
    List<Row> rows = new ArrayList<>();
    for (Entry entry : entries) {
      rows.add(
          RowFactory.create(
              runId,
              entry.table(),
              entry.period(),
              sequence,
              entry.version(),
              entry.fingerprint().rows(),
              entry.fingerprint().hash(),
              Timestamp.from(now),
              entry.publishedBy()));
    }
    Dataset<Row> all = spark.createDataFrame(rows, Tables.PUBLICATION.rowSchema()).coalesce(1);
    tables.record(Tables.PUBLICATION, runId, all);
  }

  private long sequence() {
    if (!tables.exists(Tables.PUBLICATION)) {
      return 0;
    }
    Row last = tables.read(Tables.PUBLICATION).selectExpr("max(sequence)").head();
    return last.isNullAt(0) ? 0 : last.getLong(0);
  }

  /**
   * Reads tables and computes the fingerprints of their periods, in one job.
   *
   * @param versions of each table, by name
   * @param period the only one that is read; null: all
   * @return by name and period, a blank between; a period without rows is absent
   */
  public Map<String, Fingerprint> fingerprints(Map<String, Long> versions, String period) {
    List<Dataset<Row>> all = new ArrayList<>();
    versions.forEach(
        (name, version) -> {
          Dataset<Row> rows = tables.read(Tables.named(name), version);
          Dataset<Row> some = period == null ? rows : rows.where(col("period").equalTo(period));
          all.add(Fingerprint.hashes(concat(lit(name + " "), col("period")), some));
        });
    return Fingerprint.sums(all.stream().reduce(Dataset::union).orElseThrow());
  }

  /**
   * Reads everything that is published and compares it with its fingerprints.
   *
   * @param told takes a line for each table that is as it was published
   * @throws UserException with exit status 5 naming every table and period that is not
   */
  public void verify(Consumer<String> told) {
    List<Entry> newest = newest();
    if (newest.isEmpty()) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot verify: nothing is published in this warehouse.",
          "Run jobs/submit publish or jobs/submit run first, or set warehouse to where it is.");
    }
    List<String> problems = new ArrayList<>(lostPublications());
    for (Table table : published()) {
      List<Entry> entries = newest.stream().filter(e -> e.table().equals(table.name())).toList();
      if (!entries.isEmpty()) {
        List<String> found = problems(table, entries);
        problems.addAll(found);
        if (found.isEmpty()) {
          long rows = entries.stream().mapToLong(e -> e.fingerprint().rows()).sum();
          told.accept(
              table
                  + ": version "
                  + entries.get(0).version()
                  + ", "
                  + entries.size()
                  + (entries.size() == 1 ? " period, " : " periods, ")
                  + rows
                  + " rows");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(
          UserException.Fault.CORRUPT,
          "Published data do not match their fingerprint: " + String.join("; ", problems) + ".",
          "Restore these tables from a copy, or publish their periods again with jobs/submit publish.");
    }
  }

  private List<String> problems(Table table, List<Entry> entries) {
    try {
      return differences(table, entries);
    } catch (Exception unreadable) {
      // Spark's Scala code throws checked exceptions without declaring them; texts may hold data.
      LOG.debug("Cannot read {}", table, unreadable);
      return List.of(table + " cannot be read at version " + entries.get(0).version());
    }
  }

  private List<String> differences(Table table, List<Entry> entries) {
    long version = entries.get(0).version();
    if (!tables.exists(table)) {
      return List.of(table + " is missing");
    }
    if (tables.version(table) < version) {
      return List.of(
          table
              + " has lost commits: version "
              + version
              + " is published, the newest is "
              + tables.version(table));
    }
    Map<String, Fingerprint> found = fingerprints(Map.of(table.name(), version), null);
    List<String> problems = new ArrayList<>();
    for (Entry entry : entries) {
      Fingerprint now = found.remove(table.name() + " " + entry.period());
      if (!entry.fingerprint().equals(now == null ? NOTHING : now)) {
        problems.add(
            table
                + " "
                + entry.period()
                + " has "
                + (now == null ? 0 : now.rows())
                + " rows that are not the "
                + entry.fingerprint().rows()
                + " published");
      }
    }
    found.keySet().forEach(key -> problems.add(key + " has rows that were never published"));
    return problems;
  }

  /** What runs remember to have published and the ledger does not. */
  private List<String> lostPublications() {
    if (!tables.exists(Tables.RUN)) {
      return List.of();
    }
    return tables
        .read(Tables.RUN)
        .where("output_versions['ops.publication'] IS NOT NULL")
        .join(tables.read(Tables.PUBLICATION), new String[] {"run_id"}, "left_anti")
        .select("run_id")
        .orderBy("run_id")
        .collectAsList()
        .stream()
        .map(run -> "ops.publication has lost the commit of run " + run.getString(0))
        .toList();
  }

  private Map<String, Long> currentVersions() {
    Map<String, Long> versions = new TreeMap<>();
    existing().forEach(table -> versions.put(table.name(), tables.version(table)));
    return versions;
  }

  private List<Table> existing() {
    return published().stream().filter(tables::exists).toList();
  }

  /** Every table of schema published. */
  public static List<Table> published() {
    List<Table> published = new ArrayList<>(Tables.published());
    published.add(Tables.WITHHELD);
    return published;
  }
}
