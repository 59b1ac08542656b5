package org.claimgraph.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.NetworkBasis;
import org.claimgraph.config.UnitType;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedStudiesTest {

  static List<Path> studies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conf/studies"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyColumnOfAStudyAndItsVariantsIsInTheTablesOfItsUnits(Path file) {
    Configuration config = Configuration.read(List.of(file), List.of());
    NetworkBasis network = NetworkBasis.of(config.encounter().policy());
    for (AssociateConfig study : config.associate().variants(network, network)) {
      for (UnitType type : study.units()) {
        assertThat(columns(type))
            .containsAll(study.exposures())
            .containsAll(study.covariates())
            .containsAll(Effects.outcomeColumns(type, study));
      }
    }
  }

  private static Set<String> columns(UnitType type) {
    List<Table> tables =
        switch (type) {
          case HOSPITAL, HRR -> List.of(Tables.NETWORK_OUTCOME);
          case PHYSICIAN ->
              List.of(Tables.PHYSICIAN_OUTCOME, Tables.PHYSICIAN_MEASURE, Tables.HOSPITAL);
          case PATIENT ->
              List.of(Tables.PATIENT_OUTCOME, Tables.PHYSICIAN_MEASURE, Tables.HOSPITAL);
        };
    Set<String> columns = new TreeSet<>();
    tables.forEach(table -> columns.addAll(List.of(table.schema().fieldNames())));
    columns.add("network_patients"); // patients of the measures, beside those of the outcomes
    return columns;
  }
}
