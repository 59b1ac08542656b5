package org.claimgraph.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_MEASURE;
import static org.claimgraph.tables.Tables.TIE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.RegionType;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random patients of random physicians, and an attack on the ties that are withheld. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class PhysicianCellsTest {

  private static final int PHYSICIANS = 40;
  private static final SmallCells CELLS = new SmallCells(11);

  private final Map<Integer, Set<Integer>> patients = new TreeMap<>();
  private final Map<Integer, Set<Integer>> shared = new TreeMap<>();
  private final Map<List<Integer>, Long> ties = new HashMap<>();

  @Test
  void whatIsToldOfPhysiciansTellsNoWithheldTie(SparkSession spark) {
    draw(new SplittableRandom(3));
    Map<Integer, Row> told = told(spark);
    List<List<Integer>> withheld =
        ties.keySet().stream()
            .filter(tie -> ties.get(tie) < 11)
            .sorted((a, b) -> 1_000 * (a.get(0) - b.get(0)) + a.get(1) - b.get(1))
            .toList();
    Set<Integer> rule = new HashSet<>();
    Set<Integer> naive = new HashSet<>();
    for (int npi = 0; npi < PHYSICIANS; npi++) {
      if (told.get(npi).getBoolean(2)) {
        rule.add(npi);
      }
      if (shared.get(npi).size() >= 11) {
        naive.add(npi);
      }
      assertApart(npi, told.get(npi));
    }
    assertThat(withheld).hasSizeGreaterThan(30);
    assertThat(rule).hasSizeBetween(5, naive.size() - 1);
    assertThat(narrowed(withheld, rule)).isZero();
    assertThat(narrowed(withheld, naive)).isPositive();
  }

  /** Nothing told of a physician is by a small number more than something that is part of it. */
  private void assertApart(int npi, Row told) {
    List<Long> chain = new ArrayList<>();
    if (told.getBoolean(1)) {
      chain.add((long) patients.get(npi).size());
    }
    if (told.getBoolean(2)) {
      chain.add((long) shared.get(npi).size());
    }
    for (long count : chain) {
      assertThat(CELLS.isSmall(count)).isFalse();
      assertThat(chain).noneMatch(other -> CELLS.isSmall(count - other));
      ties.forEach(
          (tie, patients) -> {
            if (tie.contains(npi) && patients >= 11) {
              assertThat(CELLS.isSmall(count - patients)).isFalse();
            }
          });
    }
  }

  /** How many withheld ties are proven to have more than one patient, or fewer than ten. */
  private long narrowed(List<List<Integer>> withheld, Set<Integer> told) {
    Attack attack = new Attack(withheld.size());
    for (int i = 0; i < withheld.size(); i++) {
      attack.sumIsAtLeast(attack.difference(i), 1);
      double[] negative = new double[withheld.size()];
      negative[i] = -1;
      attack.sumIsAtLeast(negative, -10);
    }
    for (int npi : told) {
      double[] own = new double[withheld.size()];
      double seen = 0;
      for (Map.Entry<List<Integer>, Long> tie : ties.entrySet()) {
        if (tie.getKey().contains(npi)) {
          if (tie.getValue() < 11) {
            own[withheld.indexOf(tie.getKey())] = 1;
          } else {
            seen += tie.getValue();
          }
        }
      }
      attack.sumIsAtLeast(own, shared.get(npi).size() - seen);
    }
    long narrowed = 0;
    for (int i = 0; i < withheld.size(); i++) {
      narrowed += attack.spans(attack.difference(i), 1, 10) ? 0 : 1;
    }
    return narrowed;
  }

  private void draw(SplittableRandom random) {
    for (int npi = 0; npi < PHYSICIANS; npi++) {
      patients.put(npi, new HashSet<>());
      shared.put(npi, new HashSet<>());
    }
    for (int patient = 0; patient < 900; patient++) {
      int first = random.nextInt(PHYSICIANS);
      List<Integer> seen = new ArrayList<>(List.of(first));
      if (random.nextInt(3) > 0) {
        int step = first % 3 == 0 ? 1 : 1 + random.nextInt(3);
        if (first + step < PHYSICIANS) {
          seen.add(first + step);
        }
      }
      for (int npi : seen) {
        patients.get(npi).add(patient);
        if (seen.size() > 1) {
          shared.get(npi).add(patient);
        }
      }
      if (seen.size() > 1) {
        ties.merge(seen, 1L, Long::sum);
      }
    }
  }

  private Map<Integer, Row> told(SparkSession spark) {
    List<String> physicians = new ArrayList<>();
    List<String> measures = new ArrayList<>();
    for (int npi = 0; npi < PHYSICIANS; npi++) {
      physicians.add(row("('%02d', %d)", npi, patients.get(npi).size()));
      measures.add(row("('all', 'nation', 'US', '%02d', %d)", npi, shared.get(npi).size()));
    }
    List<String> tied = new ArrayList<>();
    ties.forEach(
        (tie, count) -> tied.add(row("('%02d', '%02d', %d)", tie.get(0), tie.get(1), count)));
    PublishedTables tables =
        new PublishedTables(spark)
            .with(PERIOD_PHYSICIAN, "npi, patients", physicians.toArray(String[]::new))
            .with(
                PHYSICIAN_MEASURE,
                "tie_rule, region_type, region_id, npi, shared_patients",
                measures.toArray(String[]::new))
            .with(TIE, "npi_a, npi_b, shared_patients", tied.toArray(String[]::new));
    Map<Integer, Row> told = new HashMap<>();
    PhysicianCells.of(
            tables.get(PERIOD_PHYSICIAN),
            tables.get(PHYSICIAN_MEASURE),
            tables.get(TIE),
            RegionType.NATION,
            spark.sql("SELECT '00' AS npi, 0L AS patients, false AS hidden WHERE false"),
            CELLS)
        .collectAsList()
        .forEach(row -> told.put(Integer.parseInt(row.getString(0)), row));
    return told;
  }

  private static String row(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
