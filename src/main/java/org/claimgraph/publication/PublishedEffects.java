package org.claimgraph.publication;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Effects to three significant digits. With all digits one withheld number in a model could be
 * solved for.
 */
final class PublishedEffects {

  private static final MathContext THREE_DIGITS = new MathContext(3);

  /** What tells how many patients are left out of a model of patients. */
  private static final List<String> COUNTS =
      List.of("units", "units_dropped", "dropped", "adjusted_r_squared");

  private PublishedEffects() {}

  /** {@code analysis.effect} of a period as it is told. */
  static Dataset<Row> of(Dataset<Row> effects, SmallCells cells) {
    UDF1<Double, Double> round = PublishedEffects::rounded;
    Column leavesOutFew =
        coalesce(
            cells
                .isSmall(col("units"))
                .or(cells.isSmall(col("units_dropped")))
                .or(
                    expr(
                        "exists(map_values(dropped), n -> n > 0 AND n < " + cells.minimum() + ")")),
            lit(false));
    Column mayTell = col("region_type").notEqual("patient").or(leavesOutFew.equalTo(false));
    return effects.select(
        Arrays.stream(effects.schema().fields())
            .map(
                field -> {
                  Column cell = col(field.name());
                  Column rounded =
                      field.dataType().equals(DataTypes.DoubleType)
                          ? udf(round, DataTypes.DoubleType).apply(cell)
                          : cell;
                  return (COUNTS.contains(field.name()) ? when(mayTell, rounded) : rounded)
                      .as(field.name());
                })
            .toArray(Column[]::new));
  }

  static Double rounded(Double value) {
    return value == null || value.isNaN() || value.isInfinite()
        ? value
        : Double.valueOf(new BigDecimal(value).round(THREE_DIGITS).doubleValue());
  }
}
