package org.claimgraph.association;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.claimgraph.config.UnitType;

/**
 * The units of one family in order of id, by columns that are read once when they are asked for.
 */
final class Observations {

  private final List<Row> rows;
  private final UnitType type;
  private final Map<String, Variable> variables = new HashMap<>();

  private Observations(List<Row> rows, UnitType type) {
    this.rows = rows;
    this.type = type;
  }

  /** Takes rows of one shape, in any order. */
  static Observations of(List<Row> rows, UnitType type) {
    String id = idColumn(type);
    return new Observations(
        rows.stream().sorted(Comparator.comparing(row -> row.<String>getAs(id))).toList(), type);
  }

  /** The column that tells the units of a family apart. */
  static String idColumn(UnitType type) {
    return switch (type) {
      case HOSPITAL, HRR -> "region_id";
      case PHYSICIAN -> "npi";
      case PATIENT -> "patient_id";
    };
  }

  UnitType type() {
    return type;
  }

  int count() {
    return rows.size();
  }

  Variable variable(String name) {
    return variables.computeIfAbsent(name, one -> Variable.of(rows, one));
  }

  /** A text of a unit; null where it has none. */
  String text(int unit, String name) {
    return rows.get(unit).getAs(name);
  }
}
