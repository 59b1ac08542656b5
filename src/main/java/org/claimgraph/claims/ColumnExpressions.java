package org.claimgraph.claims;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.claimgraph.UserException;
import scala.collection.Iterator;

/**
 * What a site puts in the place of columns of a preset ({@code source.columns}): Spark SQL over the
 * columns of the file, as they are written there.
 */
final class ColumnExpressions {

  private static final String KEY = "source.columns.";
  private static final String ANSI = "spark.sql.ansi.enabled";

  private ColumnExpressions() {}

  /**
   * Those of one preset, by column.
   *
   * @param all expressions by the names of preset and column, with a point between
   * @throws UserException where the preset has no such column
   */
  static Map<String, String> of(Preset preset, Map<String, String> all) {
    Map<String, String> own = new TreeMap<>();
    List<String> columns = preset.fields().stream().map(Preset.Field::name).toList();
    all.forEach(
        (key, expression) -> {
          int point = key.indexOf('.');
          if (point > 0 && key.substring(0, point).equals(preset.name())) {
            String column = key.substring(point + 1);
            if (!columns.contains(column)) {
              throw refused(key, "no such column", "Its columns are " + columns + ".");
            }
            own.put(column, expression);
          }
        });
    return own;
  }

  /**
   * Refuses expressions that read what the id of a patient is made of: they would see it raw.
   *
   * @throws UserException naming the column
   */
  static void requirePseudonyms(
      SparkSession spark, Preset preset, Map<String, String> expressions) {
    String patient = preset.patientColumn();
    if (patient == null || !expressions.containsKey(patient)) {
      return;
    }
    TreeSet<String> raw = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    raw.addAll(inputs(spark, preset, Map.of(patient, expressions.get(patient))));
    raw.remove(patient);
    expressions.forEach(
        (column, expression) -> {
          List<String> read = inputs(spark, preset, Map.of(column, expression));
          if (!column.equals(patient) && read.stream().anyMatch(raw::contains)) {
            throw refused(
                preset.name() + "." + column,
                "it would see ids of patients as they are",
                "Read " + patient + " instead, which is a pseudonym there.");
          }
        });
  }

  /**
   * The columns of the file that expressions read.
   *
   * @throws UserException where one is not SQL
   */
  static List<String> inputs(SparkSession spark, Preset preset, Map<String, String> expressions) {
    TreeSet<String> inputs = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    expressions.forEach(
        (column, expression) -> {
          try {
            Expression parsed = spark.sessionState().sqlParser().parseExpression(expression);
            Iterator<Expression> leaves = parsed.collectLeaves().iterator();
            while (leaves.hasNext()) {
              if (leaves.next() instanceof UnresolvedAttribute attribute
                  && !isPseudonym(nameOf(attribute), column, preset, expressions)) {
                inputs.add(nameOf(attribute));
              }
            }
          } catch (ParseException notSql) {
            throw refused(preset.name() + "." + column, "not SQL", "Write a Spark SQL expression.");
          }
        });
    return List.copyOf(inputs);
  }

  /** The name as in a header: without the quotes that Spark puts around one with a point. */
  private static String nameOf(UnresolvedAttribute attribute) {
    List<String> parts = new ArrayList<>();
    attribute.nameParts().iterator().foreach(parts::add);
    return String.join(".", parts);
  }

  /** Whether another column reads the id of the patient, which an expression makes before. */
  private static boolean isPseudonym(
      String name, String column, Preset preset, Map<String, String> expressions) {
    String patient = preset.patientColumn();
    return name.equalsIgnoreCase(patient)
        && !column.equals(patient)
        && expressions.containsKey(patient);
  }

  /**
   * The records with each expression, as a text, in the place of its column. What cannot be
   * evaluated, such as a cast, is null: an error would tell the value, and where Spark writes it
   * down nobody can take it back.
   *
   * @param columns which columns are replaced
   */
  static Dataset<Row> apply(Preset preset, Dataset<Row> records, Predicate<String> columns) {
    Map<String, String> expressions = new TreeMap<>(preset.expressions());
    expressions.keySet().removeIf(columns.negate());
    if (expressions.isEmpty()) {
      return records;
    }
    RuntimeConfig settings = records.sparkSession().conf();
    String ansi = settings.get(ANSI);
    settings.set(ANSI, "false");
    try {
      return replaced(preset, expressions, records);
    } finally {
      settings.set(ANSI, ansi);
    }
  }

  private static Dataset<Row> replaced(
      Preset preset, Map<String, String> expressions, Dataset<Row> records) {
    TreeMap<String, Column> columns = new TreeMap<>();
    Arrays.stream(records.columns()).forEach(name -> columns.put(name, quoted(name)));
    expressions.forEach((name, sql) -> columns.put(name, expr(sql).cast("string").as(name)));
    try {
      return records.select(columns.values().toArray(Column[]::new));
    } catch (Exception invalid) {
      if (invalid instanceof AnalysisException) {
        String all = String.join(", ", expressions.keySet());
        throw refused(
            preset.name() + ".{" + all + "}",
            "an expression cannot be evaluated on the columns of the file",
            "Use columns of the file and functions of Spark SQL.");
      }
      throw invalid;
    }
  }

  private static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** Refuses expressions for presets that the layout does not have. */
  static void requireKnown(List<Preset> presets, Map<String, String> all) {
    List<String> names = presets.stream().map(Preset::name).toList();
    for (String key : all.keySet()) {
      int point = Math.max(0, key.indexOf('.'));
      if (!names.contains(key.substring(0, point))) {
        throw refused(key, "no such kind of file", "The layout has " + names + ".");
      }
    }
  }

  private static UserException refused(String key, String why, String remedy) {
    return new UserException(
        UserException.Fault.CONFIGURATION, "Invalid " + KEY + key + ": " + why + ".", remedy);
  }
}
