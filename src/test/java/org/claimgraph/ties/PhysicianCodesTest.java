package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class PhysicianCodesTest {

  private static final StructType PHYSICIAN =
      StructType.fromDDL("npi STRING, hospital STRING, hrr STRING");

  /** Rows of npi, hospital and hrr. */
  static Row row(String npi, String hospital, String hrr) {
    return new GenericRowWithSchema(new Object[] {npi, hospital, hrr}, PHYSICIAN);
  }

  @Test
  void followTheBytesOfTheIds() {
    List<String> ids =
        List.of(
            "9",
            "10",
            "1",
            "01",
            "001",
            "",
            "Z",
            "a",
            "Ärztin",
            "é",
            "\uFFFD",
            "\uD83D\uDE00",
            "ab",
            "a b");
    List<String> byBytes = new ArrayList<>(ids);
    byBytes.sort(
        (a, b) ->
            Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    assertThat(byBytes).as("not the order of Java").isNotEqualTo(ids.stream().sorted().toList());

    PhysicianCodes codes = of(ids.stream());

    assertThat(ids(codes)).isEqualTo(byBytes);
    byBytes.forEach(id -> assertThat(code(codes, id)).isEqualTo(byBytes.indexOf(id)));
  }

  @Test
  void leadingZerosTellIdsApart() {
    PhysicianCodes codes = of(Stream.of("7", "07", "007"));

    assertThat(ids(codes)).containsExactly("007", "07", "7");
    assertThat(code(codes, "0007")).isEqualTo(-1);
  }

  @Test
  void longNumbersAndNumbersWithOtherCharactersAreToldApart() {
    List<String> ids =
        Stream.of("", "1", "12345678901234567", "123456789012345678", "1234567890123456789", "1x")
            .toList();
    PhysicianCodes codes = of(ids.stream());

    assertThat(ids(codes)).isEqualTo(ids);
    ids.forEach(id -> assertThat(code(codes, id)).isEqualTo(ids.indexOf(id)));
    assertThat(code(codes, "12345678901234568")).isEqualTo(-1);
    assertThat(code(codes, "1234567890123456780")).isEqualTo(-1);
  }

  @Test
  void unknownIdHasNoCode() {
    PhysicianCodes codes = of(Stream.of("1234567890", "1234567891"));

    for (String unknown : List.of("", "1234567892", "123456789", "12345678901", "1234567890 ")) {
      assertThat(code(codes, unknown)).isEqualTo(-1);
    }
    assertThat(code(of(Stream.of()), "1234567890")).isEqualTo(-1);
    assertThat(of(Stream.of()).count()).isZero();
  }

  @Test
  void hundredThousandIdsHaveEachTheirCodeInWhateverOrderTheyCame() {
    List<String> ids =
        new ArrayList<>(IntStream.range(0, 100_000).mapToObj(i -> "d" + i * 31L).toList());
    Collections.shuffle(ids, new Random(1));

    PhysicianCodes codes = of(ids.stream());

    List<String> sorted = ids.stream().sorted().toList();
    for (int code = 0; code < 100_000; code++) {
      assertThat(code(codes, sorted.get(code))).isEqualTo(code);
      assertThat(codes.id(code).toString()).isEqualTo(sorted.get(code));
    }
    assertThat(code(codes, "d1")).isEqualTo(-1);
  }

  @Test
  void idsLongerThanExpectedAreKept() {
    List<String> ids = IntStream.range(100, 200).mapToObj(i -> "x".repeat(i)).toList();

    assertThat(ids(of(ids.stream()))).isEqualTo(ids);
  }

  @Test
  void placeOrderIsByRegionThenHospitalThenId() {
    PhysicianCodes codes =
        PhysicianCodes.of(
            List.of(
                row("a", "H9", "R2"),
                row("b", "H2", "R1"),
                row("c", "H1", "R1"),
                row("d", "unknown", "R1"),
                row("e", "H1", "unknown"),
                row("f", "H1", "R1")));

    List<String> near = new ArrayList<>(Collections.nCopies(6, null));
    for (int code = 0; code < codes.count(); code++) {
      near.set(codes.placeOrder(code), codes.id(code).toString());
    }
    assertThat(near).containsExactly("e", "d", "c", "f", "b", "a");
  }

  @Test
  void onlyKnownPlacesAreTheSame() {
    PhysicianCodes codes =
        PhysicianCodes.of(
            List.of(
                row("a", "H1", "R1"),
                row("b", "H1", "unknown"),
                row("c", "unknown", "R1"),
                row("d", "unknown", "unknown")));

    assertThat(codes.sameHospital(0, 1)).isTrue();
    assertThat(codes.sameHospital(2, 3)).isFalse();
    assertThat(codes.sameHospital(0, 2)).isFalse();
    assertThat(codes.sameHrr(0, 2)).isTrue();
    assertThat(codes.sameHrr(1, 3)).isFalse();
    assertThat(codes.sameHrr(0, 1)).isFalse();
  }

  private static PhysicianCodes of(Stream<String> ids) {
    return PhysicianCodes.of(ids.map(id -> row(id, "H", "R")).toList());
  }

  private static int code(PhysicianCodes codes, String id) {
    return codes.code(UTF8String.fromString(id));
  }

  private static List<String> ids(PhysicianCodes codes) {
    return IntStream.range(0, codes.count()).mapToObj(code -> codes.id(code).toString()).toList();
  }
}
