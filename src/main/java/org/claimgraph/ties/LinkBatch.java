package org.claimgraph.ties;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Links of patients and physicians on their way to where all links of a patient meet. 20 bytes a
 * link; a patient is 96 bits of hash, so that among a billion patients two are taken for one with
 * probability 6e-12.
 */
final class LinkBatch implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What a link takes in a batch without spare room. */
  static final int BYTES_OF_A_LINK = Long.BYTES + 3 * Integer.BYTES;

  /** Links of a full batch. */
  static final int MOST = 1 << 13;

  long[] patients = new long[64];
  int[] checks = new int[64];
  int[] physicians = new int[64];
  int[] encounters = new int[64];
  int size;

  void add(long patient, int check, int physician, int encountersOfLink) {
    if (size == patients.length) {
      resize(2 * size);
    }
    patients[size] = patient;
    checks[size] = check;
    physicians[size] = physician;
    encounters[size] = encountersOfLink;
    size++;
  }

  boolean isFull() {
    return size == MOST;
  }

  /** This batch without spare room. */
  LinkBatch trimmed() {
    resize(size);
    return this;
  }

  private void resize(int room) {
    patients = Arrays.copyOf(patients, room);
    checks = Arrays.copyOf(checks, room);
    physicians = Arrays.copyOf(physicians, room);
    encounters = Arrays.copyOf(encounters, room);
  }
}
