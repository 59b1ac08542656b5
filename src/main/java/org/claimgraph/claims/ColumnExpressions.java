package org.claimgraph.claims;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
              if (leaves.next() instanceof UnresolvedAttribute name) {
                inputs.add(name.name());
              }
            }
          } catch (ParseException notSql) {
            throw refused(preset.name() + "." + column, "not SQL", "Write a Spark SQL expression.");
          }
        });
    return List.copyOf(inputs);
  }

  /**
   * The records with each expression, as a text, in the place of its column. What cannot be
   * evaluated, such as a cast, is null: an error would tell the value, and where Spark writes it
   * down nobody can take it back.
   */
  static Dataset<Row> apply(Preset preset, Dataset<Row> records) {
    if (preset.expressions().isEmpty()) {
      return records;
    }
    RuntimeConfig settings = records.sparkSession().conf();
    String ansi = settings.get(ANSI);
    settings.set(ANSI, "false");
    try {
      return replaced(preset, records);
    } finally {
      settings.set(ANSI, ansi);
    }
  }

  private static Dataset<Row> replaced(Preset preset, Dataset<Row> records) {
    TreeMap<String, Column> columns = new TreeMap<>();
    Arrays.stream(records.columns()).forEach(name -> columns.put(name, col(name)));
    preset
        .expressions()
        .forEach((name, sql) -> columns.put(name, expr(sql).cast("string").as(name)));
    try {
      return records.select(columns.values().toArray(Column[]::new));
    } catch (Exception invalid) {
      if (invalid instanceof AnalysisException) {
        String all = String.join(", ", preset.expressions().keySet());
        throw refused(
            preset.name() + ".{" + all + "}",
            "an expression cannot be evaluated on the columns of the file",
            "Use columns of the file and functions of Spark SQL.");
      }
      throw invalid;
    }
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
