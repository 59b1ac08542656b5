package org.claimgraph.association;

import java.util.Map;
import org.apache.spark.sql.Row;
import org.claimgraph.UserException;

/** Numbers of one row of {@code analysis.network_outcome} by name. */
final class Values {

  private Values() {}

  /** A column, else a covariate of that name; true is 1; NaN where it is null. */
  static double of(Row row, String name) {
    boolean isColumn = row.schema().getFieldIndex(name).isDefined();
    Object value = isColumn ? row.getAs(name) : covariate(row, name);
    if (value == null) {
      return Double.NaN;
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new UserException(
        UserException.Fault.CONFIGURATION,
        "Invalid associate column " + name + ": it does not hold numbers.",
        "Name numeric columns of analysis.network_outcome.");
  }

  private static Object covariate(Row row, String name) {
    Map<String, Double> covariates =
        row.isNullAt(row.fieldIndex("covariates"))
            ? Map.of()
            : row.getJavaMap(row.fieldIndex("covariates"));
    return covariates.get(name);
  }
}
