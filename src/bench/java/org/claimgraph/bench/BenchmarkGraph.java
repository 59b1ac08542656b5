package org.claimgraph.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.Pivots;

/**
 * A graph with the shape of patient-sharing networks: half of all ties are inside hospitals of 60
 * to 440 physicians, most others inside regions of some 3,600; popular physicians have many ties,
 * and most ties are weak. Physicians are numbered in no order.
 *
 * @param sources where kernels start that take a search for each source: all nodes, or so many that
 *     the benchmark ends
 */
record BenchmarkGraph(int nodes, int[] a, int[] b, long[] weights, CsrGraph graph, int[] sources) {

  private static final long SEED = 1;
  private static final int SMALLEST_HOSPITAL = 60;
  private static final int LARGEST_HOSPITAL = 440;
  private static final int REGION = 3_600;
  private static final long VISITS = 1L << 34; // of edges, by all sources together

  static BenchmarkGraph of(int nodes, int edges) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] popularity = new double[nodes + 1]; // of all before
    int[] hospitals = new int[nodes]; // the first physician of each one's hospital
    int[] hospitalEnds = new int[nodes];
    int[] numbers = Pivots.all(nodes);
    int hospitalEnd = 0;
    for (int node = 0; node < nodes; node++) {
      popularity[node + 1] =
          popularity[node] + Math.min(6, Math.pow(1 - random.nextDouble(), -0.5));
      if (node == hospitalEnd) {
        hospitalEnd += SMALLEST_HOSPITAL + random.nextInt(LARGEST_HOSPITAL + 1 - SMALLEST_HOSPITAL);
        hospitalEnd = Math.min(nodes, hospitalEnd);
        Arrays.fill(hospitals, node, hospitalEnd, node);
        Arrays.fill(hospitalEnds, node, hospitalEnd, hospitalEnd);
      }
      int other = random.nextInt(node + 1);
      numbers[node] = numbers[other];
      numbers[other] = node;
    }
    long[] keys = new long[edges];
    int drawn = 0;
    while (drawn < edges) {
      for (int edge = drawn; edge < edges; edge++) {
        keys[edge] = key(random, popularity, hospitals, hospitalEnds, numbers);
      }
      Arrays.sort(keys);
      drawn = distinct(keys);
    }
    return of(nodes, keys, random);
  }

  private static BenchmarkGraph of(int nodes, long[] keys, SplittableRandom random) {
    int[] a = new int[keys.length];
    int[] b = new int[keys.length];
    long[] weights = new long[keys.length];
    for (int edge = 0; edge < keys.length; edge++) {
      a[edge] = (int) (keys[edge] >>> Integer.SIZE);
      b[edge] = (int) keys[edge];
      weights[edge] = (long) Math.min(500, 1 / (1 - random.nextDouble()));
    }
    int sources = (int) Math.min(nodes, Math.max(256, VISITS / (2L * keys.length)));
    return new BenchmarkGraph(
        nodes,
        a,
        b,
        weights,
        CsrGraph.of(nodes, a, b, weights),
        Pivots.choose(nodes, sources, SEED));
  }

  private static long key(
      SplittableRandom random, double[] popularity, int[] first, int[] last, int[] numbers) {
    int nodes = numbers.length;
    int one = draw(random, popularity, 0, nodes);
    int other = one;
    while (other == one) {
      double where = random.nextDouble();
      int region = one / REGION * REGION;
      if (where < 0.5 && last[one] - first[one] > 1) {
        other = draw(random, popularity, first[one], last[one]);
      } else if (where < 0.95) {
        other = draw(random, popularity, region, Math.min(nodes, region + REGION));
      } else {
        other = draw(random, popularity, 0, nodes);
      }
    }
    long low = Math.min(numbers[one], numbers[other]);
    return low << Integer.SIZE | Math.max(numbers[one], numbers[other]);
  }

  private static int draw(SplittableRandom random, double[] before, int from, int to) {
    double place = before[from] + random.nextDouble() * (before[to] - before[from]);
    int found = Arrays.binarySearch(before, from, to, place);
    return found < 0 ? Math.max(from, -found - 2) : found;
  }

  /** Moves the distinct keys to the front and returns how many there are. */
  private static int distinct(long[] ascending) {
    int count = 0;
    for (long key : ascending) {
      if (count == 0 || ascending[count - 1] != key) {
        ascending[count++] = key;
      }
    }
    return count;
  }

  boolean hasAllSources() {
    return sources.length == nodes;
  }

  /** Writes what another program reads: edges as text, weights and sources as binary numbers. */
  void write(Path edges, Path weightFile, Path sourceFile) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(edges)) {
      for (int edge = 0; edge < a.length; edge++) {
        writer.write(a[edge] + " " + b[edge] + "\n");
      }
    }
    ByteBuffer weightBytes = ByteBuffer.allocate(Long.BYTES * weights.length);
    weightBytes.order(ByteOrder.nativeOrder()).asLongBuffer().put(weights);
    Files.write(weightFile, weightBytes.array());
    ByteBuffer sourceBytes = ByteBuffer.allocate(Integer.BYTES * sources.length);
    sourceBytes.order(ByteOrder.nativeOrder()).asIntBuffer().put(sources);
    Files.write(sourceFile, sourceBytes.array());
  }
}
