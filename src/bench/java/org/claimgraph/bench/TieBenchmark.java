package org.claimgraph.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * From claim lines in Parquet to ties on disk: claimgraph beside what else one could use, in one
 * process, over the same files. Prints a table of medians, with wall and CPU seconds (all threads
 * of the process), and checks that all answers are equal.
 *
 * <p>Arguments: folder, sizes in lines (5000000,20000000), repetitions, contenders (all where
 * missing).
 */
public final class TieBenchmark {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final SparkSession spark;
  private final Path folder;

  private TieBenchmark(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** Wall and CPU seconds of one run. */
  private record Time(double wall, double cpu) {}

  public static void main(String[] args) throws IOException {
    SparkSession spark = SparkSession.builder().appName("ties benchmark").getOrCreate();
    TieBenchmark benchmark = new TieBenchmark(spark, Path.of(args[0]).toAbsolutePath());
    int repetitions = Integer.parseInt(args[2]);
    List<Contender> contenders =
        Stream.of(Contender.values())
            .filter(c -> args.length < 4 || Arrays.asList(args[3].split(",")).contains(c.label()))
            .toList();
    for (String lines : args[1].split(",")) {
      benchmark.compare(Long.parseLong(lines), repetitions, contenders);
    }
    spark.stop();
  }

  private void compare(long lines, int repetitions, List<Contender> contenders) throws IOException {
    Path claims = folder.resolve("claims-" + lines);
    if (!Files.exists(claims.resolve("physicians").resolve("_SUCCESS"))) {
      delete(claims);
      BenchmarkClaims.write(spark, claims.toString(), lines);
    }
    Map<Contender, List<Time>> times = new LinkedHashMap<>();
    Map<Contender, String> answers = new LinkedHashMap<>();
    for (int repetition = 0; repetition < repetitions; repetition++) {
      for (Contender contender : contenders) {
        Path output = folder.resolve("output");
        delete(output);
        Time time = time(contender, claims, output);
        times.computeIfAbsent(contender, any -> new ArrayList<>()).add(time);
        System.err.printf(
            Locale.ROOT,
            "%d %s %.2f s (%.2f CPU)%n",
            lines,
            contender.label(),
            time.wall,
            time.cpu);
        if (repetition == 0) {
          answers.put(contender, answer(contender, output));
        }
      }
    }
    print(lines, times, answers);
  }

  private Time time(Contender contender, Path claims, Path output) {
    System.gc();
    long cpu = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    contender.run(spark, claims.toString(), output.toString());
    return new Time((System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
  }

  /** Ties, shared patients, and a hash of every tie with what is shared. */
  private String answer(Contender contender, Path output) {
    Row row =
        spark
            .read()
            .format(contender.format())
            .load(output + contender.table())
            .selectExpr(
                "count(*)",
                "sum(shared_patients)",
                "bit_xor(xxhash64(npi_a, npi_b, cast(shared_patients AS BIGINT)))")
            .head();
    return row.getLong(0) + " ties, " + row.get(1) + " shared, hash " + row.get(2);
  }

  private static void print(
      long lines, Map<Contender, List<Time>> times, Map<Contender, String> answers) {
    Time first = warm(times.values().iterator().next());
    System.out.printf("%n%,d lines%n", lines);
    System.out.println("| | wall s | CPU s | wall ratio | CPU ratio | first run | answer |");
    System.out.println("|---|---|---|---|---|---|---|");
    times.forEach(
        (contender, runs) -> {
          Time median = warm(runs);
          System.out.printf(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f | %.2f | %.2f (%.2f) | %s |%n",
              contender.label(),
              median.wall,
              median.cpu,
              median.wall / first.wall,
              median.cpu / first.cpu,
              runs.get(0).wall,
              runs.get(0).cpu,
              answers.get(contender));
        });
    if (answers.values().stream().distinct().count() > 1) {
      throw new IllegalStateException("The answers differ: " + answers);
    }
  }

  /** The first half of the repetitions warms the code of all contenders alike. */
  private static Time warm(List<Time> runs) {
    return Time.median(runs.subList(runs.size() / 2, runs.size()));
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
