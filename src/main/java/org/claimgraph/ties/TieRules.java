package org.claimgraph.ties;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.TieConfig;
import org.claimgraph.config.TieRule;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.config.TieRule.Significant;
import org.claimgraph.config.TieRule.Strongest;
import org.claimgraph.config.TieRule.Test;

/**
 * Which rules keep a tie.
 *
 * <p>{@code all} and {@code min-N} look at the tie alone and cost nothing. {@code strongest-Q}
 * compares it with the other ties of its ends ({@link StrongestTies}); {@code disparity-A}, {@code
 * hypergeometric-A} and {@code sdsm-A} test it ({@link SignificantTies}). These first sum up each
 * physician, which is small, and bring that to both ends of every tie; no tie is compared with
 * another one directly.
 *
 * <p>The strength of a tie is its number of shared patients throughout.
 */
public final class TieRules {

  private static final String[] NPI = {"npi"};

  private TieRules() {}

  /** Whether {@link #mark} reads ties once; else it reads them several times. */
  public static boolean readsTiesOnce(TieConfig config) {
    return config.parsedRules().stream().allMatch(rule -> rule instanceof MinShared);
  }

  /**
   * Adds the column {@code kept}: the names of the rules that keep a tie, in the order of {@code
   * tie.rules}.
   *
   * @param ties one row per (npi_a, npi_b): shared_patients and any others
   * @param links one row per (patient_id, npi), those of every physician of a tie; read for {@code
   *     hypergeometric-A} and {@code sdsm-A} only
   */
  public static Dataset<Row> mark(Dataset<Row> ties, Dataset<Row> links, TieConfig config) {
    Column[] columns =
        Stream.concat(Arrays.stream(ties.columns()), Stream.of("kept"))
            .map(name -> col(name))
            .toArray(Column[]::new);
    return judged(ties, links, config).withColumn("kept", kept(config)).select(columns);
  }

  /** Ties with everything that rules need to know of them. */
  static Dataset<Row> judged(Dataset<Row> ties, Dataset<Row> links, TieConfig config) {
    if (readsTiesOnce(config)) {
      return ties;
    }
    Dataset<Row> judged = withEnds(ties, links, config);
    return config.rulesOf(Significant.class).isEmpty()
        ? judged
        : SignificantTies.test(judged, links, config);
  }

  /** The names of the rules that keep a tie, given {@link #judged}. */
  static Column kept(TieConfig config) {
    Column[] names =
        config.parsedRules().stream()
            .map(rule -> keepsAll(rule) ? name(rule) : when(keeps(rule, config), name(rule)))
            .toArray(Column[]::new);
    boolean constant = config.parsedRules().stream().allMatch(TieRules::keepsAll);
    return constant ? array(names) : array_compact(array(names));
  }

  private static boolean keepsAll(TieRule rule) {
    return rule instanceof MinShared min && min.sharedPatients() == 1;
  }

  private static Column name(TieRule rule) {
    return lit(rule.name());
  }

  private static Column keeps(TieRule rule, TieConfig config) {
    if (rule instanceof MinShared min) {
      return col("shared_patients").geq(min.sharedPatients());
    }
    if (rule instanceof Strongest strongest) {
      return StrongestTies.keeps(strongest, config);
    }
    return SignificantTies.keeps((Significant) rule, config.correction());
  }

  /** Adds the columns a and b: what rules need to know of the physicians at both ends. */
  private static Dataset<Row> withEnds(Dataset<Row> ties, Dataset<Row> links, TieConfig config) {
    Dataset<Row> seen = seenFrom(ties, "npi_a", "npi_b").union(seenFrom(ties, "npi_b", "npi_a"));
    List<Dataset<Row>> known = new ArrayList<>();
    List<Strongest> strongest = config.rulesOf(Strongest.class);
    if (!strongest.isEmpty()) {
      known.add(StrongestTies.lastKept(seen, strongest, config.strongestTies()));
    }
    List<Test> tests = SignificantTies.tests(config);
    if (tests.contains(Test.DISPARITY)) {
      known.add(
          seen.groupBy("npi")
              .agg(count(lit(1)).as("degree"), sum("shared_patients").as("strength")));
    }
    if (tests.contains(Test.HYPERGEOMETRIC) || tests.contains(Test.SDSM)) {
      known.add(PatientPhysicians.physicians(links, 1));
    }
    Dataset<Row> physicians = known.stream().reduce((a, b) -> a.join(b, NPI, "left")).orElseThrow();
    return ties.join(end(physicians, "a"), new String[] {"npi_a"}, "left")
        .join(end(physicians, "b"), new String[] {"npi_b"}, "left");
  }

  private static Dataset<Row> seenFrom(Dataset<Row> ties, String npi, String other) {
    return ties.select(col(npi).as("npi"), col(other).as("other"), col("shared_patients"));
  }

  private static Dataset<Row> end(Dataset<Row> physicians, String side) {
    Column[] known =
        Arrays.stream(physicians.columns())
            .filter(name -> !name.equals("npi"))
            .map(name -> col("`" + name + "`"))
            .toArray(Column[]::new);
    return physicians.select(col("npi").as("npi_" + side), struct(known).as(side));
  }
}
