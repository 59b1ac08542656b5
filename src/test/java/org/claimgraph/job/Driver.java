package org.claimgraph.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A command that runs in a process of its own while the test looks on, and may be killed. */
final class Driver implements AutoCloseable {

  private final Process process;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final Thread listening;

  Driver(Path from, Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(environment);
    this.process = builder.start();
    this.listening = new Thread(this::listen, "stderr of " + process.pid());
    listening.start();
  }

  private void listen() {
    try (BufferedReader lines = process.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.add(line);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits until the command says that a stage is done; false where it ended without saying so. */
  boolean awaitStage(String stage) throws InterruptedException {
    return await(() -> stages().contains(stage));
  }

  /** Waits until the command has told of so many stages; false where it ended before. */
  boolean awaitStages(int number) throws InterruptedException {
    return await(() -> stages().size() >= number);
  }

  private boolean await(BooleanSupplier isTold) throws InterruptedException {
    while (process.isAlive()) {
      if (isTold.getAsBoolean()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    listening.join();
    return isTold.getAsBoolean();
  }

  /** The stages that the command has told of. */
  List<String> stages() {
    List<String> labels = Stream.of(Stage.values()).map(Stage::label).toList();
    return lines().stream().map(line -> line.split(" ", 2)[0]).filter(labels::contains).toList();
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** As {@code kill -9}; false where the command had ended before. */
  boolean killAfter(long milliseconds) throws InterruptedException {
    boolean hadEnded = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    kill();
    listening.join();
    return !hadEnded;
  }

  /** As {@code kill} or Ctrl-C; returns the exit status. */
  int stop() throws InterruptedException {
    // Process.destroy() would close what is listened to.
    process.toHandle().destroy();
    return status();
  }

  private void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits for the end. */
  int status() throws InterruptedException {
    if (!process.waitFor(15, TimeUnit.MINUTES)) {
      kill();
      throw new IllegalStateException("Still running after 15 minutes: " + told());
    }
    listening.join();
    return process.exitValue();
  }

  String told() {
    return String.join("\n", lines());
  }

  private List<String> lines() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
