package org.claimgraph.ties;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many links, patients and physicians there are, and how the links are spread over patients.
 * Numbers only: no id of anybody. Every sum is exact; one that exceeds a long is an {@link
 * ArithmeticException}.
 *
 * @param patientsBySize number of patients by how many physicians each has
 * @param physicians number of physicians
 * @param mostPatients patients of the physician who has most, 0 where there is none
 */
public record LinkCounts(SortedMap<Long, Long> patientsBySize, long physicians, long mostPatients) {

  /**
   * Counts links. Runs two small jobs.
   *
   * @param links one row per patient_id and npi
   * @param physicians npi, patients; links of others are left out
   */
  public static LinkCounts of(Dataset<Row> links, Dataset<Row> physicians) {
    SortedMap<Long, Long> patientsBySize = new TreeMap<>();
    links
        .join(physicians.select("npi"), new String[] {"npi"}, "left_semi")
        .groupBy("patient_id")
        .agg(count(lit(1)).as("size"))
        .groupBy("size")
        .agg(count(lit(1)).as("patients"))
        .collectAsList()
        .forEach(row -> patientsBySize.put(row.getLong(0), row.getLong(1)));
    Row heaviest = physicians.agg(count(lit(1)), max(col("patients"))).head();
    return new LinkCounts(
        patientsBySize, heaviest.getLong(0), heaviest.isNullAt(1) ? 0 : heaviest.getLong(1));
  }

  /** Number of patients. */
  public long patients() {
    return patientsBySize.values().stream().reduce(0L, Math::addExact);
  }

  /** Number of links. */
  public long links() {
    long links = 0;
    for (Map.Entry<Long, Long> size : patientsBySize.entrySet()) {
      links = Math.addExact(links, Math.multiplyExact(size.getKey(), size.getValue()));
    }
    return links;
  }

  /** Σ k (k − 1) / 2 over the k physicians of each patient: what shared patients add up to. */
  public long pairs() {
    long pairs = 0;
    for (Map.Entry<Long, Long> size : patientsBySize.entrySet()) {
      long pairsOfOne = Math.multiplyExact(size.getKey(), size.getKey() - 1) / 2;
      pairs = Math.addExact(pairs, Math.multiplyExact(pairsOfOne, size.getValue()));
    }
    return pairs;
  }

  /**
   * More ties there cannot be: each needs a pair of physicians, and a patient of both. The bound is
   * reached where no two patients have the same two physicians.
   */
  public long mostTies() {
    return Math.min(pairs(), Math.multiplyExact(physicians, physicians - 1) / 2);
  }

  /** Number of physicians of the patients who have most, from the most on; at most so many. */
  public List<Long> largestSizes(int limit) {
    List<Long> largest = new ArrayList<>();
    SortedMap<Long, Long> rest = patientsBySize;
    while (!rest.isEmpty() && largest.size() < limit) {
      long size = rest.lastKey();
      for (long i = 0; i < rest.get(size) && largest.size() < limit; i++) {
        largest.add(size);
      }
      rest = rest.headMap(size);
    }
    return largest;
  }

  /** The links of patients of at least two physicians. */
  public LinkCounts ofSharedPatients() {
    return new LinkCounts(patientsBySize.tailMap(2L), physicians, mostPatients);
  }
}
