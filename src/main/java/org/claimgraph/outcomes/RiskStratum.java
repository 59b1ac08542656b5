package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.claimgraph.config.RiskConfig;
import org.claimgraph.config.RiskConfig.Variable;

/** People who are alike in what outcomes are adjusted for. */
final class RiskStratum {

  private static final String UNKNOWN = "unknown";

  private RiskStratum() {}

  /** The values of a patient as an array of texts, in the order of the settings; none is null. */
  static Column of(RiskConfig config) {
    return array(
        config.adjustFor().stream()
            .map(variable -> coalesce(value(variable, config), lit(UNKNOWN)))
            .toArray(Column[]::new));
  }

  private static Column value(Variable variable, RiskConfig config) {
    return switch (variable) {
      case AGE -> band(col("age"), config.ageBands());
      case CHARLSON -> band(col("charlson"), config.charlsonBands());
      case SEX, RACE -> col(variable.label());
    };
  }

  /** The number of bands that begin at or below a value; null where it is. */
  private static Column band(Column value, List<Integer> starts) {
    Column band = lit(0);
    for (int start : starts) {
      band = band.plus(when(value.geq(start), 1).otherwise(0));
    }
    return when(value.isNotNull(), band.cast("string"));
  }
}
