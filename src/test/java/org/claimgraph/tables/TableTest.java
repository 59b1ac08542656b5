package org.claimgraph.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableTest {

  static Stream<Table> tables() {
    return Tables.all().stream();
  }

  @Test
  void namesOfTablesAreUniqueAndHaveASchema() {
    List<String> names = Tables.all().stream().map(Table::name).toList();
    assertThat(names).hasSize(46).doesNotHaveDuplicates();
    assertThat(names).allMatch(name -> name.matches("[a-z]+\\.[a-z_]+"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void saysWhatARowIsAndWhatEveryColumnIs(Table table) {
    assertThat(table.description()).endsWith(".");
    assertThat(table.schema().fields())
        .isNotEmpty()
        .allSatisfy(
            field ->
                assertThat(field.getComment().getOrElse(() -> "")).as(field.name()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void keyColumnsComeFirstAndAreNeverNull(Table table) {
    assertThat(table.key()).isNotEmpty();
    List<String> columns = List.of(table.schema().fieldNames());
    assertThat(columns).doesNotHaveDuplicates();
    assertThat(new HashSet<>(columns.subList(0, table.key().size())))
        .isEqualTo(Set.copyOf(table.key()));
    assertThat(Arrays.stream(table.schema().fields()).filter(field -> !field.nullable()))
        .extracting(StructField::name)
        .containsExactlyInAnyOrderElementsOf(table.key());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void columnsOfAPeriodOrARunDivideTheTable(Table table) {
    String schema = table.name().substring(0, table.name().indexOf('.'));
    String part =
        switch (schema) {
          case "claims" -> null;
          case "ops" -> "run_id";
          default -> "period";
        };
    assertThat(table.partColumn()).isEqualTo(part);
  }

  @Test
  void aTableSideBySideHasTheColumnsOfBothSidesOnce() {
    List<String> columns = List.of(Tables.NETWORK_OUTCOME.schema().fieldNames());
    assertThat(columns)
        .containsAll(List.of(Tables.REGION_MEASURE.schema().fieldNames()))
        .containsAll(List.of(Tables.REGION_OUTCOME.schema().fieldNames()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aTableWithoutContractIsRefused() {
    assertThatThrownBy(() -> Table.load("claims.none"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Missing contract of table claims.none");
  }
}
