package org.claimgraph.ties;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.TeamConfig;
import org.claimgraph.graph.Projection;

/**
 * How much the physicians of a patient also share other patients, and how many pairs and triads of
 * a region's physicians come back with other patients.
 *
 * <p>Ties are multiplied block by block, as in {@link SharedPatientTies}, and read off for each
 * patient where they are made: links are never joined with themselves, no pair of physicians is
 * shuffled, and a patient of k physicians is one list of k numbers. All sums are of whole numbers,
 * so equal links give the same bits for any partitioning and order of rows.
 */
public final class Teams {

  private Teams() {}

  /**
   * Counts pairs and triads. Runs one job at once, to balance the blocks.
   *
   * @param links one row per patient_id and npi
   * @param physicians one row per npi: specialty_group, hospital, hrr; no column is null
   * @param regions kinds of region whose teams are counted
   * @return sums over parts of the links, of which {@link #ofPatients} and {@link #ofRegions} make
   *     tables
   */
  public static Dataset<Row> measure(
      Dataset<Row> links, Dataset<Row> physicians, List<RegionType> regions, TeamConfig config) {
    SparkSession spark = links.sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<Row> rows = physicians.select("npi", "specialty_group", "hospital", "hrr").collectAsList();
    Broadcast<PhysicianCodes> codes = context.broadcast(PhysicianCodes.of(rows));
    Broadcast<TeamPlaces> places = context.broadcast(TeamPlaces.of(rows, codes.value(), regions));
    JavaRDD<PatientLists> patients = patients(links, codes).persist(StorageLevel.MEMORY_AND_DISK());
    int least = SharedPatientTies.leastBlocks(context.defaultParallelism());
    Broadcast<PhysicianBlocks> cut = context.broadcast(blocks(patients, codes, least));
    PairWeights weights = PairWeights.of(config.pairWeights());
    int most = config.mostPhysicians();
    JavaRDD<Row> ofPairs =
        inBlocks(patients, cut)
            .mapPartitionsWithIndex(
                (block, batches) -> {
                  PatientLists lists = PatientLists.together(batches);
                  int[] members = cut.value().members(block);
                  Projection ties =
                      new Projection(lists.physicians(), codes.value().count(), members);
                  PatientTeams teams = PatientTeams.of(lists, ties, places.value(), weights, most);
                  return Stream.concat(patientRows(teams), teamRows(teams.teams())).iterator();
                },
                false);
    JavaRDD<Row> ofPatients =
        patients.flatMap(
            lists ->
                teamRows(TeamCounts.ofPatients(lists.physicians(), places.value(), most))
                    .iterator());
    return spark.createDataFrame(ofPairs.union(ofPatients), schema(weights));
  }

  private static StructType schema(PairWeights weights) {
    return new StructType()
        .add("patient", PatientTeams.schema(weights))
        .add("team", TeamCounts.SCHEMA);
  }

  private static Stream<Row> patientRows(PatientTeams teams) {
    return teams.patientRows().map(row -> RowFactory.create(row, null));
  }

  private static Stream<Row> teamRows(TeamCounts teams) {
    return teams.rows().stream().map(row -> RowFactory.create(null, row));
  }

  /** The physicians of each patient of at least two; one element a partition. */
  private static JavaRDD<PatientLists> patients(
      Dataset<Row> links, Broadcast<PhysicianCodes> codes) {
    return links
        .select("patient_id", "npi")
        .repartition(col("patient_id"))
        .sortWithinPartitions("patient_id", "npi")
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(rows -> List.of(PatientLists.of(rows, codes.value())).iterator());
  }

  private static PhysicianBlocks blocks(
      JavaRDD<PatientLists> patients, Broadcast<PhysicianCodes> codes, int least) {
    // Adds to nothing, for there may be no links, and then no partition.
    long[] work =
        patients.treeAggregate(
            new long[PhysicianBlocks.CELLS],
            (sum, lists) ->
                PhysicianBlocks.add(sum, PhysicianBlocks.work(lists.physicians(), codes.value())),
            PhysicianBlocks::add);
    return PhysicianBlocks.of(codes.value(), work, least);
  }

  /** The lists that each block needs; one partition a block. */
  private static JavaRDD<PatientLists> inBlocks(
      JavaRDD<PatientLists> patients, Broadcast<PhysicianBlocks> cut) {
    return patients
        .flatMapToPair(lists -> lists.route(cut.value()))
        .partitionBy(new HashPartitioner(cut.value().count()))
        .values();
  }

  /**
   * The rows of {@code network.care_density}, without period.
   *
   * @param links the links that were counted
   * @param counted what {@link #measure} gave for them, with the same configuration
   */
  public static Dataset<Row> ofPatients(
      Dataset<Row> links, Dataset<Row> counted, TeamConfig config) {
    PairWeights weights = PairWeights.of(config.pairWeights());
    Column shared = lit(0L);
    Column weighted = lit(0.0);
    for (int place = 0; place < weights.count(); place++) {
      Column ofWeight = col(PatientTeams.sharedColumn(place));
      shared = shared.plus(ofWeight);
      weighted = weighted.plus(ofWeight.multiply(lit(weights.weight(place))));
    }
    Column pairs = col("pairs");
    Column known = col("known_pairs");
    return links
        .groupBy("patient_id")
        .agg(count(lit(1)).as("physicians"))
        .join(sums(counted, "patient", "patient_id"), new String[] {"patient_id"}, "left")
        .withColumn("pairs", expr("physicians * (physicians - 1) div 2"))
        .select(
            col("patient_id"),
            col("physicians"),
            pairs,
            share(shared, pairs).as("care_density"),
            when(known.equalTo(pairs), share(weighted, pairs)).as("fragmented_care_density"),
            share(col("crossing_pairs"), known).as("cross_specialty_share"),
            share(col("repeated_pairs"), pairs).as("repeat_share"));
  }

  /**
   * The rows of {@code network.team}, without period.
   *
   * @param counted what {@link #measure} gave
   */
  public static Dataset<Row> ofRegions(Dataset<Row> counted) {
    return sums(counted, "team", "region_type", "region_id", "size")
        .where("groups > 0 OR patients_left_out > 0")
        .select(
            col("region_type"),
            col("region_id"),
            col("size"),
            col("groups"),
            col("recurring_groups"),
            share(col("recurring_groups"), col("groups")).as("repeat_share"),
            col("known_groups"),
            share(col("crossing_groups"), col("known_groups")).as("cross_specialty_share"),
            col("patients"),
            col("patients_left_out"));
  }

  /** Adds up all numbers of the rows of one kind that agree in some columns. */
  private static Dataset<Row> sums(Dataset<Row> counted, String kind, String... by) {
    Dataset<Row> rows = counted.where(col(kind).isNotNull()).select(kind + ".*");
    Column[] numbers =
        Stream.of(rows.columns())
            .filter(column -> !List.of(by).contains(column))
            .map(column -> sum(column).as(column))
            .toArray(Column[]::new);
    return rows.groupBy(Stream.of(by).map(functions::col).toArray(Column[]::new))
        .agg(numbers[0], Arrays.copyOfRange(numbers, 1, numbers.length));
  }

  /** Null where there is nothing to divide by. */
  private static Column share(Column part, Column whole) {
    return when(whole.gt(0), part.cast("double").divide(whole.cast("double")));
  }
}
