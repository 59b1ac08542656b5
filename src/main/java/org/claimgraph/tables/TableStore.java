package org.claimgraph.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.SerializableConfiguration;
import org.claimgraph.UserException;
import scala.Option;

/**
 * The only door to Delta: reads tables, and replaces a table or one part of it (a period, a run) by
 * rows that passed the audit, in one commit.
 */
public final class TableStore {

  /** The fewest days that files of older versions are kept. */
  public static final int LEAST_DAYS = 7;

  private final SparkSession spark;
  private final String warehouse;
  private final List<RunLock> locks;

  /**
   * A store of tables below one folder.
   *
   * @param warehouse any Hadoop URI; tables live at warehouse/schema/name
   */
  public TableStore(SparkSession spark, String warehouse) {
    this(spark, qualified(spark, warehouse), List.of());
  }

  private TableStore(SparkSession spark, String warehouse, List<RunLock> locks) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.locks = locks;
  }

  /**
   * The same tables, to which nothing is committed once this lock is another run's. What an earlier
   * holder of the lock that died left on the way to tables is removed.
   */
  public TableStore heldBy(RunLock lock) {
    lock.requireHeld();
    removeStaging(lock.what());
    lock.diedSince().ifPresent(since -> removeUncommitted(lock, since));
    List<RunLock> all = new ArrayList<>(locks);
    all.add(lock);
    return new TableStore(spark, warehouse, all);
  }

  /** The version of Delta that tables are read and written with. */
  public static String deltaVersion() {
    return io.delta.package$.MODULE$.VERSION();
  }

  /** One spelling of file:/x, file:///x, x and file:/x/: Delta compares locations as text. */
  private static String qualified(SparkSession spark, String warehouse) {
    Path path = new Path(warehouse);
    if (warehouse.contains("`")) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Unsupported warehouse " + warehouse + ": Delta cannot make a table below a backtick.",
          "Give the folder another name.");
    }
    try {
      return path.getFileSystem(spark.sessionState().newHadoopConf())
          .makeQualified(path)
          .toString();
    } catch (IOException unreachable) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot reach warehouse " + warehouse + ": " + unreachable.getMessage() + ".",
          "Set warehouse to a place that can be reached.");
    }
  }

  /**
   * Writes a file below the warehouse that nobody sees before it is complete.
   *
   * @param name path below the warehouse; must not exist
   */
  void write(String name, byte[] content) {
    Path path = new Path(warehouse, name);
    Path unfinished = new Path(path.getParent(), "." + path.getName() + ".unfinished");
    try {
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      try (FSDataOutputStream out = files.create(unfinished, true)) {
        out.write(content);
      }
      if (!files.rename(unfinished, path)) {
        throw new IOException("it cannot get its name");
      }
    } catch (IOException unwritable) {
      throw new UserException(
          UserException.Fault.FAILED,
          "Cannot write " + path + ": " + unwritable.getMessage() + ".",
          "Set warehouse to a place that can be written.");
    }
  }

  /** A new staging folder below the warehouse. */
  public Staging staging() {
    String holder = locks.isEmpty() ? "" : locks.get(locks.size() - 1).what() + "/";
    return new Staging(spark, warehouse + "/_staging/" + holder + UUID.randomUUID());
  }

  /** Where a table lives. */
  public String path(Table table) {
    return warehouse + "/" + table.name().replace('.', '/');
  }

  /** Whether the table has been written. */
  public boolean exists(Table table) {
    return DeltaTable.isDeltaTable(spark, path(table));
  }

  /** The latest version of a table. */
  public long version(Table table) {
    return DeltaLog.forTable(spark, path(table))
        .update(false, Option.empty(), Option.empty())
        .version();
  }

  /** Every row of a table. */
  public Dataset<Row> read(Table table) {
    if (!exists(table)) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Missing table " + table + " below " + warehouse + ".",
          "Run the stage that writes it first, or set warehouse to where the tables are.");
    }
    return spark.read().format("delta").load(path(table));
  }

  /** The rows of one part (period or run) of a table. */
  public Dataset<Row> read(Table table, String part) {
    return read(table).where(col(table.partColumn()).equalTo(part));
  }

  /** Every row that a table had in one version. */
  public Dataset<Row> read(Table table, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path(table));
  }

  /** Gives a table the rows that it had in an older version, in a new one. */
  void restore(Table table, long version) {
    locks.forEach(RunLock::requireHeld);
    DeltaTable.forPath(spark, path(table)).restoreToVersion(version);
  }

  /** Leaves a table without rows, in a new version. */
  void removeAll(Table table) {
    locks.forEach(RunLock::requireHeld);
    DeltaTable.forPath(spark, path(table)).delete();
  }

  /**
   * Replaces every row of a table.
   *
   * @return the version written
   */
  public long replace(Table table, Dataset<Row> rows) {
    return write(table, rows, null, null);
  }

  /**
   * Rows that passed the audit of their table and wait to replace it all.
   *
   * @param staging where they wait
   * @throws UserException where a key is null or repeated
   */
  public Dataset<Row> prepare(Table table, Dataset<Row> rows, Staging staging) {
    requireColumns(table, rows);
    Dataset<Row> ready = staging.hold(table.name(), shaped(table, rows));
    audit(table, ready, null);
    return ready;
  }

  /**
   * Replaces every row of a table by rows that {@link #prepare} gave.
   *
   * @return the version written
   */
  public long replacePrepared(Table table, Dataset<Row> rows) {
    return commit(table, rows, null);
  }

  /**
   * Replaces the rows of one part of a table and nothing else. The rows need not have the part
   * column; it is added.
   *
   * @param part value of the first key column: a period label or a run
   * @return the version written
   */
  public long replace(Table table, String part, Dataset<Row> rows) {
    return replace(table, part, rows, null);
  }

  /**
   * As {@link #replace(Table, String, Dataset)}, but refuses to leave the part without rows.
   *
   * @param ifEmpty what to say where there are no rows; the table stays as it was
   */
  public long replace(
      Table table, String part, Dataset<Row> rows, Supplier<UserException> ifEmpty) {
    requirePart(table, part);
    return write(table, rows.withColumn(table.partColumn(), lit(part)), part, ifEmpty);
  }

  /**
   * As {@link #replace(Table, String, Dataset)}, of rows made column by column, which tasks write
   * as they are. For tables that are made once: nothing looks at the rows again.
   *
   * @param batches the columns of the table in their order, but for the part column; texts as codes
   *     of a dictionary, the same in all batches of a partition
   */
  public long replace(Table table, String part, JavaRDD<ColumnarBatch> batches) {
    requirePart(table, part);
    if (!table.isMadeOnce()) {
      throw new IllegalArgumentException("Invalid table " + table + ": its keys need an audit");
    }
    requireThisVersion(List.of(table));
    StructType shape = table.rowSchemaOfPart();
    String folder = path(table) + "/" + table.partFolder(part);
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    return commit(
        table,
        part,
        commit ->
            commit.of(
                batches
                    .mapPartitions(
                        columns -> BatchFile.write(columns, shape, folder, hadoop.value()))
                    .collect()));
  }

  private static void requirePart(Table table, String part) {
    if (!part.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("Invalid part " + part + " of table " + table);
    }
  }

  private long write(Table table, Dataset<Row> rows, String part, Supplier<UserException> ifEmpty) {
    requireColumns(table, rows);
    if (table.isMadeOnce() && ifEmpty == null) {
      return commit(table, shaped(table, rows), part);
    }
    try (Staging staging = staging()) {
      Dataset<Row> ready = staging.hold(table.name(), shaped(table, rows));
      if (ifEmpty != null && ready.isEmpty()) {
        throw ifEmpty.get();
      }
      audit(table, ready, part);
      return commit(table, ready, part);
    }
  }

  /** Replaces a part by one row that the driver made, with nothing to audit. */
  void record(Table table, String part, Dataset<Row> row) {
    requireColumns(table, row);
    commit(table, shaped(table, row), part);
  }

  private long commit(Table table, Dataset<Row> rows, String part) {
    requireThisVersion(List.of(table));
    return commit(table, part, commit -> commit.of(rows));
  }

  private long commit(Table table, String part, ToLongFunction<TableCommit> files) {
    TableCommit commit = new TableCommit(spark, table, path(table), part, locks);
    return UncommittedFiles.removedIfFailing(
        spark, path(table), table.partFolder(part), locks, () -> files.applyAsLong(commit));
  }

  /** The columns of the table in their order; a cast, even one that does nothing, costs time. */
  private static Dataset<Row> shaped(Table table, Dataset<Row> rows) {
    StructType shape = table.rowSchema();
    Column[] columns =
        Arrays.stream(shape.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> ordered = rows.select(columns);
    return ordered.schema().catalogString().equals(shape.catalogString())
        ? ordered
        : ordered.to(shape);
  }

  private static void requireColumns(Table table, Dataset<Row> rows) {
    Set<String> expected = new TreeSet<>(List.of(table.schema().fieldNames()));
    Set<String> found = new TreeSet<>(List.of(rows.columns()));
    if (!expected.equals(found)) {
      throw new IllegalStateException(
          "Invalid rows for table " + table + ": columns " + found + ", expected " + expected);
    }
  }

  /** Refuses rows whose key is null or repeated, before any reader can see them. */
  private static void audit(Table table, Dataset<Row> rows, String part) {
    wrongKeys(table, rows)
        .ifPresent(
            wrong -> {
              throw new UserException(
                  UserException.Fault.FAILED,
                  "Invalid rows for table "
                      + table
                      + (part == null ? "" : ", " + part)
                      + ": "
                      + wrong
                      + ". Nothing was written.",
                  "Check the source for rows without an id or given twice.");
            });
  }

  /** What is wrong with the keys of rows for a table, in a few words; empty where nothing is. */
  public static Optional<String> wrongKeys(Table table, Dataset<Row> rows) {
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    Column anyNull = Arrays.stream(key).map(Column::isNull).reduce(Column::or).orElseThrow();
    Row found =
        rows.groupBy(key)
            .agg(count(lit(1)).as("rows"))
            .agg(
                sum(when(anyNull, col("rows")).otherwise(lit(0L))),
                sum(when(col("rows").gt(1), lit(1L)).otherwise(lit(0L))))
            .head();
    long nulls = found.isNullAt(0) ? 0 : found.getLong(0);
    long repeated = found.isNullAt(1) ? 0 : found.getLong(1);
    return nulls + repeated == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the key %s is null in %d rows and repeated for %d keys",
                table.key(),
                nulls,
                repeated));
  }

  /**
   * Refuses tables that another version wrote, before any work is done for them.
   *
   * @throws UserException naming a table that is there with other columns
   */
  public void requireThisVersion(List<Table> tables) {
    tables.stream().filter(this::exists).forEach(this::requireSchema);
  }

  /** Refuses a table that another version of claimgraph made. */
  void requireSchema(Table table) {
    List<String> expected = columns(table.schema().fields());
    List<String> found = columns(read(table).schema().fields());
    if (!expected.equals(found)) {
      throw new UserException(
          UserException.Fault.FAILED,
          "Cannot write table "
              + table
              + " below "
              + warehouse
              + ": it has the columns of another version of claimgraph.",
          "Use a new warehouse for this version.");
    }
  }

  private static List<String> columns(StructField[] fields) {
    return Arrays.stream(fields)
        .map(field -> field.name() + " " + field.dataType().simpleString())
        .collect(Collectors.toList());
  }

  /** Joins the small files of a table to large ones, in a new version with the same rows. */
  public void compact(Table table) {
    DeltaTable.forPath(spark, path(table)).optimize().executeCompaction();
  }

  /**
   * Removes files that no version of the last days needs. Those of the newest version stay.
   *
   * @param days at least 7, Delta's own default
   * @param dryRun removes nothing
   * @return how many files may be removed, with dryRun; else -1
   */
  public long vacuum(Table table, int days, boolean dryRun) {
    if (days < LEAST_DAYS) {
      throw new IllegalArgumentException("Invalid days " + days);
    }
    SparkSession own = spark.newSession();
    // The tables themselves say ten years, so that what is published can be read until then.
    own.conf().set("spark.databricks.delta.vacuum.retentionWindowIgnore.enabled", "false");
    own.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    Dataset<Row> files =
        own.sql(
            "VACUUM delta."
                + quotedPath(table)
                + " RETAIN "
                + days * 24
                + " HOURS"
                + (dryRun ? " DRY RUN" : ""));
    return dryRun ? files.count() : -1;
  }

  /** Removes what runs that died left on the way to tables. Nothing may be running. */
  public void removeStaging() {
    removeStaging("");
  }

  private void removeUncommitted(RunLock lock, long since) {
    for (Table table : Tables.all()) {
      table
          .folderHeldBy(lock.what())
          .ifPresent(
              folder -> UncommittedFiles.removeOfTheDead(spark, path(table), folder, since, lock));
    }
  }

  private void removeStaging(String holder) {
    Path folder = new Path(warehouse + "/_staging/" + holder);
    try {
      folder.getFileSystem(spark.sessionState().newHadoopConf()).delete(folder, true);
    } catch (IOException unreachable) {
      throw new IllegalStateException("Cannot remove " + folder, unreachable);
    }
  }

  /**
   * Makes every table that exists known to SQL under its name; those of {@code published} as they
   * were last published.
   *
   * @throws UserException where a metastore knows another table by that name
   */
  public void register() {
    for (Table table : Tables.all()) {
      if (!table.isPublished() && exists(table)) {
        registerTable(table);
      }
    }
    registerPublished();
  }

  /** Makes the published tables known to SQL as they were last published, and no others. */
  public void registerPublished() {
    Map<String, Long> published = new PublicationLedger(spark, this).versions();
    createSchema("published");
    published.forEach((name, version) -> registerView(Tables.named(name), version));
  }

  private void createSchema(String schema) {
    spark.sql("CREATE DATABASE IF NOT EXISTS `" + schema + "`");
  }

  private void registerTable(Table table) {
    createSchema(table.schemaName());
    if (spark.catalog().tableExists(table.name())) {
      requireOwn(table);
    } else {
      spark.catalog().createTable(table.name(), path(table), "delta");
    }
  }

  private void requireOwn(Table table) {
    TableIdentifier name = new TableIdentifier(table.view(), Option.apply(table.schemaName()));
    Path location = DeltaLog.forTable(spark, name).dataPath();
    if (!location.equals(new Path(path(table)))) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot register table "
              + table
              + ": the metastore has one of that name at "
              + location
              + ".",
          "Give each warehouse a metastore of its own, or drop what it knows of the other.");
    }
  }

  private void registerView(Table table, long version) {
    spark.sql(
        "CREATE OR REPLACE VIEW "
            + table.name()
            + " AS SELECT * FROM delta."
            + quotedPath(table)
            + " VERSION AS OF "
            + version);
  }

  private String quotedPath(Table table) {
    return "`" + path(table).replace("`", "``") + "`";
  }
}
