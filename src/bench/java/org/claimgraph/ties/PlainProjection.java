package org.claimgraph.ties;

import org.claimgraph.graph.Groups;
import org.claimgraph.ties.ProjectionBenchmark.Sums;

/** The same ties by the shortest program: physicians' patients times patients' physicians. */
final class PlainProjection {

  private final int physicianCount;
  private final int[] firstRows;

  /** Patients' physicians, ascending, with their encounters. */
  private final int[] patientStarts;

  private final int[] physicians;
  private final int[] encounters;

  /** Physicians' patients, with the place in the patient's list. */
  private final int[] physicianStarts;

  private final int[] patients;
  private final int[] places;

  PlainProjection(Groups groups, int physicianCount, int threads) {
    this.physicianCount = physicianCount;
    this.patientStarts = new int[groups.groupCount() + 1];
    this.physicians = new int[groups.memberCount()];
    this.encounters = new int[groups.memberCount()];
    this.physicianStarts = new int[physicianCount + 1];
    this.patients = new int[groups.memberCount()];
    this.places = new int[groups.memberCount()];
    this.firstRows = new int[threads + 1];
    copy(groups);
    transpose();
    split();
  }

  private void copy(Groups groups) {
    for (int patient = 0; patient < groups.groupCount(); patient++) {
      patientStarts[patient + 1] = groups.end(patient);
    }
    for (int at = 0; at < physicians.length; at++) {
      physicians[at] = groups.node(at);
      encounters[at] = groups.count(at);
      physicianStarts[physicians[at] + 1]++;
    }
  }

  private void transpose() {
    for (int physician = 0; physician < physicianCount; physician++) {
      physicianStarts[physician + 1] += physicianStarts[physician];
    }
    int[] filled = physicianStarts.clone();
    for (int patient = 0; patient < patientStarts.length - 1; patient++) {
      for (int at = patientStarts[patient]; at < patientStarts[patient + 1]; at++) {
        int to = filled[physicians[at]]++;
        patients[to] = patient;
        places[to] = at;
      }
    }
  }

  private void split() {
    long total = productCount();
    long before = 0;
    for (int a = 0, part = 1; a < physicianCount && part < firstRows.length; a++) {
      before += products(a);
      if (before >= total / (firstRows.length - 1) * part) {
        firstRows[part++] = a + 1;
      }
    }
    firstRows[firstRows.length - 1] = physicianCount;
  }

  long linkCount() {
    return physicians.length;
  }

  long productCount() {
    long total = 0;
    for (int a = 0; a < physicianCount; a++) {
      total += products(a);
    }
    return total;
  }

  private long products(int a) {
    long products = 0;
    for (int i = physicianStarts[a]; i < physicianStarts[a + 1]; i++) {
      products += patientStarts[patients[i] + 1] - places[i] - 1;
    }
    return products;
  }

  /** The ties of one part of the rows. */
  Sums sums(int part) {
    int[] common = new int[physicianCount];
    double[] newman = new double[physicianCount];
    long[] minimum = new long[physicianCount];
    int[] neighbors = new int[physicianCount];
    long ties = 0;
    long commonSum = 0;
    double newmanSum = 0;
    long minimumSum = 0;
    for (int a = firstRows[part]; a < firstRows[part + 1]; a++) {
      int degree = 0;
      for (int i = physicianStarts[a]; i < physicianStarts[a + 1]; i++) {
        int patient = patients[i];
        int end = patientStarts[patient + 1];
        double share = 1.0 / (end - patientStarts[patient] - 1);
        int ofA = encounters[places[i]];
        for (int at = places[i] + 1; at < end; at++) {
          int b = physicians[at];
          if (common[b]++ == 0) {
            neighbors[degree++] = b;
          }
          newman[b] += share;
          minimum[b] += Math.min(ofA, encounters[at]);
        }
      }
      ties += degree;
      for (int i = 0; i < degree; i++) {
        int b = neighbors[i];
        commonSum += (long) (b ^ a) * common[b];
        newmanSum += newman[b];
        minimumSum += (long) (b ^ a) * minimum[b];
        common[b] = 0;
        newman[b] = 0;
        minimum[b] = 0;
      }
    }
    return new Sums(ties, commonSum, newmanSum, minimumSum);
  }
}
