package org.claimgraph.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone cluster of one master and two workers with one core each, on loopback and on free
 * ports, as {@code conf/prod} sets Spark up: who does not know the secret cannot join.
 */
final class SparkCluster implements AutoCloseable {

  private static final Pattern ALIVE = Pattern.compile("\"state\"\\s*:\\s*\"ALIVE\"");

  private final Path folder;
  private final Path spark;
  private final int port = freePort();
  private final int page = freePort();
  private final List<Process> daemons = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param spark whose jars and scripts it has
   */
  SparkCluster(Path folder, Path spark) throws IOException, InterruptedException {
    this.folder = folder;
    this.spark = spark;
    writeSettings();
    start(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        String.valueOf(port),
        "--webui-port",
        String.valueOf(page));
    startWorker("worker1");
    startWorker("worker2");
    awaitWorkers();
  }

  /**
   * Kills a worker that has an executor, as a machine that fails, and puts another in its place.
   */
  ProcessHandle replaceAWorker() throws IOException, InterruptedException {
    Process worker =
        workers.stream()
            .filter(process -> executors(process.toHandle()).findAny().isPresent())
            .findFirst()
            .orElseThrow();
    List<ProcessHandle> children = worker.descendants().toList();
    worker.destroyForcibly().waitFor();
    children.forEach(ProcessHandle::destroyForcibly);
    workers.remove(worker);
    daemons.remove(worker);
    startWorker("worker" + (workers.size() + 2));
    return worker.toHandle();
  }

  private void startWorker(String name) throws IOException {
    workers.add(
        start(
            name,
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            "--cores",
            "2",
            "--memory",
            "2600m",
            "--work-dir",
            folder.resolve(name + "-work").toString(),
            master()));
  }

  String master() {
    return "spark://127.0.0.1:" + port;
  }

  /** Settings for spark-submit, the secret among them. */
  Path settings() {
    return folder.resolve("conf/spark-defaults.conf");
  }

  /** Executors that run now. */
  List<ProcessHandle> executors() {
    return workers.stream().flatMap(worker -> executors(worker.toHandle())).toList();
  }

  private static Stream<ProcessHandle> executors(ProcessHandle worker) {
    return worker
        .descendants()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .orElse("")
                    .contains("executor.CoarseGrainedExecutorBackend"));
  }

  private void writeSettings() throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    Files.createFile(
        settings(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        settings(),
        Files.readString(Submit.ROOT.resolve("conf/prod/spark-defaults.conf"))
            + "spark.authenticate.secret "
            + HexFormat.of().formatHex(secret)
            + """

            spark.master %s
            spark.driver.memory 1g
            spark.executor.memory 1g
            spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1
            spark.executor.cores 1
            spark.cores.max 2
            spark.ui.enabled false
            spark.sql.shuffle.partitions 4
            spark.sql.sources.parallelPartitionDiscovery.parallelism 4
            spark.databricks.delta.snapshotPartitions 2
            spark.standalone.submit.waitAppCompletion true
            """
                .formatted(master()));
    Files.copy(spark.resolve("conf/log4j2.properties"), conf.resolve("log4j2.properties"));
  }

  private Process start(String name, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(spark.resolve("bin/spark-class").toString()));
    words.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_CONF_DIR", folder.resolve("conf").toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_DAEMON_MEMORY", "256m");
    builder.environment().remove("SPARK_HOME");
    Process process = builder.start();
    daemons.add(process);
    return process;
  }

  private void awaitWorkers() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest state =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page + "/json/")).build();
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (Instant.now().isBefore(deadline)) {
      try {
        String told = client.send(state, HttpResponse.BodyHandlers.ofString()).body();
        if (ALIVE.matcher(told).results().count() == 2) {
          return;
        }
      } catch (IOException notYet) {
        if (daemons.stream().anyMatch(daemon -> !daemon.isAlive())) {
          break;
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    StringBuilder logs = new StringBuilder();
    for (String name : List.of("master", "worker1", "worker2")) {
      logs.append(Files.readString(folder.resolve(name + ".log")));
    }
    close();
    throw new IllegalStateException("The cluster did not start: " + logs);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new IllegalStateException("Cannot find a free port", none);
    }
  }

  @Override
  public void close() {
    for (Process daemon : daemons) {
      daemon.descendants().forEach(ProcessHandle::destroyForcibly);
      daemon.destroyForcibly().onExit().join();
    }
  }
}
