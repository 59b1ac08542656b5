package org.claimgraph.ties;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;

/** Packs rows (patient_id, npi, encounters) into batches, each with the number of its partition. */
final class LinkRouter implements Iterator<Tuple2<Integer, LinkBatch>> {

  private static final long SEED = 42;

  private final Iterator<InternalRow> rows;
  private final PhysicianCodes physicians;
  private final LinkBatch[] batches;
  private int full = -1;
  private int rest;

  LinkRouter(Iterator<InternalRow> rows, PhysicianCodes physicians, int partitions) {
    this.rows = rows;
    this.physicians = physicians;
    this.batches = new LinkBatch[partitions];
    for (int i = 0; i < partitions; i++) {
      batches[i] = new LinkBatch();
    }
  }

  /** Bytes of the batches, none of them full; with few links, all in room that doubles. */
  static long bytes(int partitions, long links) {
    long batches = (long) partitions * LinkBatch.MOST;
    return Math.min(batches, 2 * links) * LinkBatch.BYTES_OF_A_LINK;
  }

  @Override
  public boolean hasNext() {
    while (full < 0 && rows.hasNext()) {
      route(rows.next());
    }
    while (full < 0 && rest < batches.length) {
      full = batches[rest].size > 0 ? rest : -1;
      rest++;
    }
    return full >= 0;
  }

  @Override
  public Tuple2<Integer, LinkBatch> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Tuple2<Integer, LinkBatch> next = new Tuple2<>(full, batches[full].trimmed());
    batches[full] = new LinkBatch();
    full = -1;
    return next;
  }

  private void route(InternalRow row) {
    int physician = physicians.code(row.getUTF8String(1));
    if (physician < 0) {
      return;
    }
    UTF8String id = row.getUTF8String(0);
    Object bytes = id.getBaseObject();
    long patient = XXH64.hashUnsafeBytes(bytes, id.getBaseOffset(), id.numBytes(), SEED);
    int check =
        Murmur3_x86_32.hashUnsafeBytes(bytes, id.getBaseOffset(), id.numBytes(), (int) SEED);
    int partition = (int) ((patient >>> 33) % batches.length);
    LinkBatch batch = batches[partition];
    batch.add(patient, check, physician, Math.toIntExact(row.getLong(2)));
    if (batch.isFull()) {
      full = partition;
    }
  }
}
