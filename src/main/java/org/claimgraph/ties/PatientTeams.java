package org.claimgraph.ties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.graph.Groups;
import org.claimgraph.graph.Projection;

/**
 * What the physicians of one block add to the pairs of each patient and to the teams of each
 * region. The row of a physician says with whom he shares how many patients; right after it is
 * multiplied, it is read off for each of his patients.
 *
 * <p>A pair belongs to the lower of its physicians, and so does a triad. The triads of a physician
 * are written down patient by patient and sorted; patients of more physicians than a limit L, whose
 * triads would be too many, are left out.
 *
 * <p>Time that of {@link Projection}, twice, and for the triads O(t log t), t the triads of all
 * patients of a physician. Memory that of {@link Projection}; 24 bytes and 8 a different weight,
 * and his id, for each patient of the block; and for one physician at a time 8 bytes a patient and
 * pair of the patient's other physicians, at most 4 (L - 1) (L - 2) bytes a patient.
 */
final class PatientTeams {

  private final PatientLists patients;
  private final Groups lists;
  private final Projection rows;
  private final TeamPlaces places;
  private final PairWeights weights;
  private final int mostPhysicians;
  private final TeamCounts teams;

  /** Shared patients of each patient's pairs, by the place of their weight. */
  private final long[][] shared;

  private final long[] repeated;
  private final long[] known;
  private final long[] crossing;

  private long[] triads = new long[64];
  private int triadCount;

  private PatientTeams(
      PatientLists patients,
      Projection rows,
      TeamPlaces places,
      PairWeights weights,
      int mostPhysicians) {
    this.patients = patients;
    this.lists = patients.physicians();
    this.rows = rows;
    this.places = places;
    this.weights = weights;
    this.mostPhysicians = mostPhysicians;
    this.teams = new TeamCounts(places);
    this.shared = new long[weights.count()][lists.groupCount()];
    this.repeated = new long[lists.groupCount()];
    this.known = new long[lists.groupCount()];
    this.crossing = new long[lists.groupCount()];
  }

  /** A row of a patient: the sums over his pairs. */
  static StructType schema(PairWeights weights) {
    StructType schema =
        StructType.fromDDL(
            "patient_id STRING, repeated_pairs BIGINT, known_pairs BIGINT, crossing_pairs BIGINT");
    for (int place = 0; place < weights.count(); place++) {
      schema = schema.add(sharedColumn(place), DataTypes.LongType);
    }
    return schema;
  }

  /** The column of what pairs of a weight share. */
  static String sharedColumn(int place) {
    return "shared_patients" + place;
  }

  /**
   * Counts the pairs and triads of a block.
   *
   * @param patients the patients of its physicians, each with all physicians from the first one of
   *     the block on
   * @param rows the rows of its physicians, none taken yet
   */
  static PatientTeams of(
      PatientLists patients,
      Projection rows,
      TeamPlaces places,
      PairWeights weights,
      int mostPhysicians) {
    PatientTeams counted = new PatientTeams(patients, rows, places, weights, mostPhysicians);
    while (rows.next()) {
      counted.addPairs();
      counted.addPatients();
      counted.addTriads();
    }
    return counted;
  }

  /** What is added to the teams of each region. */
  TeamCounts teams() {
    return teams;
  }

  /** Rows in {@link #schema}. */
  Stream<Row> patientRows() {
    return IntStream.range(0, lists.groupCount()).mapToObj(this::patientRow);
  }

  private Row patientRow(int patient) {
    List<Object> values = new ArrayList<>();
    values.add(patients.id(patient));
    values.add(repeated[patient]);
    values.add(known[patient]);
    values.add(crossing[patient]);
    for (long[] ofWeight : shared) {
      values.add(ofWeight[patient]);
    }
    return RowFactory.create(values.toArray());
  }

  private void addPairs() {
    for (int i = 0; i < rows.degree(); i++) {
      teams.addPair(rows.row(), rows.neighbor(i), rows.common(rows.neighbor(i)));
    }
  }

  private void addPatients() {
    int group = places.group(rows.row());
    for (int i = 0; i < rows.groupCount(); i++) {
      int patient = rows.group(i);
      for (int at = rows.place(i) + 1; at < lists.end(patient); at++) {
        int other = places.group(lists.node(at));
        int together = rows.common(lists.node(at));
        shared[weights.place(group, other)][patient] += together;
        repeated[patient] += together > 1 ? 1 : 0;
        if (group != TeamPlaces.UNKNOWN && other != TeamPlaces.UNKNOWN) {
          known[patient]++;
          crossing[patient] += group == other ? 0 : 1;
        }
      }
    }
  }

  private void addTriads() {
    triadCount = 0;
    for (int i = 0; i < rows.groupCount(); i++) {
      int patient = rows.group(i);
      if (lists.size(patient) <= mostPhysicians) {
        writeTriads(rows.place(i) + 1, lists.end(patient));
      }
    }
    Arrays.sort(triads, 0, triadCount);
    for (int from = 0, to; from < triadCount; from = to) {
      to = from + 1;
      while (to < triadCount && triads[to] == triads[from]) {
        to++;
      }
      teams.addTriad(
          rows.row(), (int) (triads[from] >> Integer.SIZE), (int) triads[from], to - from);
    }
  }

  private void writeTriads(int from, int end) {
    int length = end - from;
    int needed = Math.addExact(triadCount, Math.max(0, length * (length - 1) / 2));
    if (needed > triads.length) {
      triads = Arrays.copyOf(triads, (int) Math.min(Integer.MAX_VALUE - 8, 2L * needed));
    }
    for (int b = from; b < end; b++) {
      for (int c = b + 1; c < end; c++) {
        triads[triadCount++] = (long) lists.node(b) << Integer.SIZE | lists.node(c);
      }
    }
  }
}
