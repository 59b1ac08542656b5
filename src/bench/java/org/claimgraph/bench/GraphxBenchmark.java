package org.claimgraph.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.graphx.Edge;
import org.apache.spark.graphx.Graph;
import org.apache.spark.graphx.PartitionStrategy;
import org.apache.spark.graphx.lib.ConnectedComponents;
import org.apache.spark.graphx.lib.PageRank;
import org.apache.spark.graphx.lib.TriangleCount;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.graph.Components;
import org.claimgraph.graph.Triangles;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Triangles, components and PageRank of one graph: claimgraph beside GraphX on the same cores, in
 * turns, sums checked equal. GraphX's PageRank takes 20 steps over edges of one weight, ours as
 * many as it takes until ranks stand still. GraphX's graph is built and cached before.
 *
 * <p>Arguments: nodes, edges, repetitions. After {@code mvn -q -B -Pbench package -DskipTests}:
 *
 * <pre>
 * SPARK_HOME=target/spark-home SPARK_CONF_DIR=target/spark-home/conf \
 *   target/spark-home/bin/spark-submit --class org.claimgraph.bench.GraphxBenchmark \
 *   --driver-memory 4g --jars target/claimgraph.jar target/claimgraph-bench.jar 10000 500000 3
 * </pre>
 */
public final class GraphxBenchmark {

  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Object();
  private static final int STEPS = 20;

  private GraphxBenchmark() {}

  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("graphx").getOrCreate();
    BenchmarkGraph graph = BenchmarkGraph.of(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    Graph<Object, Object> theirs = graphx(spark, graph);
    theirs.edges().count();
    int repetitions = Integer.parseInt(args[2]);
    System.out.println("| kernel | ours, wall s | GraphX, wall s | ratio |");
    System.out.println("|---|---|---|---|");
    compare(
        "triangles",
        repetitions,
        () -> (double) Arrays.stream(Triangles.of(graph.graph())).sum(),
        () -> sum(TriangleCount.run(theirs, ANY, ANY).vertices().toJavaRDD()));
    compare(
        "components",
        repetitions,
        () -> (double) Components.sizes(Components.of(graph.graph())).length,
        () ->
            (double)
                ConnectedComponents.run(theirs, ANY, ANY)
                    .vertices()
                    .toJavaRDD()
                    .map(vertex -> vertex._2())
                    .distinct()
                    .count());
    compare(
        "pagerank",
        repetitions,
        () -> Arrays.stream(org.claimgraph.graph.PageRank.of(graph.graph())).sum(),
        () ->
            sum(PageRank.run(theirs, STEPS, 0.15, ANY, ANY).vertices().toJavaRDD())
                / graph.nodes());
    spark.stop();
  }

  private static double sum(JavaRDD<? extends scala.Tuple2<Object, ?>> vertices) {
    return vertices.map(vertex -> ((Number) vertex._2()).doubleValue()).reduce(Double::sum);
  }

  private static void compare(
      String kernel, int repetitions, Supplier<Double> ours, Supplier<Double> theirs) {
    List<Time> own = new ArrayList<>();
    List<Time> other = new ArrayList<>();
    double[] answers = new double[2];
    for (int repetition = 0; repetition <= repetitions; repetition++) { // the first one is cold
      own.add(Time.of(() -> answers[0] = ours.get()));
      other.add(Time.of(() -> answers[1] = theirs.get()));
      if (Math.abs(answers[0] - answers[1]) > 1e-6 * Math.abs(answers[1])) {
        throw new IllegalStateException(kernel + ": " + answers[0] + " in place of " + answers[1]);
      }
    }
    double wall = Time.median(own.subList(1, own.size())).wall();
    double wallOfOther = Time.median(other.subList(1, other.size())).wall();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.4f | %.2f | %.0f |%n",
        kernel,
        wall,
        wallOfOther,
        wallOfOther / wall);
  }

  private static Graph<Object, Object> graphx(SparkSession spark, BenchmarkGraph graph) {
    List<Edge<Object>> edges = new ArrayList<>();
    for (int edge = 0; edge < graph.a().length; edge++) {
      edges.add(new Edge<>(graph.a()[edge], graph.b()[edge], 1));
      edges.add(new Edge<>(graph.b()[edge], graph.a()[edge], 1));
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return Graph.fromEdges(
            context.parallelize(edges).rdd(),
            0,
            StorageLevel.MEMORY_AND_DISK(),
            StorageLevel.MEMORY_AND_DISK(),
            ANY,
            ANY)
        .partitionBy(PartitionStrategy.RandomVertexCut$.MODULE$)
        .cache();
  }
}
