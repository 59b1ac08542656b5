package org.claimgraph.bench;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import org.claimgraph.ties.Hubs;
import org.claimgraph.ties.SharedPatientTies;

/**
 * One patient of 10,000 physicians and one physician of 1,000,000 patients in the same input, from
 * links to {@code network.tie}: checks all ties against closed forms, and prints the median and the
 * longest task of every stage.
 *
 * <p>Arguments: an empty folder, physicians, patients of each place of the ring (a hundred and one
 * make a million). After {@code mvn -q -B -Pbench package -DskipTests}:
 *
 * <pre>
 * SPARK_HOME=target/spark-home SPARK_CONF_DIR=target/spark-home/conf \
 *   target/spark-home/bin/spark-submit --class org.claimgraph.bench.HubBenchmark \
 *   --driver-memory 4g --conf spark.sql.shuffle.partitions=64 \
 *   --jars target/claimgraph.jar target/claimgraph-bench.jar FOLDER 10000 101
 * </pre>
 */
public final class HubBenchmark {

  private HubBenchmark() {}

  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("hubs").getOrCreate();
    // Starts and compiles what the tasks need; not measured.
    write(spark, new Hubs(2_000, 50), args[0] + "/first");
    TaskTimes times = new TaskTimes();
    spark.sparkContext().addSparkListener(times);
    Hubs hubs = new Hubs(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    String folder = args[0] + "/hubs";
    long start = System.nanoTime();
    write(spark, hubs, folder);
    double seconds = (System.nanoTime() - start) / 1e9;
    spark.sparkContext().removeSparkListener(times);
    Dataset<Row> ties = spark.read().format("delta").load(folder + "/network/tie");
    if (!hubs.summary(ties).equals(hubs.expected())) {
      throw new IllegalStateException(hubs.summary(ties) + " in place of " + hubs.expected());
    }
    System.out.printf(
        Locale.ROOT,
        "%,d physicians of one patient, %,d patients of one physician: %,d ties in %.1f s%n",
        hubs.physicians(),
        hubs.patients() + 1,
        ties.count(),
        seconds);
    spark.stop();
    times.print();
  }

  private static void write(SparkSession spark, Hubs hubs, String folder) {
    new TableStore(spark, folder)
        .replace(
            Tables.TIE,
            "2010",
            SharedPatientTies.infer(
                hubs.links(spark), hubs.places(spark), List.of(new MinShared("all", 1))));
  }
}
