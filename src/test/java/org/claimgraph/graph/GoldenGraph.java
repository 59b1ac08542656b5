package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A graph with values other tools computed for it, from {@code src/test/resources/golden}.
 *
 * <p>{@code NAME_edges.csv} begins with both ends and the weight of an edge; {@code NAME_nodes.csv}
 * begins with the name of a node, nodes numbered by row; {@code NAME_graph.json}, where there is
 * one, holds the values of the whole graph.
 */
final class GoldenGraph {

  private final String name;
  private final CsrGraph graph;
  private final List<String> header;
  private final List<String[]> nodes;

  private GoldenGraph(String name, int nodeCount, long edgeCount) {
    this.name = name;
    List<String[]> rows = rows(name + "_nodes.csv");
    header = List.of(rows.get(0));
    nodes = rows.subList(1, rows.size());
    graph = readGraph(name, nodes);
    assertThat(graph.nodeCount()).as("nodes of %s", name).isEqualTo(nodeCount);
    assertThat(graph.edgeCount()).as("edges of %s", name).isEqualTo(edgeCount);
  }

  /** Zachary's karate club: who met whom, in how many contexts. */
  static GoldenGraph karate() {
    return new GoldenGraph("karate", 34, 78);
  }

  /** Nine physicians sharing nineteen patients, one of them with nobody. */
  static GoldenGraph toy() {
    return new GoldenGraph("toy", 9, 12);
  }

  CsrGraph graph() {
    return graph;
  }

  /** Returns a column of the nodes file, in node order; {@code NaN} where it is empty or nan. */
  double[] column(String column) {
    return numbers(words(column));
  }

  /** Returns the words in a column of the nodes file, in node order. */
  List<String> words(String column) {
    return words(header, nodes, column);
  }

  /** Returns a column of another file that has a row per node, {@code NAME_FILE.csv}. */
  double[] column(String file, String column) {
    List<String[]> rows = rows(name + "_" + file + ".csv");
    return numbers(words(List.of(rows.get(0)), rows.subList(1, rows.size()), column));
  }

  private static List<String> words(List<String> header, List<String[]> rows, String column) {
    int field = header.indexOf(column);
    assertThat(field).as("place of %s in %s", column, header).isNotNegative();
    return rows.stream().map(row -> row[field]).toList();
  }

  private static double[] numbers(List<String> words) {
    return words.stream()
        .map(word -> word.isEmpty() || word.equals("nan") ? "NaN" : word)
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** Returns a value of the graph file. */
  double value(String key) {
    String json = String.join("\n", lines(name + "_graph.json"));
    Matcher matcher = Pattern.compile("\"" + Pattern.quote(key) + "\": ([-0-9.e]+)").matcher(json);
    assertThat(matcher.find()).as("%s in the golden values of %s", key, name).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  /** Returns an array of the graph file with one whole number for each node. */
  int[] membership(String key) {
    String json = String.join("", lines(name + "_graph.json"));
    Matcher matcher =
        Pattern.compile("\"" + Pattern.quote(key) + "\": \\[([0-9, ]+)]").matcher(json);
    assertThat(matcher.find()).as("%s in the golden values of %s", key, name).isTrue();
    int[] membership =
        Pattern.compile(",")
            .splitAsStream(matcher.group(1))
            .mapToInt(text -> Integer.parseInt(text.trim()))
            .toArray();
    assertThat(membership).hasSize(graph.nodeCount());
    return membership;
  }

  private static CsrGraph readGraph(String name, List<String[]> nodes) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String[] node : nodes) {
      numbers.put(node[0], numbers.size());
    }
    List<String[]> rows = rows(name + "_edges.csv");
    Edges edges = new Edges(nodes.size());
    for (String[] edge : rows.subList(1, rows.size())) {
      edges.add(numbers.get(edge[0]), numbers.get(edge[1]), Long.parseLong(edge[2]));
    }
    return edges.graph();
  }

  private static List<String[]> rows(String file) {
    return lines(file).stream().map(line -> line.split(",", -1)).toList();
  }

  private static List<String> lines(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GoldenGraph.class.getResourceAsStream("/golden/" + file),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
