package org.claimgraph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.VertexScoringAlgorithm;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/**
 * Measures of one graph: claimgraph beside igraph's C core and JGraphT, in turns, over the same
 * edges, values checked equal. Prints a table of medians, in CPU seconds (wall seconds); the first
 * repetition, with cold code, is told apart. JGraphT runs once, and only on graphs of up to 100,000
 * edges: on larger ones it takes minutes.
 *
 * <p>Arguments: a Python with igraph, the script it runs, folder, graphs (3600:274000,8000:800000
 * are nodes:edges), repetitions, kernels (all where missing). {@code jobs/benchmark-kernels} gives
 * the first two.
 */
public final class KernelBenchmark {

  private static final int MOST_EDGES_OF_JGRAPHT = 100_000;
  private static final double TOLERANCE = 1e-9;

  private final Path folder;
  private final int repetitions;
  private final String[] igraph;

  private KernelBenchmark(String[] igraph, Path folder, int repetitions) {
    this.folder = folder;
    this.repetitions = repetitions;
    this.igraph = igraph;
  }

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[2])).toAbsolutePath();
    KernelBenchmark benchmark =
        new KernelBenchmark(new String[] {args[0], args[1]}, folder, Integer.parseInt(args[4]));
    List<Kernel> kernels =
        Stream.of(Kernel.values())
            .filter(k -> args.length < 6 || Arrays.asList(args[5].split(",")).contains(k.label()))
            .toList();
    for (String graph : args[3].split(",")) {
      String[] sizes = graph.split(":");
      benchmark.compare(
          BenchmarkGraph.of(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1])), kernels);
    }
  }

  private void compare(BenchmarkGraph graph, List<Kernel> kernels) throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%n%,d nodes, %,d edges, %,d sources%n",
        graph.nodes(),
        graph.a().length,
        graph.sources().length);
    System.out.println(
        "| kernel | one thread | two threads | wall ratio | igraph | ratio | JGraphT | ratio | cold |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    try (Igraph peer = new Igraph(igraph[0], igraph[1], folder, graph);
        Ranges one = new Ranges(1);
        Ranges two = new Ranges(2)) {
      for (Kernel kernel : kernels) {
        print(kernel, times(kernel, graph, peer, one, two));
      }
    }
  }

  /** What all runs of a kernel took; empty where there is none. */
  private record Times(List<Time> one, List<Time> two, List<Time> igraph, List<Time> jgrapht) {}

  private Times times(Kernel kernel, BenchmarkGraph graph, Igraph peer, Ranges one, Ranges two)
      throws IOException {
    Times times =
        new Times(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    double[][] values = new double[2][];
    for (int repetition = 0; repetition <= repetitions; repetition++) { // one more: the cold one
      times.one.add(Time.of(() -> values[0] = kernel.ours(graph, one)));
      if (kernel.isSplit()) {
        times.two.add(Time.of(() -> values[1] = kernel.ours(graph, two)));
        check(kernel + " by two threads", Arrays.equals(values[0], values[1]));
      }
      if (kernel.igraphHasIt(graph) && repetition < repetitions) {
        boolean fromSources = kernel.isOfSources() && !graph.hasAllSources();
        times.igraph.add(peer.run(kernel.label(), fromSources));
        check(kernel + " by igraph", agree(values[0], peer.values()));
      }
    }
    VertexScoringAlgorithm<Integer, Double> scores =
        graph.a().length <= MOST_EDGES_OF_JGRAPHT ? kernel.jgrapht(jgrapht(graph)) : null;
    if (scores != null) {
      times.jgrapht.add(
          Time.of(
              () -> Arrays.setAll(values[1] = new double[graph.nodes()], scores::getVertexScore)));
      check(kernel + " by JGraphT", agree(values[0], values[1]));
    }
    return times;
  }

  private static Graph<Integer, DefaultEdge> jgrapht(BenchmarkGraph graph) {
    Graph<Integer, DefaultEdge> result = new SimpleGraph<>(DefaultEdge.class);
    for (int node = 0; node < graph.nodes(); node++) {
      result.addVertex(node);
    }
    for (int edge = 0; edge < graph.a().length; edge++) {
      result.addEdge(graph.a()[edge], graph.b()[edge]);
    }
    return result;
  }

  private static void print(Kernel kernel, Times times) {
    Time one = Time.median(times.one.subList(1, times.one.size()));
    String row = "| " + kernel.label() + " | " + seconds(one);
    if (times.two.isEmpty()) {
      row += " | | ";
    } else {
      Time two = Time.median(times.two.subList(1, times.two.size()));
      row += " | " + seconds(two) + String.format(Locale.ROOT, " | %.2f", one.wall() / two.wall());
    }
    row += peer(times.igraph, one) + peer(times.jgrapht, one);
    System.out.println(row + " | " + seconds(times.one.get(0)) + " |");
  }

  private static String peer(List<Time> times, Time ours) {
    if (times.isEmpty()) {
      return " | | ";
    }
    Time median = Time.median(times);
    return " | "
        + seconds(median)
        + String.format(Locale.ROOT, " | %.1f", median.cpu() / ours.cpu());
  }

  private static String seconds(Time time) {
    return String.format(Locale.ROOT, "%.3f (%.3f)", time.cpu(), time.wall());
  }

  private static boolean agree(double[] ours, double[] theirs) {
    boolean agree = ours.length == theirs.length;
    for (int i = 0; agree && i < ours.length; i++) {
      double difference = Math.abs(ours[i] - theirs[i]);
      boolean bothUndefined = Double.isNaN(ours[i]) && Double.isNaN(theirs[i]);
      agree = bothUndefined || difference <= TOLERANCE * Math.max(1, Math.abs(theirs[i]));
    }
    return agree;
  }

  private static void check(String what, boolean agrees) {
    if (!agrees) {
      throw new IllegalStateException("Other values of " + what);
    }
  }
}
