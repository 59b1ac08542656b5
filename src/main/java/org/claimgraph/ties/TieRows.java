package org.claimgraph.ties;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.graph.Projection;

/** The ties of some physicians as rows of Spark; the same row object each time, as Spark allows. */
final class TieRows implements Iterator<InternalRow> {

  /** What a row holds. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "npi_a STRING NOT NULL, npi_b STRING NOT NULL, shared_patients BIGINT NOT NULL,"
              + " newman_weight DOUBLE NOT NULL, min_encounters BIGINT NOT NULL,"
              + " same_hospital BOOLEAN NOT NULL, same_hrr BOOLEAN NOT NULL");

  private final PhysicianCodes physicians;
  private final Projection rows;
  private final SpecificInternalRow tie = new SpecificInternalRow(SCHEMA);
  private int next;
  private int degree;

  TieRows(PhysicianCodes physicians, Projection rows) {
    this.physicians = physicians;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    if (next < degree) {
      return true;
    }
    if (!rows.next()) {
      return false;
    }
    next = 0;
    degree = rows.degree();
    tie.update(0, physicians.id(rows.row()));
    return true;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int a = rows.row();
    int b = rows.neighbor(next++);
    tie.update(1, physicians.id(b));
    tie.setLong(2, rows.common(b));
    tie.setDouble(3, rows.newman(b));
    tie.setLong(4, rows.minimum(b));
    tie.setBoolean(5, physicians.sameHospital(a, b));
    tie.setBoolean(6, physicians.sameHrr(a, b));
    return tie;
  }
}
