package org.claimgraph.ties;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.claimgraph.graph.Projection;

/**
 * The ties of some physicians, many at a time and column by column; the same batch object each
 * time, as Spark allows. Ids are codes of a dictionary, so that no text is made for a tie.
 */
final class TieBatches implements Iterator<ColumnarBatch> {

  /** What a batch holds. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "npi_a STRING NOT NULL, npi_b STRING NOT NULL, shared_patients BIGINT NOT NULL,"
              + " newman_weight DOUBLE NOT NULL, min_encounters BIGINT NOT NULL,"
              + " same_hospital BOOLEAN NOT NULL, same_hrr BOOLEAN NOT NULL,"
              + " kept ARRAY<STRING> NOT NULL");

  /** Ties of a full batch. */
  static final int MOST = 1 << 15;

  private final PhysicianCodes physicians;
  private final Projection rows;
  private final KeptNames kept;
  private final OnHeapColumnVector[] columns = OnHeapColumnVector.allocateColumns(MOST, SCHEMA);
  private final WritableColumnVector lower;
  private final WritableColumnVector higher;
  private final ColumnarBatch batch = new ColumnarBatch(columns);
  private int next;
  private int degree;

  TieBatches(PhysicianCodes physicians, Projection rows, KeptNames kept) {
    this.physicians = physicians;
    this.rows = rows;
    this.kept = kept;
    this.lower = coded(columns[0]);
    this.higher = coded(columns[1]);
    kept.putNames(columns[7].arrayData());
  }

  private WritableColumnVector coded(OnHeapColumnVector ids) {
    ids.setDictionary(new Texts(code -> physicians.id(code).getBytes()));
    return ids.reserveDictionaryIds(MOST);
  }

  @Override
  public boolean hasNext() {
    if (next == degree && rows.next()) {
      next = 0;
      degree = rows.degree();
    }
    return next < degree;
  }

  @Override
  public ColumnarBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int size = 0;
    while (size < MOST && hasNext()) {
      put(size++, rows.row(), rows.neighbor(next++));
    }
    batch.setNumRows(size);
    return batch;
  }

  private void put(int at, int a, int b) {
    int shared = rows.common(b);
    lower.putInt(at, a);
    higher.putInt(at, b);
    columns[2].putLong(at, shared);
    columns[3].putDouble(at, rows.newman(b));
    columns[4].putLong(at, rows.minimum(b));
    columns[5].putBoolean(at, physicians.sameHospital(a, b));
    columns[6].putBoolean(at, physicians.sameHrr(a, b));
    kept.put(columns[7], at, shared);
  }
}
