package org.claimgraph.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.claimgraph.UserException;
import org.claimgraph.config.ModelConfig.ClusterType;
import org.claimgraph.config.ModelConfig.Estimand;
import org.claimgraph.config.ModelConfig.OutcomeValue;
import org.claimgraph.config.ModelConfig.StandardErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings of a study, and the studies that ship with claimgraph. */
class StudiesTest {

  static List<Path> studies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conf/studies"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void aStudyIsValidAndNamedAsItsFile(Path file) {
    AssociateConfig study = read(file).associate();
    assertThat(study.specification() + ".conf").isEqualTo(file.getFileName().toString());
  }

  @Test
  void hospitalsOfBarnett2012AreReadAsItsPaperSays() {
    Configuration config = read(Path.of("conf/studies/barnett-2012.conf"));
    assertThat(config.tie().rules()).containsExactly("all");
    assertThat(config.encounter().minPatients()).isEqualTo(30);
    assertThat(config.measure().adjustedDegreeScope()).isEqualTo(RegionType.HRR);
    AssociateConfig study = config.associate();
    assertThat(study.units()).containsExactly(UnitType.HOSPITAL);
    assertThat(study.model().outcomeValue()).isEqualTo(OutcomeValue.ADJUSTED);
    assertThat(study.model().estimands()).containsExactlyInAnyOrder(Estimand.values());
    assertThat(study.model().standardErrors()).isEqualTo(StandardErrors.CR2);
    assertThat(study.model().profile())
        .containsEntry("beds", "mean")
        .containsEntry("urban", "true");
    assertThat(study.variants(network(config), network(config)))
        .extracting(AssociateConfig::specification)
        .containsExactly(
            "barnett-2012",
            "barnett-2012 [weights=patients]",
            "barnett-2012 [denominator=all-ties]",
            "barnett-2012 [denominator=all-ties, weights=patients]");
  }

  @Test
  void patientsOfLandon2018AreClusteredByRegionAndPhysician() {
    AssociateConfig study = read(Path.of("conf/studies/landon-2018-patient.conf")).associate();
    assertThat(study.units()).containsExactly(UnitType.PATIENT);
    assertThat(study.model().clusters()).containsExactly(ClusterType.HRR, ClusterType.PHYSICIAN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          associate.winsorize=0.9,0.1          | must be empty or two probabilities in order
          associate.winsorize=low,0.1          | must be empty or two probabilities in order
          associate.clusters=physician         | may list physician only for associate.regions
          associate.sensitivity.tie-rules=min-2| must list some of tie.rules, each once
          associate.sensitivity.samples=0      | must list percents from 1 to 100, each once
          associate.standard-errors=CR4        | must be one of CR0, CR1, CR1P, CR1S, CR2, CR3
          associate.outcomes=spending,spending | must list each name once
          associate.exposures=degree,degree    | must list each name once
          associate.covariates=beds,urban,beds | must list each name once
          associate.estimands=pct              | must list some of pct_loglinear, pct_of_mean
          associate.reference-profile=mean     | must be a group of texts with names
          """)
  void aSettingThatCannotBeIsRefused(String setting, String rule) {
    refused(setting).hasMessageContaining(" " + rule);
  }

  @Test
  void whatContradictsItselfIsRefused() {
    refused("associate.regions=patient", "associate.weights=patients")
        .hasMessageContaining("associate.weights = patients must be none where patients are the");
    refused(
            "associate.regions=physician",
            "measure.regions=hospital",
            "associate.exposures=degree",
            "associate.sensitivity.denominators=all-ties")
        .hasMessageContaining("associate.network = hrr must be one of measure.regions")
        .hasMessageContaining("needs an adjusted degree in associate.exposures");
    refused(
            "associate.exposures=adjusted_degree_median,adjusted_degree_all_ties_median",
            "associate.sensitivity.denominators=all-ties")
        .hasMessageContaining("and one denominator there");
    refused(
            "associate.exposures=adjusted_degree_median,adjusted_degree_mean",
            "associate.sensitivity.denominators=all-ties")
        .hasMessageContaining("cannot change adjusted_degree_mean, which has one of them only");
    refused("associate.model=random-intercept", "associate.sensitivity.standard-errors=CR1,CR2")
        .hasMessageContaining("must be empty for associate.model = random-intercept");
  }

  @Test
  void aStudyOfBothDenominatorsIsLeftAsItIs() {
    String[] both = {"adjusted_degree_median", "adjusted_degree_all_ties_median"};
    Configuration config =
        Configuration.read(List.of(), List.of("associate.exposures=" + String.join(",", both)));
    assertThat(config.associate().variants(network(config), network(config)))
        .singleElement()
        .satisfies(study -> assertThat(study.exposures()).containsExactly(both))
        .extracting(AssociateConfig::specification)
        .isEqualTo("default");
    assertThat(Denominator.of(List.of(both))).isNull();
    assertThat(Denominator.of(List.of("density", "adjusted_degree_mean")))
        .isEqualTo(Denominator.DISTINCT);
  }

  @Test
  void aReferenceProfileIsChangedValueByValue() {
    assertThat(
            Configuration.read(
                    List.of(),
                    List.of(
                        "associate.reference-profile.urban=null",
                        "associate.reference-profile.teaching=none"))
                .associate()
                .model()
                .profile())
        .isEqualTo(Map.of("beds", "mean", "teaching", "none"));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(String... settings) {
    return assertThatThrownBy(() -> Configuration.read(List.of(), List.of(settings)))
        .isInstanceOf(UserException.class);
  }

  private static NetworkBasis network(Configuration config) {
    return NetworkBasis.of(config.encounter().policy());
  }

  private static Configuration read(Path file) {
    return Configuration.read(List.of(file), List.of());
  }
}
