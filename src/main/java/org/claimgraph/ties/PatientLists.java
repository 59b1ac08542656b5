package org.claimgraph.ties;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.claimgraph.graph.Groups;
import scala.Tuple2;

/**
 * Some patients by id, each with the physicians of {@link Groups}. A list may hold the last
 * physicians only; its size still tells how many there are.
 */
final class PatientLists implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String[] ids;
  private final Groups physicians;

  private PatientLists(List<String> ids, Groups physicians) {
    this.ids = ids.toArray(String[]::new);
    this.physicians = physicians;
  }

  /**
   * The patients of at least two physicians.
   *
   * @param links patient_id and npi, each pair once, in the order of these columns
   * @param codes the codes of all physicians
   */
  static PatientLists of(Iterator<InternalRow> links, PhysicianCodes codes) {
    Builder lists = new Builder();
    UTF8String patient = null;
    List<Integer> physicians = new ArrayList<>();
    while (links.hasNext()) {
      InternalRow link = links.next();
      if (!link.getUTF8String(0).equals(patient)) {
        lists.add(patient, physicians);
        patient = link.getUTF8String(0).clone();
        physicians.clear();
      }
      int code = codes.code(link.getUTF8String(1));
      if (code < 0) {
        throw new IllegalArgumentException("Invalid link: its physician is not of the period");
      }
      physicians.add(code);
    }
    lists.add(patient, physicians);
    return lists.build();
  }

  /** The lists of several batches together. */
  static PatientLists together(Iterator<PatientLists> batches) {
    Builder together = new Builder();
    while (batches.hasNext()) {
      PatientLists batch = batches.next();
      for (int patient = 0; patient < batch.ids.length; patient++) {
        together.add(batch, patient, batch.physicians.start(patient));
      }
    }
    return together.build();
  }

  /** Each patient's physicians, from the first one of a block on, for each block they touch. */
  Iterator<Tuple2<Integer, PatientLists>> route(PhysicianBlocks blocks) {
    Builder[] routed = new Builder[blocks.count()];
    int[] lastPatient = new int[routed.length];
    for (int patient = 0; patient < ids.length; patient++) {
      for (int at = physicians.start(patient); at < physicians.end(patient) - 1; at++) {
        int block = blocks.block(physicians.node(at));
        if (lastPatient[block] <= patient) {
          lastPatient[block] = patient + 1;
          routed[block] = routed[block] == null ? new Builder() : routed[block];
          routed[block].add(this, patient, at);
        }
      }
    }
    return IntStream.range(0, routed.length)
        .filter(block -> routed[block] != null)
        .mapToObj(block -> new Tuple2<>(block, routed[block].build()))
        .iterator();
  }

  /** The id of a patient. */
  String id(int patient) {
    return ids[patient];
  }

  /** The physicians of each patient, patients in the order of their numbers. */
  Groups physicians() {
    return physicians;
  }

  private static final class Builder {

    private final List<String> ids = new ArrayList<>();
    private final Groups.Builder physicians = new Groups.Builder();

    void add(UTF8String id, List<Integer> codes) {
      if (codes.size() > 1) {
        ids.add(id.toString());
        physicians.begin(codes.size());
        codes.forEach(code -> physicians.add(code, 1));
      }
    }

    void add(PatientLists lists, int patient, int from) {
      ids.add(lists.ids[patient]);
      physicians.add(lists.physicians, patient, from);
    }

    PatientLists build() {
      return new PatientLists(ids, physicians.build());
    }
  }
}
