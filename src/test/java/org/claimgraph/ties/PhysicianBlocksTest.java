package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.claimgraph.graph.Groups;
import org.claimgraph.graph.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicianBlocksTest {

  private static final int PHYSICIANS_OF_A_REGION = 100;

  /** What two physicians share, as bits. */
  private record Tie(int common, double newman, long minimum) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40})
  void eachPairOfAPatientMeetsInExactlyOneBlock(int least) {
    PhysicianCodes physicians = physicians(600);
    Groups patients = patients(1, 3_000, 600, 20);
    PhysicianBlocks blocks = cut(patients, physicians, least);
    assertThat(blocks.count()).isEqualTo(least);

    Map<Long, Tie> ties = new HashMap<>();
    for (int block = 0; block < least; block++) {
      Groups inBlock = together(blocks, block, patients);
      addTies(ties, new Projection(inBlock, 600, blocks.members(block)));
    }

    Map<Long, Tie> whole = new HashMap<>();
    addTies(whole, new Projection(patients, 600, IntStream.range(0, 600).toArray()));
    assertThat(whole).hasSizeGreaterThan(5_000);
    assertThat(ties).isEqualTo(whole);
  }

  @Test
  void patientsComeTogetherFromSeveralPartitions() {
    PhysicianCodes physicians = physicians(300);
    Groups[] parts = {
      patients(1, 50, 300, 5), patients(2, 60, 300, 5), new Groups.Builder().build()
    };

    Groups all = PhysicianBlocks.together(List.of(parts).iterator());

    assertThat(all.groupCount()).isEqualTo(110);
    assertThat(all.memberCount()).isEqualTo(parts[0].memberCount() + parts[1].memberCount());
    assertThat(all.node(all.start(50))).isEqualTo(parts[1].node(0));
    assertThat(PhysicianBlocks.work(all, physicians))
        .isEqualTo(
            PhysicianBlocks.add(
                PhysicianBlocks.work(parts[0], physicians),
                PhysicianBlocks.work(parts[1], physicians)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 99, 5_000, 40_000})
  void everyPhysicianIsInExactlyOneBlock(int count) {
    PhysicianCodes physicians = physicians(count);
    PhysicianBlocks blocks = cut(patients(3, 2_000, count, 6), physicians, 16);

    List<Integer> members = new ArrayList<>();
    for (int block = 0; block < blocks.count(); block++) {
      int[] of = blocks.members(block);
      assertThat(Arrays.stream(of).map(physicians::placeOrder).toArray())
          .as("neighbors by region and hospital stand together")
          .isSorted();
      for (int physician : of) {
        assertThat(blocks.block(physician)).isEqualTo(block);
        members.add(physician);
      }
    }
    assertThat(members.stream().sorted().toList())
        .isEqualTo(IntStream.range(0, count).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 32})
  void noBlockIsMuchHeavierThanTheMean(int least) {
    for (int count : new int[] {3_000, 40_000}) {
      PhysicianCodes physicians = physicians(count);
      Groups patients = patients(4, 60_000, count, 30);
      PhysicianBlocks blocks = cut(patients, physicians, least);

      long[] work = new long[blocks.count()];
      workOfPhysicians(patients, count, blocks, work);

      assertThat(Arrays.stream(work).max().orElseThrow())
          .isLessThan((long) (1.5 * Arrays.stream(work).sum() / work.length));
    }
  }

  @Test
  void physicianHeavierThanABlockHasOneWithFewOthers() {
    PhysicianCodes physicians = physicians(5_000);
    Groups.Builder builder = new Groups.Builder();
    Groups others = patients(5, 20_000, 5_000, 6);
    for (int patient = 0; patient < others.groupCount(); patient++) {
      builder.add(others, patient, others.start(patient));
    }
    for (int patient = 0; patient < 100_000; patient++) {
      builder.begin(2).add(0, 1).add(1 + patient % 4_999, 1);
    }
    Groups patients = builder.build();
    PhysicianBlocks blocks = cut(patients, physicians, 8);
    long[] work = new long[blocks.count()];

    long[] ofPhysician = workOfPhysicians(patients, 5_000, blocks, work);

    int heavy = blocks.block(0);
    double mean = (double) Arrays.stream(work).sum() / work.length;
    assertThat((double) ofPhysician[0]).isGreaterThan(1.5 * mean);
    for (int block = 0; block < work.length; block++) {
      assertThat((double) work[block] - (block == heavy ? ofPhysician[0] : 0))
          .isLessThan(1.5 * mean);
    }
  }

  @Test
  void patientsOfOneRegionGoToLittleMoreThanOneBlock() {
    PhysicianCodes physicians = physicians(10_000);
    Groups patients = patients(6, 50_000, 10_000, 10);
    PhysicianBlocks blocks = cut(patients, physicians, 16);

    int lists = 0;
    long members = 0;
    for (int block = 0; block < blocks.count(); block++) {
      Groups inBlock = together(blocks, block, patients);
      lists += inBlock.groupCount();
      members += inBlock.memberCount();
    }

    assertThat((double) lists / patients.groupCount()).isBetween(1.0, 1.15);
    assertThat((double) members / patients.memberCount()).isBetween(0.9, 1.15);
  }

  @Test
  void muchWorkIsCutIntoMoreBlocks() {
    PhysicianCodes physicians = physicians(10_000);
    Groups.Builder builder = new Groups.Builder().begin(10_000);
    IntStream.range(0, 10_000).forEach(physician -> builder.add(physician, 1));
    Groups hub = builder.build();

    PhysicianBlocks blocks = cut(hub, physicians, 2);

    assertThat(blocks.count()).isEqualTo(6); // 10,000 x 9,999 / 2 + 2 x 10,000 by 8 million
  }

  @Test
  void withoutWorkThereAreStillBlocks() {
    PhysicianCodes none = PhysicianCodes.of(List.of());
    Groups nobody = new Groups.Builder().build();
    PhysicianBlocks blocks = cut(nobody, none, 4);

    assertThat(blocks.count()).isEqualTo(4);
    assertThat(blocks.members(0)).isEmpty();
    assertThat(blocks.route(nobody)).isExhausted();
  }

  /** Regions of equal size, whose physicians' ids are spread over the whole range. */
  private static PhysicianCodes physicians(int count) {
    return PhysicianCodes.of(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    PhysicianCodesTest.row(
                        id(i), "H" + region(i, count) + i % 4, "R" + region(i, count)))
            .toList());
  }

  private static String id(int physician) {
    return String.valueOf(1_000_000 + physician);
  }

  /** Codes follow ids, so neighbors by code are in different regions. */
  private static int region(int physician, int count) {
    return physician % Math.max(1, count / PHYSICIANS_OF_A_REGION);
  }

  /** Patients of two to {@code most} physicians of one region, popular ones more often. */
  private static Groups patients(long seed, int count, int physicians, int most) {
    Random random = new Random(seed);
    int regions = Math.max(1, physicians / PHYSICIANS_OF_A_REGION);
    int ofRegion = physicians / regions;
    Groups.Builder builder = new Groups.Builder();
    for (int patient = 0; patient < count; patient++) {
      int region = random.nextInt(regions);
      TreeSet<Integer> of = new TreeSet<>();
      int size = 2 + random.nextInt(most - 1);
      for (int i = 0; i < size; i++) {
        int rank = (int) (Math.pow(random.nextDouble(), 2) * ofRegion);
        of.add(rank * regions + region);
      }
      builder.begin(of.size());
      of.forEach(physician -> builder.add(physician, 1 + physician % 3));
    }
    return builder.build();
  }

  private static PhysicianBlocks cut(Groups patients, PhysicianCodes physicians, int least) {
    return PhysicianBlocks.of(physicians, PhysicianBlocks.work(patients, physicians), least);
  }

  private static Groups together(PhysicianBlocks blocks, int block, Groups patients) {
    List<Groups> routed = new ArrayList<>();
    blocks
        .route(patients)
        .forEachRemaining(
            to -> {
              if (to._1() == block) {
                routed.add(to._2());
              }
            });
    return PhysicianBlocks.together(routed.iterator());
  }

  /** Members after each physician, and two for himself; also added up by block. */
  private static long[] workOfPhysicians(
      Groups patients, int count, PhysicianBlocks blocks, long[] ofBlocks) {
    long[] work = new long[count];
    for (int patient = 0; patient < patients.groupCount(); patient++) {
      for (int at = patients.start(patient); at < patients.end(patient); at++) {
        work[patients.node(at)] += 2 + patients.end(patient) - at - 1;
      }
    }
    for (int physician = 0; physician < count; physician++) {
      ofBlocks[blocks.block(physician)] += work[physician];
    }
    return work;
  }

  private static void addTies(Map<Long, Tie> ties, Projection rows) {
    while (rows.next()) {
      for (int i = 0; i < rows.degree(); i++) {
        int b = rows.neighbor(i);
        Tie tie = new Tie(rows.common(b), rows.newman(b), rows.minimum(b));
        assertThat(ties.put((long) rows.row() << 32 | b, tie)).isNull();
      }
    }
  }
}
