package org.claimgraph.ties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.graph.Groups;

/** What some patients or physicians add to the teams of each region, pairs and triads apart. */
final class TeamCounts {

  /** One row adds so much to the teams of one size in one region. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "region_type STRING, region_id STRING, size INT, groups BIGINT, recurring_groups BIGINT,"
              + " known_groups BIGINT, crossing_groups BIGINT, patients BIGINT,"
              + " patients_left_out BIGINT");

  private static final int GROUPS = 0;
  private static final int RECURRING = 1;
  private static final int KNOWN = 2;
  private static final int CROSSING = 3;
  private static final int PATIENTS = 4;
  private static final int LEFT_OUT = 5;
  private static final int NUMBERS = 6;

  private final TeamPlaces places;

  /** The numbers of each region, those of pairs first, then those of triads. */
  private final long[][] counts;

  TeamCounts(TeamPlaces places) {
    this.places = places;
    this.counts = new long[places.regionCount()][];
  }

  /** Adds two physicians who have so many patients together. */
  void addPair(int a, int b, long patients) {
    boolean known = isKnown(a) && isKnown(b);
    boolean crossing = known && places.group(a) != places.group(b);
    for (int kind = 0; kind < places.kinds(); kind++) {
      int region = places.region(kind, a);
      if (places.region(kind, b) == region) {
        addGroup(region, 2, patients, known, crossing);
      }
    }
  }

  /** Adds three physicians who have so many patients together. */
  void addTriad(int a, int b, int c, long patients) {
    boolean known = isKnown(a) && isKnown(b) && isKnown(c);
    boolean crossing =
        known && (places.group(a) != places.group(b) || places.group(a) != places.group(c));
    for (int kind = 0; kind < places.kinds(); kind++) {
      int region = places.region(kind, a);
      if (places.region(kind, b) == region && places.region(kind, c) == region) {
        addGroup(region, 3, patients, known, crossing);
      }
    }
  }

  /**
   * The patients of each region: those with at least two, or three, of his physicians there.
   *
   * @param physicians all physicians of each patient
   * @param mostPhysicians patients of more are left out of triads
   */
  static TeamCounts ofPatients(Groups physicians, TeamPlaces places, int mostPhysicians) {
    TeamCounts counts = new TeamCounts(places);
    counts.addPatients(physicians, mostPhysicians);
    return counts;
  }

  private void addPatients(Groups physicians, int mostPhysicians) {
    int[] regions = new int[64];
    for (int patient = 0; patient < physicians.groupCount(); patient++) {
      int size = physicians.size(patient);
      regions = regions.length < size ? new int[2 * size] : regions;
      for (int kind = 0; kind < places.kinds(); kind++) {
        for (int i = 0; i < size; i++) {
          regions[i] = places.region(kind, physicians.node(physicians.start(patient) + i));
        }
        Arrays.sort(regions, 0, size);
        addPatient(regions, size, size > mostPhysicians);
      }
    }
  }

  private void addPatient(int[] regions, int size, boolean isLeftOut) {
    for (int from = 0, to; from < size; from = to) {
      to = from + 1;
      while (to < size && regions[to] == regions[from]) {
        to++;
      }
      if (to - from > 1) {
        of(regions[from])[PATIENTS]++;
      }
      if (to - from > 2) {
        of(regions[from])[NUMBERS + (isLeftOut ? LEFT_OUT : PATIENTS)]++;
      }
    }
  }

  /** Rows in {@link #SCHEMA}; none for what is nothing. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int region = 0; region < counts.length; region++) {
      if (counts[region] != null) {
        rows.add(row(region, 2, Arrays.copyOf(counts[region], NUMBERS)));
        rows.add(row(region, 3, Arrays.copyOfRange(counts[region], NUMBERS, 2 * NUMBERS)));
      }
    }
    return rows;
  }

  private Row row(int region, int size, long[] numbers) {
    return RowFactory.create(
        places.type(region),
        places.id(region),
        size,
        numbers[GROUPS],
        numbers[RECURRING],
        numbers[KNOWN],
        numbers[CROSSING],
        numbers[PATIENTS],
        numbers[LEFT_OUT]);
  }

  private boolean isKnown(int physician) {
    return places.group(physician) != TeamPlaces.UNKNOWN;
  }

  private void addGroup(int region, int size, long patients, boolean known, boolean crossing) {
    long[] numbers = of(region);
    int first = size == 2 ? 0 : NUMBERS;
    numbers[first + GROUPS]++;
    numbers[first + RECURRING] += patients > 1 ? 1 : 0;
    numbers[first + KNOWN] += known ? 1 : 0;
    numbers[first + CROSSING] += crossing ? 1 : 0;
  }

  private long[] of(int region) {
    if (counts[region] == null) {
      counts[region] = new long[2 * NUMBERS];
    }
    return counts[region];
  }
}
