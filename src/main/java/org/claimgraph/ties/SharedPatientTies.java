package org.claimgraph.ties;

import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.graph.Groups;
import org.claimgraph.graph.Projection;

/**
 * Ties between physicians who share patients, inferred block by block.
 *
 * <p>Links are never joined with themselves, and no pair of physicians is shuffled: links go to
 * where all links of a patient meet, packed; each patient's physicians go to the blocks of
 * physicians among them; a block multiplies its rows of A·Aᵀ and gives out finished ties.
 *
 * <p>Equal links give the same bits for any partitioning and order of rows. A patient of k
 * physicians is one list of k numbers, however large k is.
 */
public final class SharedPatientTies {

  private static final long BYTES_OF_A_PARTITION = 16 << 20;
  private static final int BLOCKS_OF_A_CORE = 4;

  /** The setting of the least partitions that patients are grouped in. */
  static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /** Partitions that patients are grouped in, at most, unless settings ask for more. */
  static final int MOST_PARTITIONS = 10_000;

  private SharedPatientTies() {}

  /**
   * Counts what each pair of physicians shares. Runs one job at once, to balance the blocks.
   *
   * @param links patient_id, npi, encounters (BIGINT); several rows of one patient and physician
   *     add up; links of others than {@code physicians} are left out
   * @param physicians one row per npi: hospital, hrr; no column is null
   * @return one row per (npi_a, npi_b), npi_a &lt; npi_b, with at least one shared patient, in the
   *     shape of {@code network.tie} without period and kept
   * @throws ArithmeticException where the encounters of a patient and physician exceed an int
   */
  public static Dataset<Row> infer(Dataset<Row> links, Dataset<Row> physicians) {
    SparkSession spark = links.sparkSession();
    JavaRDD<InternalRow> ties =
        infer(links, physicians, List.of()).flatMap(ColumnarBatch::rowIterator);
    return spark.baseRelationToDataFrame(new Relation(spark.sqlContext(), ties.rdd())).drop("kept");
  }

  /**
   * As {@link #infer(Dataset, Dataset)}, but column by column, on the way to a file.
   *
   * @param rules which keep a tie by its shared patients alone
   * @return ties in the shape of {@code network.tie} without period; the same batch object again
   *     and again
   */
  public static JavaRDD<ColumnarBatch> infer(
      Dataset<Row> links, Dataset<Row> physicians, List<MinShared> rules) {
    SparkSession spark = links.sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<PhysicianCodes> codes =
        context.broadcast(
            PhysicianCodes.of(physicians.select("npi", "hospital", "hrr").collectAsList()));
    JavaRDD<Groups> patients =
        patients(links, codes, partitions(links)).persist(StorageLevel.MEMORY_AND_DISK());
    long[] work =
        patients
            .map(groups -> PhysicianBlocks.work(groups, codes.value()))
            .treeReduce(PhysicianBlocks::add);
    PhysicianBlocks cut =
        PhysicianBlocks.of(codes.value(), work, leastBlocks(context.defaultParallelism()));
    return multiply(patients, codes, context.broadcast(cut), new KeptNames(rules));
  }

  private static int partitions(Dataset<Row> links) {
    long bytes = links.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
    return partitions(leastPartitions(links.sparkSession()), bytes);
  }

  /** Small enough for the patients of a partition to be grouped in little memory. */
  static int partitions(int least, long bytes) {
    return (int) Math.max(least, Math.min(MOST_PARTITIONS, bytes / BYTES_OF_A_PARTITION));
  }

  static int leastPartitions(SparkSession spark) {
    return Integer.parseInt(spark.conf().get(PARTITIONS));
  }

  /** Enough for every core to have its share of the work. */
  static int leastBlocks(int cores) {
    return BLOCKS_OF_A_CORE * cores;
  }

  /** The physicians of each patient of at least two; one element a partition. */
  private static JavaRDD<Groups> patients(
      Dataset<Row> links, Broadcast<PhysicianCodes> codes, int partitions) {
    return links
        .select("patient_id", "npi", "encounters")
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitionsToPair(rows -> new LinkRouter(rows, codes.value(), partitions))
        .partitionBy(new HashPartitioner(partitions))
        .values()
        .mapPartitions(batches -> List.of(PatientGroups.of(batches)).iterator());
  }

  private static JavaRDD<ColumnarBatch> multiply(
      JavaRDD<Groups> patients,
      Broadcast<PhysicianCodes> codes,
      Broadcast<PhysicianBlocks> cut,
      KeptNames kept) {
    JavaPairRDD<Integer, Groups> routed =
        patients.flatMapToPair(groups -> cut.value().route(groups));
    return routed
        .partitionBy(new HashPartitioner(cut.value().count()))
        .values()
        .mapPartitionsWithIndex(
            (block, batches) ->
                new TieBatches(
                    codes.value(),
                    new Projection(
                        PhysicianBlocks.together(batches),
                        codes.value().count(),
                        cut.value().members(block)),
                    kept),
            false);
  }

  /** Rows that are in Spark's own form already, as a table that Spark can plan with. */
  private static final class Relation extends BaseRelation implements TableScan {

    private final SQLContext context;
    private final RDD<InternalRow> rows;

    Relation(SQLContext context, RDD<InternalRow> rows) {
      this.context = context;
      this.rows = rows;
    }

    @Override
    public SQLContext sqlContext() {
      return context;
    }

    @Override
    public StructType schema() {
      return TieBatches.SCHEMA;
    }

    @Override
    public boolean needConversion() {
      return false;
    }

    @Override
    @SuppressWarnings("unchecked") // what needConversion() = false asks for
    public RDD<Row> buildScan() {
      return (RDD<Row>) (RDD<?>) rows;
    }
  }
}
