package org.claimgraph.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The contract of one table: its name, what a row is, its key, and every column with type and
 * comment. Read from {@code resources/org/claimgraph/tables/SCHEMA.NAME.sql}, the only place where
 * columns are defined.
 *
 * <p>The file holds {@code -- description}, {@code -- key: columns} and one column a line. A line
 * {@code -- with: tables} adds the columns of other contracts that the file does not define. A line
 * {@code -- of: table} says that rows are some of that table, with its key and columns but for
 * those of a line {@code -- without: columns}. A line {@code -- made once: why} says that no key
 * can be null or repeated, whatever the input.
 */
public final class Table {

  private static final List<String> PART_COLUMNS = List.of("period", "run_id");

  private final String name;
  private final String description;
  private final List<String> key;
  private final StructType schema;
  private final boolean madeOnce;
  private final String of;

  private Table(
      String name,
      String description,
      List<String> key,
      StructType schema,
      boolean madeOnce,
      String of) {
    this.name = name;
    this.description = description;
    this.key = key;
    this.schema = schema;
    this.madeOnce = madeOnce;
    this.of = of;
  }

  static Table load(String name) {
    String description = "";
    List<String> key = List.of();
    List<String> others = new ArrayList<>();
    List<String> without = List.of();
    String of = null;
    boolean madeOnce = false;
    StringBuilder columns = new StringBuilder();
    for (String line : resource(name).split("\n")) {
      if (line.startsWith("-- key: ")) {
        key = list(line.substring("-- key: ".length()));
      } else if (line.startsWith("-- with: ")) {
        others = list(line.substring("-- with: ".length()));
      } else if (line.startsWith("-- of: ")) {
        of = line.substring("-- of: ".length());
      } else if (line.startsWith("-- without: ")) {
        without = list(line.substring("-- without: ".length()));
      } else if (line.startsWith("-- made once: ")) {
        madeOnce = true;
      } else if (line.startsWith("-- ")) {
        description = line.substring("-- ".length());
      } else {
        columns.append(line).append('\n');
      }
    }
    if (of != null) {
      Table whole = load(of);
      return new Table(name, description, whole.key, without(whole.schema, without), madeOnce, of);
    }
    StructType own = StructType.fromDDL(columns.toString());
    return new Table(name, description, key, withColumnsOf(own, others), madeOnce, null);
  }

  private static StructType without(StructType schema, List<String> names) {
    if (!List.of(schema.fieldNames()).containsAll(names)) {
      throw new IllegalStateException("Invalid contract: no such columns as " + names);
    }
    return new StructType(
        Arrays.stream(schema.fields())
            .filter(field -> !names.contains(field.name()))
            .toArray(StructField[]::new));
  }

  private static StructType withColumnsOf(StructType own, List<String> others) {
    Map<String, StructField> fields = new LinkedHashMap<>();
    for (StructField field : own.fields()) {
      fields.put(field.name(), field);
    }
    for (String other : others) {
      for (StructField field : load(other).schema.fields()) {
        fields.putIfAbsent(field.name(), field);
      }
    }
    return new StructType(fields.values().toArray(new StructField[0]));
  }

  private static List<String> list(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).collect(Collectors.toList());
  }

  private static String resource(String name) {
    try (InputStream in = Table.class.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalStateException("Missing contract of table " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("Cannot read contract of table " + name, unreadable);
    }
  }

  /** Schema and name, such as {@code network.tie}. */
  public String name() {
    return name;
  }

  /** The schema it belongs to, such as {@code network}. */
  String schemaName() {
    return name.substring(0, name.indexOf('.'));
  }

  /** Its name without the schema, as that of a view. */
  public String view() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** What a row is. */
  public String description() {
    return description;
  }

  /** Columns whose values identify a row; never null. */
  public List<String> key() {
    return key;
  }

  /** Columns in order, with their comments; those of the key are not nullable. */
  public StructType schema() {
    StructField[] fields = schema.fields().clone();
    for (int i = 0; i < fields.length; i++) {
      boolean nullable = !key.contains(fields[i].name());
      fields[i] =
          new StructField(fields[i].name(), fields[i].dataType(), nullable, fields[i].metadata());
    }
    return new StructType(fields);
  }

  /** Whether it is one of those that analysts see. */
  public boolean isPublished() {
    return name.startsWith("published.");
  }

  /** The table that its rows are some of, or null. */
  public String of() {
    return of;
  }

  /** Whether rows are unique by the way they are made, so that their keys need no audit. */
  boolean isMadeOnce() {
    return madeOnce;
  }

  /**
   * The schema of rows on their way to the table: every column nullable, so that the audit, and not
   * a cast, judges the key.
   */
  StructType rowSchema() {
    return schema;
  }

  /** The columns of rows of one part, as {@link #rowSchema}. */
  StructType rowSchemaOfPart() {
    return new StructType(
        Arrays.stream(schema.fields())
            .filter(field -> !field.name().equals(partColumn()))
            .toArray(StructField[]::new));
  }

  /** The column whose values divide the table into parts that are replaced one by one, or null. */
  String partColumn() {
    return PART_COLUMNS.contains(key.get(0)) ? key.get(0) : null;
  }

  /** The folder of a part below that of the table; of null, the table itself: empty. */
  String partFolder(String part) {
    return part == null ? "" : partColumn() + "=" + part;
  }

  /** What below its folder nobody but the holder of a lock writes: empty stands for all of it. */
  Optional<String> folderHeldBy(String lock) {
    boolean isPublication = isPublished() || equals(Tables.PUBLICATION);
    boolean isWhole =
        lock.equals(RunLock.MAINTENANCE)
            || lock.equals(schemaName())
            || lock.equals(PublicationLedger.LOCK) && isPublication;
    if (isWhole) {
      return Optional.of("");
    }
    return "period".equals(partColumn()) && !isPublication
        ? Optional.of(partFolder(lock))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
