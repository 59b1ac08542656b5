package org.claimgraph.job;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs commands of the built checkout as a user would, in a process of their own. */
final class Submit {

  /** The checkout. */
  static final Path ROOT = Path.of("").toAbsolutePath();

  /** The Spark that the build lays out. */
  static final Path SPARK = ROOT.resolve("target/spark-home");

  /** Short runs spend most of their time compiling, both Java and plans. */
  private static final String[] QUICK = {
    "--driver-java-options",
    "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m",
    "--conf",
    "spark.sql.codegen.wholeStage=false",
    "--conf",
    "spark.sql.codegen.factoryMode=NO_CODEGEN"
  };

  /** How a process ended, and what it said. */
  record Result(int status, String out, String err) {}

  private Submit() {}

  /** {@code jobs/submit} with these arguments, from this folder. */
  static Result submit(Path from, String... arguments) throws IOException, InterruptedException {
    return submit(from, Map.of(), arguments);
  }

  static Result submit(Path from, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(from, environment, command(arguments));
  }

  /** As a scheduler that lets everybody read and write what its jobs make. */
  static Result submitWithoutUmask(Path from, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh"));
    command.addAll(command(arguments));
    return run(from, environment, command);
  }

  /** The words of {@code jobs/submit} with these arguments. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("jobs/submit").toString()));
    command.addAll(Arrays.asList(arguments));
    if (!command.contains("--")) {
      command.add("--");
    }
    command.addAll(Arrays.asList(QUICK));
    return command;
  }

  /** The embedded Spark once more, by links, but for the jars of Delta. */
  static Path sparkWithoutDelta() throws IOException {
    Path spark = Files.createTempDirectory(ROOT.resolve("target"), "spark-without-delta");
    Files.createSymbolicLink(spark.resolve("conf"), SPARK.resolve("conf"));
    Files.createDirectory(spark.resolve("bin"));
    for (String script : new String[] {"spark-submit", "spark-class"}) {
      Files.copy(SPARK.resolve("bin").resolve(script), spark.resolve("bin").resolve(script));
    }
    Files.createDirectory(spark.resolve("jars"));
    try (Stream<Path> jars = Files.list(SPARK.resolve("jars"))) {
      for (Path jar : jars.filter(j -> !j.getFileName().toString().startsWith("delta-")).toList()) {
        Files.createSymbolicLink(spark.resolve("jars").resolve(jar.getFileName()), jar);
      }
    }
    return spark;
  }

  static Result run(Path from, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    File out = Files.createTempFile("out", ".txt").toFile();
    File err = Files.createTempFile("err", ".txt").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(from.toFile()).redirectOutput(out).redirectError(err);
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(15, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("Still running after 15 minutes: " + command);
    }
    Result result =
        new Result(
            process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    Files.delete(out.toPath());
    Files.delete(err.toPath());
    return result;
  }
}
