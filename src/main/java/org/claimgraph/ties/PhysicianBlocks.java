package org.claimgraph.ties;

import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.claimgraph.graph.Groups;
import org.claimgraph.graph.Projection;
import scala.Tuple2;

/**
 * Physicians cut into blocks of about equal work. A block follows regions and hospitals, so that
 * most patients' physicians stand in one or two.
 *
 * <p>The work of a physician is the number of physicians after him in his patients' lists (the
 * products of his row), and what it takes to carry those lists. It is counted by cells of
 * neighboring physicians; a block is a run of cells.
 */
final class PhysicianBlocks implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int WORK_OF_A_MEMBER = 2;
  private static final long WORK_OF_A_BLOCK = 8_000_000;
  private static final int BLOCKS_OF_A_PATIENT = 2;

  /** Of more blocks some would have no cell. */
  static final int CELLS = 1 << 14;

  private final PhysicianCodes physicians;
  private final int[] blockOfCell;
  private final int count;

  private PhysicianBlocks(PhysicianCodes physicians, int[] blockOfCell, int count) {
    this.physicians = physicians;
    this.blockOfCell = blockOfCell;
    this.count = count;
  }

  /** The work of each cell that some patients make. */
  static long[] work(Groups patients, PhysicianCodes physicians) {
    long[] work = new long[CELLS];
    for (int patient = 0; patient < patients.groupCount(); patient++) {
      int end = patients.end(patient);
      for (int at = patients.start(patient); at < end; at++) {
        work[cell(patients.node(at), physicians)] += end - 1 - at + WORK_OF_A_MEMBER;
      }
    }
    return work;
  }

  /** Adds the work of others to the first, and returns it. */
  static long[] add(long[] work, long[] others) {
    for (int cell = 0; cell < CELLS; cell++) {
      work[cell] = Math.addExact(work[cell], others[cell]);
    }
    return work;
  }

  private static int cell(int physician, PhysicianCodes physicians) {
    return (int) ((long) physicians.placeOrder(physician) * CELLS / physicians.count());
  }

  /** Cuts cells into at least so many blocks, where there is work for them. */
  static PhysicianBlocks of(PhysicianCodes physicians, long[] work, int least) {
    long total = 0;
    for (long cell : work) {
      total = Math.addExact(total, cell);
    }
    long blocks = count(total, least);
    int[] blockOfCell = new int[CELLS];
    long before = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      // By the middle of the cell; no product of two longs, which could overflow.
      double share = total == 0 ? 0 : (before + work[cell] / 2.0) / total;
      blockOfCell[cell] = (int) Math.min(blocks - 1, (long) (share * blocks));
      before += work[cell];
    }
    return new PhysicianBlocks(physicians, blockOfCell, Math.toIntExact(blocks));
  }

  private static long count(long work, int least) {
    return Math.max(least, work / WORK_OF_A_BLOCK);
  }

  /** Bytes of the lists that {@link #route} gives out, of links of shared patients. */
  static long bytesOfLists(LinkCounts shared) {
    return Math.addExact(
        Math.multiplyExact(members(shared), Groups.BYTES_OF_A_MEMBER),
        Math.multiplyExact(lists(shared), Groups.BYTES_OF_A_GROUP));
  }

  /**
   * Bytes to multiply the rows of a block, of links of shared patients. It has its share of the
   * lists, and those of the physician with most patients: one stands there from him on, by half.
   */
  static long bytesOfABlock(LinkCounts shared, int least) {
    if (shared.links() == 0) {
      return 0;
    }
    long work = Math.addExact(shared.pairs(), Math.multiplyExact(shared.links(), WORK_OF_A_MEMBER));
    double half = 1 + (double) shared.pairs() / shared.links();
    double members = (double) members(shared) / count(work, least) + shared.mostPatients() * half;
    return Math.addExact(
        Math.multiplyExact(shared.physicians(), Projection.BYTES_OF_A_NODE),
        Math.multiplyExact(
            (long) Math.min(shared.links(), members), // a list stands in a block once
            Groups.Builder.BYTES_OF_A_MEMBER + Projection.BYTES_OF_A_MEMBER));
  }

  /** Members of all lists: whole in two blocks each, but no more than if it touched any. */
  private static long members(LinkCounts shared) {
    return Math.min(
        Math.multiplyExact(shared.links(), BLOCKS_OF_A_PATIENT),
        Math.addExact(shared.pairs(), shared.links() - shared.patients()));
  }

  private static long lists(LinkCounts shared) {
    return Math.min(
        Math.multiplyExact(shared.patients(), BLOCKS_OF_A_PATIENT),
        shared.links() - shared.patients());
  }

  int count() {
    return count;
  }

  /** The block of a physician. */
  int block(int physician) {
    return blockOfCell[cell(physician, physicians)];
  }

  /** The physicians of a block, those of one region and hospital together. */
  int[] members(int block) {
    return IntStream.range(0, physicians.count())
        .map(physicians::byPlace)
        .filter(physician -> block(physician) == block)
        .toArray();
  }

  /** Each patient's physicians, from the first one of a block on, for each block they touch. */
  Iterator<Tuple2<Integer, Groups>> route(Groups patients) {
    Groups.Builder[] routed = new Groups.Builder[count];
    int[] lastPatient = new int[count];
    for (int patient = 0; patient < patients.groupCount(); patient++) {
      for (int at = patients.start(patient); at < patients.end(patient) - 1; at++) {
        int block = block(patients.node(at));
        if (lastPatient[block] <= patient) {
          lastPatient[block] = patient + 1;
          routed[block] = routed[block] == null ? new Groups.Builder() : routed[block];
          routed[block].add(patients, patient, at);
        }
      }
    }
    return IntStream.range(0, count)
        .filter(block -> routed[block] != null)
        .mapToObj(block -> new Tuple2<>(block, routed[block].build()))
        .iterator();
  }

  /** The groups of several batches together. */
  static Groups together(Iterator<Groups> batches) {
    Groups.Builder together = new Groups.Builder();
    while (batches.hasNext()) {
      Groups batch = batches.next();
      for (int group = 0; group < batch.groupCount(); group++) {
        together.add(batch, group, batch.start(group));
      }
    }
    return together.build();
  }
}
