package org.claimgraph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.simulation.Effects;
import org.claimgraph.simulation.PlantedStudy;
import org.claimgraph.simulation.PlantedStudy.Estimate;
import org.claimgraph.simulation.Simulation;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.TableStore;

/**
 * How often the 95 % intervals of a study cover what was planted: nations of 510 hospitals in 51
 * regions, one for each seed. Their networks are inferred and measured, and their effects
 * estimated, by the code of the pipeline; outcomes are added up by plain code, which gives those of
 * the pipeline (SimulatedSourceTest) in a hundredth of the time.
 *
 * <p>Arguments: an existing folder, first seed, last seed, patients, {@code effects} or {@code
 * no-effects}. Every estimate is a line of {@code estimates.csv} in the folder, which later runs
 * append to; what is printed is over all of them.
 */
public final class PlantedTruthBenchmark {

  private static final int HRRS = 51;
  private static final int HOSPITALS_PER_HRR = 10;

  private PlantedTruthBenchmark() {}

  public static void main(String[] args) throws IOException {
    SparkSession spark = SparkSession.builder().appName("planted truth").getOrCreate();
    Path file = Path.of(args[0], "estimates.csv");
    int patients = Integer.parseInt(args[3]);
    Effects effects = args[4].equals("effects") ? Effects.USUAL : Effects.NONE;
    for (long seed = Long.parseLong(args[1]); seed <= Long.parseLong(args[2]); seed++) {
      long start = System.nanoTime();
      append(file, args[4], seed, study(spark, args[0], simulation(patients, seed, effects)));
      System.err.printf(Locale.ROOT, "seed %d: %.1f s%n", seed, (System.nanoTime() - start) / 1e9);
    }
    print(file);
  }

  private static Simulation simulation(int patients, long seed, Effects effects) {
    int physicians = Simulation.usualPhysicians(patients, HRRS * HOSPITALS_PER_HRR);
    return new Simulation(
        patients, HRRS, HOSPITALS_PER_HRR, physicians, 0, HRRS / 5, seed, effects);
  }

  private static List<Estimate> study(SparkSession spark, String folder, Simulation simulation) {
    try (Staging staging = new TableStore(spark, folder).staging()) {
      return new PlantedStudy(spark, simulation, staging).estimates(0.95);
    }
  }

  private static void append(Path file, String planted, long seed, List<Estimate> found)
      throws IOException {
    List<String> lines =
        found.stream()
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%s,%d,%s,%s,%s,%s,%s,%s",
                        planted,
                        seed,
                        one.outcome(),
                        one.truth(),
                        one.estimate(),
                        one.low(),
                        one.high(),
                        one.p()))
            .toList();
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Coverage, rejections at 5 percent, and the mean and SD of estimates for each outcome. */
  private static void print(Path file) throws IOException {
    TreeMap<String, double[]> sums = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(",");
      double[] values = Arrays.stream(cells, 3, 8).mapToDouble(Double::parseDouble).toArray();
      Estimate one = new Estimate(cells[2], values[0], values[1], values[2], values[3], values[4]);
      double[] sum = sums.computeIfAbsent(cells[0] + " " + one.outcome(), key -> new double[6]);
      sum[0]++;
      sum[1] += one.covers() ? 1 : 0;
      sum[2] += one.p() < 0.05 ? 1 : 0;
      sum[3] += one.estimate();
      sum[4] += one.estimate() * one.estimate();
      sum[5] = one.truth();
    }
    System.out.printf(
        Locale.ROOT,
        "%-40s %5s %7s %8s %6s %6s %5s%n",
        "planted, outcome",
        "seeds",
        "covered",
        "rejected",
        "truth",
        "mean",
        "sd");
    sums.forEach(
        (key, sum) -> {
          double mean = sum[3] / sum[0];
          double sd = Math.sqrt((sum[4] - sum[0] * mean * mean) / (sum[0] - 1));
          System.out.printf(
              Locale.ROOT,
              "%-40s %5.0f %7.0f %8.0f %6.1f %6.2f %5.2f%n",
              key,
              sum[0],
              sum[1],
              sum[2],
              sum[5],
              mean,
              sd);
        });
  }
}
