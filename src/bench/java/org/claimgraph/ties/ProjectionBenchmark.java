package org.claimgraph.ties;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.unsafe.types.UTF8String;
import org.claimgraph.bench.BenchmarkClaims;
import org.claimgraph.graph.Groups;
import org.claimgraph.graph.Projection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the physicians of patients in memory to the sums of all ties, with two threads: the blocks
 * of {@code network.tie} without Spark, beside a plain program over compressed rows.
 *
 * <p>Both begin with the same patients. The plain program is given the physicians' patients too,
 * and the rows in halves of equal work; the time of the blocks includes balancing them and taking
 * the patients to them. How to run it: {@code src/bench/RESULTS.md}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 9)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class ProjectionBenchmark {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int THREADS = 2;
  private static final int PARTITIONS = 16;
  private static final int PATIENTS_OF_A_PHYSICIAN = 20;

  @Param("900000")
  private int patientCount;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private PhysicianCodes physicians;
  private List<Groups> partitions;
  private PlainProjection plain;
  private long cpu;

  /** What all ties add up to, of which both programs must give the same. */
  record Sums(long ties, long common, double newman, long minimum) {

    static final Sums NONE = new Sums(0, 0, 0, 0);

    Sums plus(Sums other) {
      return new Sums(
          ties + other.ties, common + other.common, newman + other.newman, minimum + other.minimum);
    }

    boolean agreesWith(Sums other) {
      return ties == other.ties
          && common == other.common
          && minimum == other.minimum
          && Math.abs(newman - other.newman) < 1e-9 * newman;
    }
  }

  @Setup
  public void generate() throws ExecutionException, InterruptedException {
    int count = patientCount / PATIENTS_OF_A_PHYSICIAN;
    physicians = PhysicianCodes.of(BenchmarkClaims.physicians(count));
    int[] codes =
        IntStream.range(0, count)
            .map(i -> physicians.code(UTF8String.fromString(BenchmarkClaims.npi(i))))
            .toArray();
    int ofPartition = patientCount / PARTITIONS;
    partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(i -> patients(i * ofPartition, (i + 1) * ofPartition, codes))
            .toList();
    plain = new PlainProjection(PhysicianBlocks.together(partitions.iterator()), count, THREADS);
    Sums expected = plainRows();
    Sums sums = blocks();
    System.out.printf(
        Locale.ROOT,
        "%,d links, %,d products, %s%n",
        plain.linkCount(),
        plain.productCount(),
        sums);
    if (!sums.agreesWith(expected)) {
      throw new IllegalStateException(sums + " by blocks, " + expected + " by the plain program");
    }
  }

  @Setup(Level.Iteration)
  public void begin() {
    cpu = SYSTEM.getProcessCpuTime();
  }

  /** Prints what the process took, which depends less on what else runs on the machine. */
  @TearDown(Level.Iteration)
  public void end() {
    System.out.printf(Locale.ROOT, "%d ms CPU, ", (SYSTEM.getProcessCpuTime() - cpu) / 1_000_000);
  }

  @TearDown
  public void stop() {
    threads.shutdown();
  }

  private static Groups patients(int from, int to, int[] codes) {
    Groups.Builder builder = new Groups.Builder();
    for (int patient = from; patient < to; patient++) {
      TreeMap<Integer, Integer> counts = new TreeMap<>();
      BenchmarkClaims.visits(
          patient,
          codes.length,
          (physician, day) -> counts.merge(codes[physician], 1, Integer::sum));
      if (counts.size() > 1) {
        builder.begin(counts.size());
        counts.forEach(builder::add);
      }
    }
    return builder.build();
  }

  /** As {@link SharedPatientTies} does it, with lists in place of shuffles. */
  @Benchmark
  public Sums blocks() throws ExecutionException, InterruptedException {
    long[] work =
        both(partitions, groups -> PhysicianBlocks.work(groups, physicians)).stream()
            .reduce(PhysicianBlocks::add)
            .orElseThrow();
    PhysicianBlocks cut = PhysicianBlocks.of(physicians, work, 4 * THREADS);
    List<List<Groups>> routed =
        IntStream.range(0, cut.count())
            .mapToObj(block -> Collections.synchronizedList(new ArrayList<Groups>()))
            .toList();
    both(
        partitions,
        groups -> {
          cut.route(groups).forEachRemaining(to -> routed.get(to._1()).add(to._2()));
          return null;
        });
    List<Integer> blocks = IntStream.range(0, cut.count()).boxed().toList();
    return both(blocks, block -> sums(routed.get(block), cut.members(block))).stream()
        .reduce(Sums.NONE, Sums::plus);
  }

  private Sums sums(List<Groups> routed, int[] members) {
    Groups groups = PhysicianBlocks.together(routed.iterator());
    Projection rows = new Projection(groups, physicians.count(), members);
    long ties = 0;
    long common = 0;
    double newman = 0;
    long minimum = 0;
    while (rows.next()) {
      ties += rows.degree();
      for (int i = 0; i < rows.degree(); i++) {
        int b = rows.neighbor(i);
        common += (long) (b ^ rows.row()) * rows.common(b);
        newman += rows.newman(b);
        minimum += (long) (b ^ rows.row()) * rows.minimum(b);
      }
    }
    return new Sums(ties, common, newman, minimum);
  }

  @Benchmark
  public Sums plainRows() throws ExecutionException, InterruptedException {
    List<Integer> parts = IntStream.range(0, THREADS).boxed().toList();
    return both(parts, plain::sums).stream().reduce(Sums.NONE, Sums::plus);
  }

  /** What a thread makes of something. */
  private interface Task<A, B> {
    B of(A of);
  }

  private <A, B> List<B> both(List<A> of, Task<A, B> task)
      throws ExecutionException, InterruptedException {
    List<Callable<B>> tasks = of.stream().<Callable<B>>map(a -> () -> task.of(a)).toList();
    List<B> results = new ArrayList<>();
    for (Future<B> result : threads.invokeAll(tasks)) {
      results.add(result.get());
    }
    return results;
  }
}
