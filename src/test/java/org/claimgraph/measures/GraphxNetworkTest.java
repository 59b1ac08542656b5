package org.claimgraph.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.graph.Components;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.Degree;
import org.claimgraph.graph.PageRank;
import org.claimgraph.graph.Strength;
import org.claimgraph.testing.Golden;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.Toy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** Rounds of messages over spread ties against kernels over one array. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class GraphxNetworkTest {

  @Test
  void tellsTheBitsOfTheKernelsOnTheKarateClub(SparkSession spark) {
    assertAgrees(listed(Golden.table("karate_edges.csv"), "src", "dst", "weight"), 2, spark);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void tellsTheBitsOfTheKernelsOnTheToyNetwork(int partitions, SparkSession spark) {
    assertAgrees(listed(Toy.edges(), "a", "b", "shared_patients"), partitions, spark);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void tellsTheBitsOfTheKernelsOnPartsAndIsolates(int partitions, SparkSession spark) {
    Ties ties = random(partitions);
    assertThat(Components.sizes(Components.of(ties.graph()))).hasSizeGreaterThan(13);
    assertAgrees(ties, partitions, spark);
  }

  @Test
  void ranksIsolatesAloneAllAlike(SparkSession spark) {
    SpreadPositions found = found(new Ties(3, List.of()), 2, spark);
    assertThat(found.components()).containsExactly(1, 2, 3);
    assertThat(found.pagerank()).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
  }

  @Test
  void findsTheTwoEndsOfALongChainConnected(SparkSession spark) {
    List<long[]> chain = new ArrayList<>(List.of(new long[] {0, 1, 1}));
    for (int node = 2; node < 200; node++) {
      chain.add(new long[] {node - 2, node, 1});
    }
    int[] components = found(new Ties(201, chain), 2, spark).components();
    assertThat(components).hasSize(201).endsWith(1, 2);
    assertThat(Components.sizes(components)).containsExactly(200, 1);
  }

  private static void assertAgrees(Ties ties, int partitions, SparkSession spark) {
    CsrGraph graph = ties.graph();
    SpreadPositions found = found(ties, partitions, spark);
    assertThat(found.degrees()).isEqualTo(Degree.of(graph));
    assertThat(found.strengths()).isEqualTo(Strength.of(graph));
    assertThat(found.components()).isEqualTo(Components.of(graph));
    assertThat(found.pagerank()).isEqualTo(PageRank.of(graph));
    assertThat(found.ties()).isEqualTo(graph.edgeCount());
  }

  private static SpreadPositions found(Ties ties, int partitions, SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<Long> nodes =
        LongStream.range(0, ties.nodes()).boxed().collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(nodes, new Random(partitions));
    List<Row> rows =
        ties.ties().stream().map(tie -> RowFactory.create(tie[0], tie[1], tie[2])).toList();
    List<Tuple2<Long, Place>> places =
        GraphxNetwork.places(
                context.parallelize(nodes, partitions), context.parallelize(rows, partitions))
            .collect();
    return SpreadPositions.of(
        places.stream()
            .map(
                place ->
                    new Tuple2<>(
                        place._1(),
                        new Tuple2<>(
                            new Member(place._1().toString(), "other", 1, 1, 1, 1), place._2())))
            .iterator());
  }

  /** Two parts of 12 nodes each with many ties, three pairs, and ten isolates. */
  private static Ties random(long seed) {
    Random random = new Random(seed);
    List<Long> numbers = new ArrayList<>(LongStream.range(0, 40).boxed().toList());
    Collections.shuffle(numbers, random);
    List<long[]> ties = new ArrayList<>();
    for (int a = 0; a < 24; a++) {
      for (int b = a + 1; b < (a < 12 ? 12 : 24); b++) {
        if (random.nextInt(3) > 0) {
          ties.add(new long[] {numbers.get(a), numbers.get(b), 1 + random.nextInt(1_000)});
        }
      }
    }
    for (int a = 24; a < 30; a += 2) {
      ties.add(new long[] {numbers.get(a), numbers.get(a + 1), 1 + random.nextInt(1_000)});
    }
    return new Ties(40, ties);
  }

  /** Nodes in order of their names, and one that no tie names. */
  private static Ties listed(List<Map<String, String>> rows, String a, String b, String weight) {
    List<String> names =
        new ArrayList<>(
            rows.stream()
                .flatMap(row -> Stream.of(row.get(a), row.get(b)))
                .collect(Collectors.toCollection(TreeSet::new)));
    return new Ties(
        names.size() + 1,
        rows.stream()
            .map(
                row ->
                    new long[] {
                      names.indexOf(row.get(a)),
                      names.indexOf(row.get(b)),
                      Long.parseLong(row.get(weight))
                    })
            .toList());
  }

  /** Two nodes and their weight each. */
  private record Ties(int nodes, List<long[]> ties) {

    CsrGraph graph() {
      return CsrGraph.of(
          nodes,
          ties.stream().mapToInt(tie -> (int) tie[0]).toArray(),
          ties.stream().mapToInt(tie -> (int) tie[1]).toArray(),
          ties.stream().mapToLong(tie -> tie[2]).toArray());
    }
  }
}
