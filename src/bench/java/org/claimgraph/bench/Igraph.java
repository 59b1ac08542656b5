package org.claimgraph.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Python process that holds a graph in igraph and runs kernels on it. */
final class Igraph implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream questions;
  private final Path sources;
  private final Path values;

  /**
   * Starts it.
   *
   * @param folder for the files the two exchange
   */
  Igraph(String python, String script, Path folder, BenchmarkGraph graph) throws IOException {
    String name = graph.nodes() + "-" + graph.a().length;
    Path edges = folder.resolve(name + ".edges");
    Path weights = folder.resolve(name + ".weights");
    sources = folder.resolve(name + ".sources");
    values = folder.resolve(name + ".values");
    graph.write(edges, weights, sources);
    process =
        new ProcessBuilder(
                python,
                script,
                Integer.toString(graph.nodes()),
                edges.toString(),
                weights.toString(),
                values.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answer();
  }

  /** Runs a kernel and returns its wall and CPU seconds. */
  Time run(String kernel, boolean fromSources) throws IOException {
    questions.println(fromSources ? kernel + " " + sources : kernel);
    String[] seconds = answer().split(" ");
    return new Time(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
  }

  /** Returns what the last kernel returned. */
  double[] values() throws IOException {
    byte[] bytes = Files.readAllBytes(values);
    double[] result = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asDoubleBuffer().get(result);
    return result;
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IllegalStateException("igraph ended; stderr tells why");
    }
    return line;
  }

  @Override
  public void close() {
    questions.close();
    process.destroy();
  }
}
