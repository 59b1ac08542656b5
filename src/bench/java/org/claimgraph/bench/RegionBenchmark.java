package org.claimgraph.bench;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.measures.RegionNetworks;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;

/**
 * All measures of 306 regions of 135 to 8,197 physicians in one run, as the stage {@code measures}
 * does it: prints the median and the longest task of every stage.
 *
 * <p>Sizes grow by the same factor from one region to the next. Hospitals have about a hundred
 * physicians; a physician has {@code DEGREE} ties at most, half of them in the own hospital.
 *
 * <p>Arguments: an empty folder, regions, ties of a physician. After {@code mvn -q -B -Pbench
 * package -DskipTests}:
 *
 * <pre>
 * SPARK_HOME=target/spark-home SPARK_CONF_DIR=target/spark-home/conf \
 *   target/spark-home/bin/spark-submit --class org.claimgraph.bench.RegionBenchmark \
 *   --driver-memory 6g --conf spark.sql.shuffle.partitions=64 \
 *   --jars target/claimgraph.jar target/claimgraph-bench.jar FOLDER 306 100
 * </pre>
 */
public final class RegionBenchmark {

  private static final double LEAST = 135;
  private static final double MOST = 8_197;
  private static final int HOSPITAL = 100;

  private RegionBenchmark() {}

  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("regions").getOrCreate();
    int regions = Integer.parseInt(args[1]);
    int degree = Integer.parseInt(args[2]);
    // Starts and compiles what the tasks need; not measured.
    measure(spark, 20, degree, args[0] + "/first");
    TaskTimes times = new TaskTimes();
    spark.sparkContext().addSparkListener(times);
    measure(spark, regions, degree, args[0] + "/regions");
    spark.stop();
    times.print();
  }

  private static void measure(SparkSession spark, int regions, int degree, String folder) {
    Dataset<Row> physicians = physicians(spark, regions).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> ties = ties(spark, regions, degree).persist(StorageLevel.MEMORY_AND_DISK());
    System.out.printf(Locale.ROOT, "%,d physicians, %,d ties%n", physicians.count(), ties.count());
    Dataset<Row> noLinks =
        spark.createDataFrame(List.of(), StructType.fromDDL("patient_id STRING, npi STRING"));
    MeasureConfig config = new MeasureConfig(List.of(RegionType.HRR), RegionType.HRR);
    TableStore store = new TableStore(spark, folder);
    long start = System.nanoTime();
    Dataset<Row> measured =
        RegionNetworks.measure(physicians, noLinks, ties, List.of("all"), config)
            .persist(StorageLevel.MEMORY_AND_DISK());
    store.replace(Tables.PHYSICIAN_MEASURE, "2010", RegionNetworks.physicianMeasures(measured));
    store.replace(Tables.COMMUNITY, "2010", RegionNetworks.communities(measured));
    store.replace(
        Tables.REGION_MEASURE, "2010", RegionNetworks.regionMeasures(measured, RegionType.HRR));
    System.out.printf(
        Locale.ROOT, "%d regions in %.1f s%n", regions, (System.nanoTime() - start) / 1e9);
    measured.unpersist();
    physicians.unpersist();
    ties.unpersist();
  }

  private static int size(int region, int regions) {
    double place = regions == 1 ? 1 : (double) region / (regions - 1);
    return (int) Math.round(LEAST * Math.pow(MOST / LEAST, place));
  }

  private static Dataset<Row> physicians(SparkSession spark, int regions) {
    String[] groups = {"primary", "medical", "surgical", "other", "unknown"};
    return table(
        spark,
        regions,
        region ->
            IntStream.range(0, size(region, regions))
                .mapToObj(
                    node ->
                        RowFactory.create(
                            npi(region, node),
                            groups[node % groups.length],
                            region + "-" + node / HOSPITAL,
                            "R" + region,
                            null)),
        "npi STRING, specialty_group STRING, hospital STRING, hrr STRING, patients BIGINT");
  }

  private static Dataset<Row> ties(SparkSession spark, int regions, int degree) {
    return table(
            spark,
            regions,
            region -> ties(region, size(region, regions), degree / 2),
            "npi_a STRING, npi_b STRING, shared_patients BIGINT")
        .withColumn("kept", array(lit("all")));
  }

  /** Every physician finds some colleagues, half of them in the own hospital. */
  private static Stream<Row> ties(int region, int size, int found) {
    SplittableRandom random = new SplittableRandom(region);
    return IntStream.range(0, size)
        .boxed()
        .flatMap(
            node -> {
              TreeSet<Integer> colleagues = new TreeSet<>();
              for (int i = 0; i < found; i++) {
                int first = i % 2 == 0 ? node - node % HOSPITAL : 0;
                int end = i % 2 == 0 ? Math.min(size, first + HOSPITAL) : size;
                int colleague = random.nextInt(first, end);
                // From one end only, so that no tie comes twice.
                if (colleague != node && (colleague > node == (node + colleague) % 2 > 0)) {
                  colleagues.add(colleague);
                }
              }
              return colleagues.stream()
                  .map(
                      other ->
                          RowFactory.create(
                              npi(region, Math.min(node, other)),
                              npi(region, Math.max(node, other)),
                              1 + (long) (2 / (0.05 + random.nextDouble()))));
            });
  }

  private static String npi(int region, int node) {
    return String.format(Locale.ROOT, "1%03d%06d", region, node);
  }

  /** The rows of one region after the other. */
  private interface OfRegion extends Serializable {

    Stream<Row> rows(int region);
  }

  private static Dataset<Row> table(
      SparkSession spark, int regions, OfRegion rows, String columns) {
    List<Integer> numbers = new ArrayList<>();
    for (int region = 0; region < regions; region++) {
      numbers.add(region);
    }
    JavaRDD<Row> all =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(numbers, regions)
            .flatMap(region -> rows.rows(region).iterator());
    return spark.createDataFrame(all, StructType.fromDDL(columns));
  }
}
