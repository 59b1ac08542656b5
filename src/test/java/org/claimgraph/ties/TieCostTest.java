package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SizeEstimator;
import org.claimgraph.graph.Groups;
import org.claimgraph.graph.Projection;
import org.junit.jupiter.api.Test;

class TieCostTest {

  private static final long MEBI = 1 << 20;

  /** As many patients, each with as many physicians. */
  private static TieCost cost(long size, long patients, long physicians, long mostPatients) {
    return new TieCost(
        new LinkCounts(new TreeMap<>(Map.of(size, patients)), physicians, mostPatients), 200, 2);
  }

  @Test
  void linksOfPatientsWithOnePhysicianAreShuffledOnceAndNoFurther() {
    assertThat(cost(1, 1_000, 10, 100).shuffleBytes()).isEqualTo(1_000 * 20);
  }

  @Test
  void aPairOfPhysiciansIsOneListOfTwoMembers() {
    assertThat(cost(2, 1_000, 10, 100).shuffleBytes())
        .isEqualTo(2_000 * 20 + 2_000 * 8 + 1_000 * 8);
  }

  @Test
  void physiciansOfAPatientStandInTwoBlocks() {
    assertThat(cost(10, 1_000, 10, 100).shuffleBytes())
        .isEqualTo(10_000 * 20 + 2 * 10_000 * 8 + 2 * 1_000 * 8);
  }

  @Test
  void aThousandTimesTheLinksTakeAThousandTimesTheShuffleButNotTheMemory() {
    TieCost state = cost(10, 100_000, 20_000, 2_000);
    TieCost nation = cost(10, 100_000_000, 20_000, 2_000);
    assertThat(nation.shuffleBytes()).isEqualTo(1_000 * state.shuffleBytes());
    assertThat(nation.taskBytes()).isBetween(state.taskBytes(), 10 * state.taskBytes());
  }

  @Test
  void aPhysicianWithAMillionPatientsCountsInTheTaskThatHasHim() {
    long usual = cost(10, 20_000_000, 500_000, 5_000).taskBytes();
    long hub = cost(10, 20_000_000, 500_000, 1_000_000).taskBytes();
    assertThat(hub - usual).isGreaterThan(1_000_000L * (10 + 1) / 2 * 16);
  }

  @Test
  void whereGroupingTakesTooMuchMorePartitionsFit() {
    TieCost cost = new TieCost(cost(30, 500_000, 10_000, 1_000).counts(), 20, 2);
    assertThat(cost.taskBytes()).isGreaterThan(40 * MEBI);
    assertThat(cost.finer(40 * MEBI)).isEqualTo(Map.of("spark.sql.shuffle.partitions", 40));
    TieCost finer = new TieCost(cost.counts(), 40, 2);
    assertThat(finer.taskBytes()).isLessThanOrEqualTo(40 * MEBI);
  }

  @Test
  void whereABlockTakesTooMuchMoreBlocksFit() {
    TieCost cost = cost(4, 10_000_000, 1_000_000, 1_000);
    assertThat(cost.taskBytes()).isGreaterThan(150 * MEBI);
    assertThat(cost.finer(150 * MEBI)).isEqualTo(Map.of("spark.default.parallelism", 8));
    TieCost finer = new TieCost(cost.counts(), 200, 8);
    assertThat(finer.taskBytes()).isLessThanOrEqualTo(150 * MEBI);
  }

  @Test
  void whereEveryTaskNeedsAllPhysiciansOrOneHasAllPatientsNothingIsFineEnough() {
    assertThat(cost(10, 20_000_000, 10_000_000, 5_000).finer(200_000_000)).isEmpty();
    assertThat(cost(10, 20_000_000, 500_000, 5_000_000).finer(150 * MEBI)).isEmpty();
    assertThat(cost(1_000_000, 1, 1_000_000, 1).finer(150 * MEBI)).isEmpty();
  }

  @Test
  void whatFitsNeedsNoSetting() {
    TieCost cost = cost(4, 1_000_000, 100_000, 1_000);
    assertThat(cost.finer(cost.taskBytes())).isEmpty();
  }

  @Test
  void whatABlockHoldsIsWithinWhatIsForetold() {
    int physicians = 5_000;
    NaiveTies naive = NaiveTies.random(1, 20_000, physicians, 9);
    PhysicianCodes codes = codes(naive.physicians());
    Groups groups = groups(naive, codes);
    PhysicianBlocks one = PhysicianBlocks.of(codes, PhysicianBlocks.work(groups, codes), 1);
    assertThat(one.count()).isEqualTo(1);
    Groups together = PhysicianBlocks.together(List.of(groups).iterator());
    long held = SizeEstimator.estimate(new Projection(together, codes.count(), one.members(0)));
    LinkCounts shared = counts(groups, codes.count());
    assertThat(PhysicianBlocks.bytesOfABlock(shared, 1)).isBetween(held, 3 * held);
  }

  @Test
  void aFullBatchHoldsWhatIsForetold() {
    LinkBatch batch = new LinkBatch();
    while (!batch.isFull()) {
      batch.add(batch.size, 1, 2, 3);
    }
    assertThat(SizeEstimator.estimate(batch) - LinkRouter.bytes(1, Long.MAX_VALUE / 20 / 2))
        .isBetween(0L, 200L);
  }

  private static PhysicianCodes codes(List<String> npis) {
    StructType type = StructType.fromDDL("npi STRING, hospital STRING, hrr STRING");
    return PhysicianCodes.of(
        npis.stream()
            .<Row>map(npi -> new GenericRowWithSchema(new Object[] {npi, "H", "R"}, type))
            .toList());
  }

  private static Groups groups(NaiveTies naive, PhysicianCodes codes) {
    LinkBatch batch = new LinkBatch();
    for (String line : naive.lines()) {
      String[] words = line.split(" ");
      batch.add(
          Long.parseLong(words[0].substring(1)),
          0,
          codes.code(UTF8String.fromString(words[1])),
          Integer.parseInt(words[2]));
    }
    return PatientGroups.of(List.of(batch).iterator());
  }

  private static LinkCounts counts(Groups groups, int physicians) {
    TreeMap<Long, Long> patientsBySize = new TreeMap<>();
    for (int group = 0; group < groups.groupCount(); group++) {
      patientsBySize.merge((long) groups.size(group), 1L, Long::sum);
    }
    return new LinkCounts(patientsBySize, physicians, 100);
  }
}
