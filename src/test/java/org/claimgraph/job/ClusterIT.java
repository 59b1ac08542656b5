package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.job.Submit.Result;
import org.claimgraph.testing.Fingerprints;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A master, two workers and HDFS give the tables of one process, bit by bit. */
@Tag("faults")
@ExtendWith(SparkExtension.class)
class ClusterIT {

  @TempDir static Path folder;

  @AutoClose private static SparkCluster cluster;
  @AutoClose private static MiniDFSCluster hdfs;
  private static Map<String, String> expected;

  @BeforeAll
  static void start(SparkSession spark) throws Exception {
    cluster = new SparkCluster(folder, Submit.SPARK);
    Configuration settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hdfs = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    Runs local = new Runs(spark, folder.resolve("local")).simulate();
    local.run("publish.automatically=true");
    expected = Fingerprints.of(spark, local.warehouse());
    hdfs.getFileSystem()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(local.claims().toUri()),
            new org.apache.hadoop.fs.Path("/claims"));
  }

  @Test
  void aRunWhoseDriverIsHereEndsAlthoughAnExecutorIsKilled(SparkSession spark) throws Exception {
    CompletableFuture<Result> run = submit("client", "here");
    awaitWork(run::isDone, "here");
    ProcessHandle killed = cluster.executors().get(0);
    killed.destroyForcibly();
    killed.onExit().get(30, TimeUnit.SECONDS);
    assertThat(run.get().status()).as(run.get().err()).isZero();
    assertThat(killed.isAlive()).isFalse();
    assertThat(tables(spark, "here")).isEqualTo(expected);
  }

  @Test
  void aRunWhoseDriverIsOnTheClusterGivesTheSameTables(SparkSession spark) throws Exception {
    Result run = submit("cluster", "there").get();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(tables(spark, "there")).isEqualTo(expected);
    FileSystem files = hdfs.getFileSystem();
    assertThat(files.exists(new org.apache.hadoop.fs.Path("/there/_locks/2010Q4"))).isFalse();
  }

  @Test
  void aRunEndsAlthoughAWorkerIsKilledWithItsExecutor(SparkSession spark) throws Exception {
    CompletableFuture<Result> run = submit("client", "lame");
    awaitWork(run::isDone, "lame");
    ProcessHandle killed = cluster.replaceAWorker();
    assertThat(run.get().status()).as(run.get().err()).isZero();
    assertThat(killed.isAlive()).isFalse();
    assertThat(tables(spark, "lame")).isEqualTo(expected);
  }

  @Test
  void aRunEndsAlthoughAnExecutorStandsStillForAWhile(SparkSession spark) throws Exception {
    CompletableFuture<Result> run = submit("client", "slow");
    awaitWork(run::isDone, "slow");
    long executor = cluster.executors().get(0).pid();
    signal("STOP", executor);
    assertThat(Files.readString(Path.of("/proc/" + executor + "/stat"))).contains(") T ");
    TimeUnit.SECONDS.sleep(90);
    assertThat(Files.readString(Path.of("/proc/" + executor + "/stat"))).contains(") T ");
    assertThat(run.isDone()).as("the run ended without the executor").isFalse();
    signal("CONT", executor);
    assertThat(run.get().status()).as(run.get().err()).isZero();
    assertThat(tables(spark, "slow")).isEqualTo(expected);
  }

  @Test
  void executorsEndWithADriverThatIsKilledAndTheNextRunGoesOn(SparkSession spark) throws Exception {
    List<String> command = Submit.command(arguments(cluster, "client", "dead"));
    try (Driver driver = new Driver(folder, Map.of(), command)) {
      awaitWork(driver::hasEnded, "dead");
      assertThat(driver.killAfter(0)).isTrue();
    }
    Instant deadline = Instant.now().plusSeconds(30);
    while (!cluster.executors().isEmpty() && Instant.now().isBefore(deadline)) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(cluster.executors()).isEmpty();
    Result run = submit("client", "dead").get();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(tables(spark, "dead")).isEqualTo(expected);
  }

  @Test
  void aClusterOfASparkOfItsOwnWithoutDeltaGivesTheSameTables(SparkSession spark) throws Exception {
    Path foreign = Submit.sparkWithoutDelta();
    Path place = Files.createDirectory(folder.resolve("foreign"));
    try (SparkCluster other = new SparkCluster(place, foreign)) {
      for (String mode : List.of("client", "cluster")) {
        String warehouse = "foreign-" + mode;
        Result run =
            Submit.submit(
                folder,
                Map.of("SPARK_HOME", foreign.toString()),
                arguments(other, mode, warehouse));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(tables(spark, warehouse)).isEqualTo(expected);
      }
    }
  }

  private static void signal(String name, long process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process).start().waitFor()).isZero();
  }

  @Test
  void whoDoesNotKnowTheSecretIsRefusedAndNobodyListensForSubmissionByRest(SparkSession spark)
      throws Exception {
    Result stranger =
        submit("client", "strange", "--conf", "spark.authenticate.secret=another").get();
    assertThat(stranger.status()).as(stranger.err()).isNotZero();
    // The handshake, and not something that comes later.
    assertThat(stranger.err()).contains("Exception while bootstrapping client");
    assertThat(tables(spark, "strange")).isEmpty();
    assertThatThrownBy(() -> new Socket("127.0.0.1", 6066).close())
        .isInstanceOf(ConnectException.class);
  }

  private static Map<String, String> tables(SparkSession spark, String warehouse) {
    return Fingerprints.of(spark, hdfs.getURI() + "/" + warehouse);
  }

  private static CompletableFuture<Result> submit(
      String mode, String warehouse, String... further) {
    String[] arguments = arguments(cluster, mode, warehouse, further);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Submit.submit(folder, arguments);
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  private static String[] arguments(
      SparkCluster cluster, String mode, String warehouse, String... further) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--period=2010Q4",
                "--set=source.format=canonical",
                "--set=source.path=" + hdfs.getURI() + "/claims",
                "--set=source.synthetic=true",
                "--set=warehouse=" + hdfs.getURI() + "/" + warehouse,
                "--",
                "--deploy-mode",
                mode,
                "--properties-file",
                cluster.settings().toString()));
    arguments.addAll(List.of(further));
    return arguments.toArray(String[]::new);
  }

  /** Waits until both executors run and the claims are being written. */
  private static void awaitWork(BooleanSupplier ended, String warehouse) throws Exception {
    FileSystem files = hdfs.getFileSystem();
    org.apache.hadoop.fs.Path begun =
        new org.apache.hadoop.fs.Path("/" + warehouse + "/claims/claim_line");
    while (cluster.executors().size() < 2 || !files.exists(begun)) {
      assertThat(ended.getAsBoolean()).as("the run ended before anything could fail").isFalse();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
