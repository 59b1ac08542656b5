package org.claimgraph.ties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.claimgraph.graph.Groups;

/**
 * The physicians of each patient, from all links of some patients in any order. Links of one
 * patient and physician add up; patients of a single physician are left out.
 */
final class PatientGroups {

  /** A link in its batch, the number of its patient, by patient, and as a member of his group. */
  private static final int BYTES_OF_A_LINK =
      LinkBatch.BYTES_OF_A_LINK + Integer.BYTES + Long.BYTES + Groups.Builder.BYTES_OF_A_MEMBER;

  /** A patient with his hash in room that doubles, up to four slots, two ends, and his group. */
  private static final int BYTES_OF_A_PATIENT =
      2 * (Long.BYTES + Integer.BYTES)
          + 4 * Integer.BYTES
          + 2 * Integer.BYTES
          + Groups.Builder.BYTES_OF_A_GROUP;

  private final List<LinkBatch> batches = new ArrayList<>();
  private long[] patients = new long[1 << 10];
  private int[] checks = new int[1 << 10];

  /** Patient by slot of an open-addressed table, plus one; 0 is free. */
  private int[] slots = new int[1 << 11];

  private int patientCount;

  private PatientGroups(Iterator<LinkBatch> links) {
    links.forEachRemaining(batches::add);
  }

  static Groups of(Iterator<LinkBatch> links) {
    return new PatientGroups(links).group();
  }

  /** Bytes to group one of several partitions: its share, and the patient of most links. */
  static long bytes(int partitions, LinkCounts counts) {
    long largest = counts.largestSizes(1).stream().findAny().orElse(0L);
    long links = Math.min(counts.links(), counts.links() / partitions + largest);
    long patients = Math.min(counts.patients(), counts.patients() / partitions + 1);
    return Math.addExact(
        Math.multiplyExact(links, BYTES_OF_A_LINK),
        Math.multiplyExact(patients, BYTES_OF_A_PATIENT));
  }

  private Groups group() {
    int linkCount = 0;
    for (LinkBatch batch : batches) {
      linkCount = Math.addExact(linkCount, batch.size);
    }
    int[] patientOf = new int[linkCount];
    int at = 0;
    for (LinkBatch batch : batches) {
      for (int i = 0; i < batch.size; i++) {
        patientOf[at++] = patient(batch.patients[i], batch.checks[i]);
      }
    }
    return merged(linksByPatient(patientOf), ends(patientOf));
  }

  /** A number for a patient, from 0 in the order of appearance. */
  private int patient(long hash, int check) {
    int slot = (int) hash & (slots.length - 1);
    while (slots[slot] != 0) {
      int patient = slots[slot] - 1;
      if (patients[patient] == hash && checks[patient] == check) {
        return patient;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    if (patientCount == patients.length) {
      grow();
      return patient(hash, check);
    }
    patients[patientCount] = hash;
    checks[patientCount] = check;
    slots[slot] = ++patientCount;
    return patientCount - 1;
  }

  private void grow() {
    patients = Arrays.copyOf(patients, 2 * patientCount);
    checks = Arrays.copyOf(checks, 2 * patientCount);
    slots = new int[4 * patientCount];
    for (int patient = 0; patient < patientCount; patient++) {
      int slot = (int) patients[patient] & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = patient + 1;
    }
  }

  private int[] ends(int[] patientOf) {
    int[] ends = new int[patientCount + 1];
    for (int patient : patientOf) {
      ends[patient + 1]++;
    }
    for (int patient = 0; patient < patientCount; patient++) {
      ends[patient + 1] += ends[patient];
    }
    return ends;
  }

  /** Physician in the upper half, encounters in the lower half, patient by patient. */
  private long[] linksByPatient(int[] patientOf) {
    int[] filled = ends(patientOf);
    long[] links = new long[patientOf.length];
    int at = 0;
    for (LinkBatch batch : batches) {
      for (int i = 0; i < batch.size; i++) {
        links[filled[patientOf[at++]]++] = (long) batch.physicians[i] << 32 | batch.encounters[i];
      }
    }
    return links;
  }

  private Groups merged(long[] links, int[] starts) {
    Groups.Builder groups = new Groups.Builder();
    for (int patient = 0; patient < patientCount; patient++) {
      int start = starts[patient];
      int end = starts[patient + 1];
      Arrays.sort(links, start, end);
      int size = merge(links, start, end);
      if (size > 1) {
        groups.begin(size);
        for (int at = start; at < start + size; at++) {
          groups.add((int) (links[at] >>> 32), (int) links[at]);
        }
      }
    }
    return groups.build();
  }

  /** Adds up the links of one physician; returns how many physicians there are. */
  private static int merge(long[] links, int start, int end) {
    int last = start;
    for (int at = start + 1; at < end; at++) {
      if (links[at] >>> 32 == links[last] >>> 32) {
        int sum = Math.addExact((int) links[last], (int) links[at]);
        links[last] = links[last] >>> 32 << 32 | sum;
      } else {
        links[++last] = links[at];
      }
    }
    return last + 1 - start;
  }
}
