package org.claimgraph.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.EncounterConfig.Policy;
import org.claimgraph.config.NetworkBasis;
import org.claimgraph.config.UnitType;
import org.claimgraph.stats.Quantiles;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.immutable.Map.Map1;
import scala.collection.immutable.Map.Map2;

/** Expected values: R's lm and clubSandwich over the 60 hospitals of {@code reg_data.csv}. */
class EffectsTest {

  private static final String DEGREE = "adjusted_degree_median";
  private static final String CENTRALITY = "pcp_relative_centrality_winsorized";

  /** The 0.975 quantile of t with 11 degrees of freedom. */
  private static final double T_975 = 2.200985160082949;

  private static final NetworkBasis NETWORK = NetworkBasis.of(Policy.SIGNIFICANT);

  private static final Family FAMILY = new Family("all", "min-2", UnitType.HOSPITAL, NETWORK);

  private static final StructType REGION =
      StructType.fromDDL(
          "region_id STRING, hrr STRING, physicians BIGINT, patients BIGINT,"
              + " adjusted_degree_median DOUBLE, adjusted_degree_all_ties_median DOUBLE, pcp_relative_centrality_winsorized DOUBLE,"
              + " beds INT, urban BOOLEAN, teaching STRING, spending_mean DOUBLE,"
              + " hospital_days_mean DOUBLE, covariates MAP<STRING, DOUBLE>");

  @Test
  void effectsOfBothMeasuresAgreeWithR() {
    List<Row> effects = estimate(hospitals(), config("beds", "urban"));
    assertThat(effects).hasSize(2);
    assertEffect(
        effects.get(0),
        DEGREE,
        79.4777140527,
        0.091985955534734,
        1.69091372179e-02,
        2.03896382791e-04);
    assertClose(effects.get(0).getAs("estimate"), 9.63494243313);
    assertEffect(
        effects.get(1),
        CENTRALITY,
        0.42751368493,
        -0.027835536551901,
        9.58690448770e-03,
        1.43550719041e-02);
    for (Row effect : effects) {
      assertThat(effect.<String>getAs("cohort")).isEqualTo("all");
      assertThat(effect.<String>getAs("tie_rule")).isEqualTo("min-2");
      assertThat(effect.<String>getAs("region_type")).isEqualTo("hospital");
      assertThat(effect.<String>getAs("specification")).isEqualTo("main");
      assertThat(effect.<String>getAs("outcome")).isEqualTo("spending");
      assertThat(effect.<String>getAs("estimand")).isEqualTo("pct_loglinear");
      assertThat(effect.<String>getAs("se_type")).isEqualTo("CR1");
      assertThat(effect.<String>getAs("weights")).isEqualTo("none");
      assertThat(effect.<String>getAs("note")).isNull();
      assertThat(effect.<Long>getAs("units")).isEqualTo(60);
      assertThat(effect.<Long>getAs("units_dropped")).isZero();
      assertThat(effect.<Long>getAs("clusters")).isEqualTo(12);
      assertThat(effect.<Double>getAs("df")).isEqualTo(11);
      assertClose(effect.getAs("r_squared"), 0.616989137311);
    }
    assertThat(covariates(effects.get(0))).containsExactly(CENTRALITY, "beds", "urban");
    assertThat(covariates(effects.get(1))).containsExactly(DEGREE, "beds", "urban");
  }

  @Test
  void rowsFillTheirTable() {
    Shapes.assertFills(Tables.EFFECT, Effects.SCHEMA);
  }

  @Test
  void orderOfTheRegionsDoesNotMatter() {
    List<Row> shuffled = new ArrayList<>(hospitals());
    Collections.shuffle(shuffled, new Random(3));
    assertSame(
        estimate(shuffled, config("beds", "urban")),
        estimate(hospitals(), config("beds", "urban")));
  }

  @Test
  void regionsThatCannotEnterAreDropped() {
    List<Row> regions = new ArrayList<>(hospitals());
    Row any = regions.get(0);
    regions.add(with(with(any, "region_id", "unknown"), "spending_mean", 1e9));
    regions.add(with(any, "hrr", null));
    regions.add(with(any, "hrr", "unknown"));
    regions.add(with(any, "physicians", 4L));
    regions.add(with(any, "patients", 19L));
    regions.add(with(any, "spending_mean", 0.0));
    regions.add(with(any, "spending_mean", null));
    regions.add(with(any, DEGREE, null));
    regions.add(with(any, "beds", null));
    List<Row> effects = estimate(regions, config("beds", "urban"));
    assertThat(effects.get(0).<Long>getAs("units_dropped")).isEqualTo(9);
    assertThat(effects.get(0).<Long>getAs("units")).isEqualTo(60);
    assertClose(effects.get(0).getAs("estimate"), 9.63494243313);
  }

  @Test
  void constantAndEverywhereUnknownCovariatesAreLeftOut() {
    List<Row> regions = map(hospitals(), region -> with(region, "covariates", Map.of("one", 1.0)));
    assertSame(
        estimate(regions, config("one", "beds", "nowhere", "urban", "physicians")),
        estimate(hospitals(), config("beds", "urban")));
  }

  @Test
  void covariateThatFollowsFromOthersIsLeftOut() {
    List<Row> regions =
        map(
            hospitals(),
            region ->
                with(
                    region,
                    "covariates",
                    Map.of("double", 2.0 * region.<Integer>getAs("beds") + 1)));
    assertSame(
        estimate(regions, config("beds", "double", "urban")),
        estimate(hospitals(), config("beds", "urban")));
  }

  @Test
  void covariatesOfTheHospitalFileEnterByName() {
    List<Row> regions =
        map(
            hospitals(),
            region ->
                with(
                    with(region, "beds", null),
                    "covariates",
                    Map.of("rooms", (double) region.<Integer>getAs("beds"))));
    List<Row> effects = estimate(regions, config("rooms", "urban"));
    assertClose(effects.get(0).getAs("estimate"), 9.63494243313);
    assertThat(covariates(effects.get(0))).containsExactly(CENTRALITY, "rooms", "urban");
  }

  @Test
  void exposureThatDoesNotVaryHasANoteAndTheOtherAnEstimate() {
    String note = " is undefined for too many units, equal for all, or follows from other columns";
    for (Double value : new Double[] {null, 0.9}) {
      List<Row> regions = map(hospitals(), region -> with(region, CENTRALITY, value));
      List<Row> effects = estimate(regions, config("beds", "urban"));
      assertThat(effects.get(0).<String>getAs("note")).isNull();
      assertThat(effects.get(0).<Double>getAs("estimate")).isPositive();
      assertThat(covariates(effects.get(0))).containsExactly("beds", "urban");
      assertNoEstimate(effects.get(1), CENTRALITY + note);
      assertThat(effects.get(1).<Long>getAs("units")).isEqualTo(60);
    }
  }

  @Test
  void anExposureThatOneRegionHasCostsItselfAndNotTheModel() {
    List<Row> regions =
        map(
            hospitals(),
            region ->
                region.getAs("region_id").equals("H01") ? region : with(region, CENTRALITY, null));
    List<Row> effects = estimate(regions, config("beds", "urban"));
    assertThat(effects.get(0).<Long>getAs("units")).isEqualTo(60);
    assertThat(effects.get(0).<Double>getAs("estimate")).isPositive();
    assertThat(effects.get(1).<String>getAs("note"))
        .startsWith(CENTRALITY + " is undefined for too many units");
  }

  @Test
  void anOutcomeThatDoesNotVaryHasANote() {
    List<Row> regions = map(hospitals(), region -> with(region, "spending_mean", 2.0));
    for (Row effect : estimate(regions, config("beds", "urban"))) {
      assertNoEstimate(effect, "the outcome is equal in all units");
      assertThat(effect.<Double>getAs("r_squared")).isNull();
    }
  }

  @Test
  void tooFewRegionsHaveANote() {
    List<Row> effects = estimate(hospitals().subList(0, 5), config("beds", "urban"));
    for (Row effect : effects) {
      assertNoEstimate(effect, "5 units are too few for 5 coefficients");
      assertThat(effect.<Long>getAs("units")).isEqualTo(5);
    }
    for (Row effect : estimate(List.of(), config("beds", "urban"))) {
      assertNoEstimate(effect, "0 units are too few for 1 coefficients");
    }
  }

  @Test
  void regionsOfOneClusterHaveANote() {
    List<Row> regions = map(hospitals(), region -> with(region, "hrr", "R1"));
    for (Row effect : estimate(regions, config("beds", "urban"))) {
      assertNoEstimate(effect, "1 clusters are too few for 5 coefficients");
      assertThat(effect.<Long>getAs("clusters")).isEqualTo(1);
    }
  }

  @Test
  void familyOfAdjustedPValuesIsEveryOutcomeAndExposureWithAnEstimate() {
    List<Row> effects =
        estimate(
            hospitals(),
            study("associate.standard-errors=CR1", "associate.outcomes=hospital_days,spending"));
    assertThat(effects.stream().map(row -> row.getAs("outcome") + " " + row.getAs("exposure")))
        .containsExactly(
            "hospital_days " + DEGREE,
            "hospital_days " + CENTRALITY,
            "spending " + DEGREE,
            "spending " + CENTRALITY);
    // No hospital has hospital days, so two tests remain.
    assertNoEstimate(effects.get(0), "0 units are too few for 1 coefficients");
    assertClose(effects.get(2).getAs("p_holm"), 2 * 2.03896382791e-04);
    assertClose(effects.get(2).getAs("q_bh"), 2 * 2.03896382791e-04);
    assertClose(effects.get(3).getAs("p_holm"), 1.43550719041e-02);
    assertClose(effects.get(3).getAs("q_bh"), 1.43550719041e-02);
  }

  @Test
  void textsAreRefusedAsExposureAndAsOutcome() {
    assertThatThrownBy(() -> estimate(hospitals(), study("associate.exposures=teaching")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Invalid associate.exposures: teaching holds texts, which have no mean. Name columns"
                + " with numbers; categories may be among associate.covariates.");
    Family patients = new Family("all", "all", UnitType.PATIENT, NETWORK);
    assertThatThrownBy(
            () -> Effects.estimate(patients(40, 1), patients, List.of(ofPatients("sex", "age"))))
        .hasMessageStartingWith("Invalid associate.outcomes: sex holds texts");
  }

  @ParameterizedTest
  @CsvSource({
    "CR0, 1.61892663412e-02, 11, 1.41938615610e-04",
    "CR1, 1.69091372179e-02, 11, 2.03896382791e-04",
    "CR1P, 2.11967252726e-02, 11, 1.17552290963e-03",
    "CR1S, 1.75132242843e-02, 11, 2.71591832084e-04",
    "CR2, 1.87552702623e-02, 6.75804522935, 1.92833790185e-03",
    "CR3, 2.18665604251e-02, 11, 1.46891938000e-03"
  })
  void everyStandardErrorAgreesWithR(String type, double error, double df, double p) {
    Row effect = estimate(hospitals(), study("associate.standard-errors=" + type)).get(0);
    assertThat(effect.<String>getAs("se_type")).isEqualTo(type);
    assertClose(effect.getAs("coefficient"), 0.091985955534734);
    assertClose(effect.getAs("standard_error"), error);
    assertClose(effect.getAs("df"), df);
    assertClose(effect.getAs("p"), p);
    assertClose(effect.getAs("estimate"), 9.63494243313);
  }

  @Test
  void standardErrorsAreCr2UnlessAsked() {
    assertThat(estimate(hospitals(), study()).get(0).<String>getAs("se_type")).isEqualTo("CR2");
  }

  @Test
  void weightedByPatientsAgreesWithR() {
    Row effect = estimate(hospitals(), study("associate.weights=patients")).get(0);
    assertThat(effect.<String>getAs("weights")).isEqualTo("patients");
    assertClose(effect.getAs("coefficient"), 0.089252767315782);
    assertClose(effect.getAs("standard_error"), 2.23928336618e-02);
    assertClose(effect.getAs("df"), 5.16594877520);
    assertClose(effect.getAs("p"), 9.80300881907e-03);
    assertClose(effect.getAs("r_squared"), 0.601439096955);
    assertClose(effect.getAs("adjusted_r_squared"), 0.57245284946);
    assertClose(effect.getAs("residual_sd"), 1.76569957183);
    assertThat(effect.<Double>getAs("mean_outcome"))
        .isNotEqualTo(estimate(hospitals(), study()).get(0).<Double>getAs("mean_outcome"));
  }

  @Test
  void threeEstimandsAgreeWithRAndAreEachAFamilyOfTheirOwn() {
    List<Row> effects =
        estimate(
            hospitals(), study("associate.estimands=pct_loglinear,pct_of_mean,pct_ref_profile"));
    assertThat(effects.stream().map(row -> row.getAs("estimand") + " " + row.getAs("exposure")))
        .containsExactly(
            "pct_loglinear " + DEGREE,
            "pct_loglinear " + CENTRALITY,
            "pct_of_mean " + DEGREE,
            "pct_of_mean " + CENTRALITY,
            "pct_ref_profile " + DEGREE,
            "pct_ref_profile " + CENTRALITY);
    Row ofMean = effects.get(2);
    assertClose(ofMean.getAs("estimate"), 9.37827173301);
    assertClose(ofMean.getAs("coefficient"), 4101.7188602592);
    assertClose(ofMean.getAs("standard_error"), 893.10892428750);
    assertClose(ofMean.getAs("p"), 2.74391295000e-03);
    assertClose(ofMean.getAs("p_holm"), 2 * 2.74391295000e-03);
    Row profile = effects.get(4);
    assertClose(profile.getAs("estimate"), 9.79061983116);
    assertClose(profile.getAs("reference_outcome"), 44723.1610755);
    assertClose(profile.getAs("coefficient"), 49101.8357529 - 44723.1610755);
    assertThat(covariates(profile))
        .containsExactly(CENTRALITY, "beds", "urban", DEGREE + " x beds", DEGREE + " x urban");
    assertThat(profile.<Double>getAs("ci_low")).isLessThan(profile.<Double>getAs("estimate"));
  }

  @Test
  void estimateAndIntervalFollowFromWhatElseARowTells() {
    for (Row effect : estimate(hospitals(), study("associate.confidence=0.9"))) {
      double b = effect.getAs("coefficient");
      double half =
          new TDistribution(null, effect.getAs("df")).inverseCumulativeProbability(0.95)
              * effect.<Double>getAs("standard_error");
      assertThat(effect.<Double>getAs("confidence")).isEqualTo(0.9);
      assertClose(effect.getAs("estimate"), percent(b));
      assertClose(effect.getAs("ci_low"), percent(b - half));
      assertClose(effect.getAs("ci_high"), percent(b + half));
    }
  }

  @Test
  void reasonsForWhichUnitsAreLeftOutAreCounted() {
    List<Row> regions = new ArrayList<>(hospitals());
    Row any = regions.get(0);
    regions.add(with(any, "region_id", "unknown"));
    regions.add(with(any, "hrr", null));
    regions.add(with(any, "hrr", "unknown"));
    regions.add(with(any, "physicians", 4L));
    regions.add(with(any, "patients", 19L));
    regions.add(with(any, "spending_mean", 0.0));
    regions.add(with(any, "spending_mean", null));
    regions.add(with(with(any, DEGREE, null), "beds", null));
    regions.add(with(any, "beds", null));
    Row effect = estimate(regions, study()).get(0);
    assertThat(effect.<Map<String, Long>>getAs("dropped"))
        .isEqualTo(
            Map.of(
                "unknown_region",
                1L,
                "unknown_hrr",
                2L,
                "few_physicians",
                1L,
                "few_patients",
                1L,
                "outcome_not_positive",
                1L,
                "no_outcome",
                1L,
                "no_" + DEGREE,
                1L,
                "no_beds",
                1L));
    assertThat(effect.<Long>getAs("units_dropped")).isEqualTo(9);
    Row level = estimate(regions, study("associate.estimands=pct_of_mean")).get(0);
    assertThat(level.<Long>getAs("units"))
        .as("an outcome of 0 has no log but a mean")
        .isEqualTo(61);
  }

  @Test
  void aCategoryIsItsLevelsButTheMostFrequentOne() {
    List<Row> regions = new ArrayList<>();
    for (Row region : hospitals()) {
      int place = regions.size() % 5; // minor twice, none twice, major once
      String level = place == 4 ? "major" : place < 2 ? "minor" : "none";
      Map<Object, Object> levels =
          Map.of(
              "is_major",
              level.equals("major") ? 1.0 : 0.0,
              "is_none",
              level.equals("none") ? 1.0 : 0.0);
      regions.add(with(with(region, "teaching", level), "covariates", levels));
    }
    Row category = estimate(regions, study("associate.covariates=beds,teaching")).get(0);
    Row dummies = estimate(regions, study("associate.covariates=beds,is_major,is_none")).get(0);
    assertThat(covariates(category))
        .containsExactly(CENTRALITY, "beds", "teaching=major", "teaching=none");
    for (String column : List.of("estimate", "standard_error", "df", "r_squared")) {
      assertThat(category.<Double>getAs(column)).isEqualTo(dummies.<Double>getAs(column));
    }
  }

  @Test
  void aReferenceProfileMayNameALevelThatSomeUnitHas() {
    List<Row> regions = new ArrayList<>();
    for (Row region : hospitals()) {
      regions.add(with(region, "teaching", regions.size() % 3 == 0 ? "major" : "none"));
    }
    String[] settings = {
      "associate.estimands=pct_ref_profile",
      "associate.covariates=beds,urban,teaching",
      "associate.reference-profile.teaching=none"
    };
    double none = estimate(regions, study(settings)).get(0).getAs("reference_outcome");
    settings[2] = "associate.reference-profile.teaching=major";
    double major = estimate(regions, study(settings)).get(0).getAs("reference_outcome");
    settings[2] = "associate.reference-profile.teaching=mean";
    double mean = estimate(regions, study(settings)).get(0).getAs("reference_outcome");
    assertClose(mean, major / 3 + none * 2 / 3);
    settings[2] = "associate.reference-profile.teaching=minor";
    assertNoEstimate(
        estimate(regions, study(settings)).get(0),
        "no unit has teaching=minor of the reference profile");
    settings[2] = "associate.reference-profile.beds=many";
    assertThatThrownBy(() -> estimate(regions, study(settings)))
        .hasMessageStartingWith(
            "Invalid associate.reference-profile: beds = many is not a number.");
  }

  @Test
  void aProductIsEvaluatedAtTheProfileThoughItsCovariateFollowsFromAnother() {
    List<Row> regions =
        map(
            hospitals(),
            region ->
                with(region, "covariates", Map.of("rooms", 2.0 * region.<Integer>getAs("beds"))));
    Row effect =
        estimate(
                regions,
                study(
                    "associate.estimands=pct_ref_profile", "associate.covariates=rooms,beds,urban"))
            .get(0);
    assertThat(covariates(effect))
        .containsExactly(CENTRALITY, "rooms", "urban", DEGREE + " x beds", DEGREE + " x urban");
    assertClose(effect.getAs("estimate"), 9.79061983116);
    assertClose(effect.getAs("reference_outcome"), 44723.1610755);
  }

  @Test
  void aReferenceProfileOfATermThatIsNotInTheModelTellsNothing() {
    String isNot =
        " of the reference profile is not in the model: it is constant, unknown for too many units,"
            + " or follows from other columns";
    List<Row> cities = map(hospitals(), region -> with(region, "urban", true));
    assertThat(atProfile(cities, "beds,urban", "urban=true")).isEqualTo("urban" + isNot);
    List<Row> bedless = map(hospitals(), region -> with(region, "beds", null));
    assertThat(atProfile(bedless, "beds,urban", "beds=100")).isEqualTo("beds" + isNot);
    assertThat(atProfile(bedless, "beds,urban", "beds=mean")).isNull();
    assertThat(atProfile(bedless, "urban", "beds=100"))
        .as("beds are no covariate of the study")
        .isNull();
    List<Row> doubled = new ArrayList<>();
    for (Row region : hospitals()) {
      int place = doubled.size() % 6;
      String level = place == 0 ? "major" : place < 3 ? "minor" : "none";
      doubled.add(
          with(
              with(region, "teaching", level),
              "covariates",
              Map.of(
                  "is_major",
                  place == 0 ? 1.0 : 0.0,
                  "rooms",
                  2.0 * region.<Integer>getAs("beds"))));
    }
    assertThat(atProfile(doubled, "rooms,beds", "beds=100")).isEqualTo("beds" + isNot);
    assertThat(atProfile(doubled, "is_major,teaching", "teaching=major"))
        .isEqualTo("teaching" + isNot);
    assertThat(atProfile(hospitals(), "beds,urban", "beds=true"))
        .isEqualTo("no unit has beds=true of the reference profile");
  }

  private static String atProfile(List<Row> regions, String covariates, String value) {
    Row effect =
        estimate(
                regions,
                study(
                    "associate.estimands=pct_ref_profile",
                    "associate.covariates=" + covariates,
                    "associate.reference-profile.beds=mean",
                    "associate.reference-profile.urban=mean",
                    "associate.reference-profile." + value))
            .get(0);
    assertThat(effect.isNullAt(Effects.SCHEMA.fieldIndex("estimate")))
        .isEqualTo(effect.getAs("note") != null);
    return effect.getAs("note");
  }

  @Test
  void winsorizedExposuresAreSetToTheirLimitsBeforeTheyAreStandardized() {
    double[] values =
        hospitals().stream().mapToDouble(region -> region.<Double>getAs(CENTRALITY)).toArray();
    Row winsorized = estimate(hospitals(), study("associate.winsorize=0.05,0.9")).get(1);
    assertThat(winsorized.<Double>getAs("winsorized_low")).isEqualTo(Quantiles.of(values, 0.05));
    assertThat(winsorized.<Double>getAs("winsorized_high")).isEqualTo(Quantiles.of(values, 0.9));
    List<Row> limited =
        map(
            hospitals(),
            region ->
                with(
                    with(region, CENTRALITY, limited(region, CENTRALITY)),
                    DEGREE,
                    limited(region, DEGREE)));
    Row same = estimate(limited, study()).get(1);
    assertThat(same.<Double>getAs("winsorized_low")).isNull();
    for (String column : List.of("estimate", "unit_sd", "exposure_mean", "standard_error")) {
      assertThat(winsorized.<Double>getAs(column)).isEqualTo(same.<Double>getAs(column));
    }
  }

  private static double limited(Row region, String column) {
    double[] values = hospitals().stream().mapToDouble(one -> one.<Double>getAs(column)).toArray();
    return Math.max(
        Quantiles.of(values, 0.05),
        Math.min(Quantiles.of(values, 0.9), region.<Double>getAs(column)));
  }

  @Test
  void variantsOfAStudyAreFamiliesOfTheirOwnAndTellTheirChoices() {
    List<Row> regions = hospitals();
    AssociateConfig study =
        study(
            "associate.sensitivity.denominators=all-ties",
            "associate.sensitivity.weights=none,patients",
            "associate.sensitivity.standard-errors=CR1");
    List<AssociateConfig> variants = study.variants(NETWORK, NETWORK);
    List<Row> effects = estimate(regions, variants);
    assertThat(effects).hasSize(2 * 2 * 2 * 2);
    assertThat(
            effects.stream()
                .map(row -> row.getAs("specification") + " " + row.getAs("exposure"))
                .distinct())
        .hasSize(16)
        .contains(
            "main " + DEGREE,
            "main [standard-errors=CR1] " + DEGREE,
            "main [denominator=all-ties, weights=patients, standard-errors=CR1]"
                + " adjusted_degree_all_ties_median");
    for (Row effect : effects) {
      String specification = effect.getAs("specification");
      assertThat(effect.<String>getAs("denominator"))
          .isEqualTo(specification.contains("all-ties") ? "all-ties" : "distinct");
      assertThat(effect.<String>getAs("weights"))
          .isEqualTo(specification.contains("weights=patients") ? "patients" : "none");
      assertThat(effect.<String>getAs("se_type"))
          .isEqualTo(specification.contains("CR1") ? "CR1" : "CR2");
      assertThat(effect.<String>getAs("policy")).isEqualTo("significant");
      assertThat(effect.<Integer>getAs("sample_percent")).isEqualTo(100);
    }
    assertSame(effects.subList(0, 2), estimate(regions, study()));
  }

  @Test
  void networksOfOtherPoliciesAndSamplesAreVariantsToo() {
    AssociateConfig study =
        study("associate.sensitivity.policies=any", "associate.sensitivity.samples=50");
    List<NetworkBasis> networks = study.networks(Policy.SIGNIFICANT);
    assertThat(networks)
        .containsExactly(
            NETWORK,
            new NetworkBasis(Policy.SIGNIFICANT, 50),
            new NetworkBasis(Policy.ANY, 100),
            new NetworkBasis(Policy.ANY, 50));
    assertThat(
            networks.stream()
                .flatMap(network -> study.variants(NETWORK, network).stream())
                .map(AssociateConfig::specification))
        .containsExactly(
            "main", "main [sample=50]", "main [policy=any]", "main [policy=any, sample=50]");
  }

  @Test
  void patientsHaveOutcomesOfTheirOwnAndThoseWithoutAPhysicianAreLeftOut() {
    Family family = new Family("all", "all", UnitType.PATIENT, NETWORK);
    List<Row> patients = new ArrayList<>(patients(400, 3));
    patients.add(patient("without", null, "R1", null, 1.0, 70, "male"));
    patients.add(patient("apart", "n", "R1", null, 1.0, 70, "male"));
    patients.add(patient("nowhere", "n", "unknown", null, 1.0, 70, "male"));
    AssociateConfig study = ofPatients("spending", "age,sex", "associate.clusters=hrr,physician");
    Row effect = named(Effects.estimate(patients, family, List.of(study))).get(0);
    assertThat(effect.<String>getAs("region_type")).isEqualTo("patient");
    assertThat(effect.<String>getAs("outcome_value")).isEqualTo("person");
    assertThat(effect.<String>getAs("cluster_by")).isEqualTo("hrr+physician");
    assertThat(effect.<Long>getAs("units")).isEqualTo(400);
    assertThat(effect.<Long>getAs("clusters")).isEqualTo(15);
    assertThat(effect.<Map<String, Long>>getAs("dropped"))
        .isEqualTo(Map.of("unknown_physician", 1L, "no_network", 1L, "unknown_hrr", 1L));
    assertThat(covariates(effect)).containsExactly("age", "sex=male");
    Row byHrr =
        named(Effects.estimate(patients, family, List.of(ofPatients("spending", "age,sex"))))
            .get(0);
    assertThat(byHrr.<Double>getAs("coefficient")).isEqualTo(effect.<Double>getAs("coefficient"));
    assertThat(byHrr.<Double>getAs("standard_error"))
        .isNotEqualTo(effect.<Double>getAs("standard_error"));
    assertThat(byHrr.<Long>getAs("units"))
        .as("hrr alone, but no place in a network")
        .isEqualTo(400);
  }

  @Test
  void physiciansWithoutAPlaceAreToldApartFromThoseOfNoRegion() {
    Random random = new Random(5);
    List<Row> physicians = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      physicians.add(physician("n" + i, "R" + i % 12, i, Math.exp(random.nextGaussian())));
    }
    physicians.add(physician("apart", null, 0, 1));
    physicians.add(physician("nowhere", "unknown", 0, 1));
    Family family = new Family("all", "all", UnitType.PHYSICIAN, NETWORK);
    AssociateConfig study =
        study(
            "associate.regions=physician",
            "associate.exposures=adjusted_degree",
            "associate.covariates=");
    Row effect = named(Effects.estimate(physicians, family, List.of(study))).get(0);
    assertThat(effect.<Long>getAs("units")).isEqualTo(60);
    assertThat(effect.<Map<String, Long>>getAs("dropped"))
        .isEqualTo(Map.of("no_network", 1L, "unknown_hrr", 1L));
  }

  @Test
  void clustersThatContradictEachOtherLeaveAnEstimateWithoutAnInterval() {
    List<Row> patients = new ArrayList<>();
    for (int physician = 0; physician < 20; physician++) {
      for (int hrr = 0; hrr < 16; hrr++) {
        // Residuals cancel in each physician and, over pairs of equal degree, in each region.
        int sign = (physician + hrr) % 2 == 0 ? 1 : -1;
        double spending = Math.exp(5 + 0.5 * sign);
        int pair = physician / 2;
        patients.add(
            patient(
                physician + "-" + hrr,
                "n" + physician,
                "R" + hrr,
                1.0 * pair,
                spending,
                70,
                "male"));
      }
    }
    AssociateConfig study =
        ofPatients(
            "spending", "", "associate.clusters=hrr,physician", "associate.standard-errors=CR0");
    Family family = new Family("all", "all", UnitType.PATIENT, NETWORK);
    Row effect = named(Effects.estimate(patients, family, List.of(study))).get(0);
    assertThat(effect.<String>getAs("note"))
        .startsWith("the clusters cannot tell a standard error");
    assertThat(effect.<Double>getAs("estimate")).isCloseTo(0, within(1e-9));
    for (String column : List.of("standard_error", "ci_low", "ci_high", "p", "p_holm", "df")) {
      assertThat(effect.<Double>getAs(column)).as(column).isNull();
    }
  }

  private static AssociateConfig ofPatients(String outcome, String covariates, String... more) {
    return study(
        Stream.concat(
                Stream.of(
                    "associate.regions=patient",
                    "associate.exposures=adjusted_degree",
                    "associate.outcomes=" + outcome,
                    "associate.covariates=" + covariates),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Patients of 40 physicians in 15 regions, who do not all live where their physician is. */
  private static List<Row> patients(int count, long seed) {
    Random random = new Random(seed);
    List<Row> patients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int physician = random.nextInt(40);
      double degree = 20 + (physician * 7) % 40;
      double spending = Math.exp(5 + 0.01 * degree + random.nextGaussian());
      int hrr = random.nextInt(4) == 0 ? random.nextInt(15) : physician % 15;
      patients.add(
          patient(
              "p" + i,
              "n" + physician,
              "R" + hrr,
              degree,
              spending,
              65 + random.nextInt(30),
              random.nextInt(5) < 3 ? "female" : "male"));
    }
    return patients;
  }

  private static Row patient(
      String id, String npi, String hrr, Double degree, double spending, int age, String sex) {
    return new GenericRowWithSchema(
        new Object[] {id, npi, hrr, degree == null ? null : "R1", degree, spending, age, sex},
        StructType.fromDDL(
            "patient_id STRING, npi STRING, hrr STRING, physician_hrr STRING,"
                + " adjusted_degree DOUBLE, spending DOUBLE, age INT, sex STRING"));
  }

  private static Row physician(String npi, String hrr, double degree, double spending) {
    return new GenericRowWithSchema(
        new Object[] {npi, hrr, 30L, hrr == null ? null : degree, spending},
        StructType.fromDDL(
            "npi STRING, hrr STRING, patients BIGINT, adjusted_degree DOUBLE,"
                + " spending_mean DOUBLE"));
  }

  @Test
  void aRandomInterceptAgreesWithR() {
    Row effect = estimate(hospitals(), study("associate.model=random-intercept")).get(0);
    assertThat(effect.<String>getAs("model")).isEqualTo("random-intercept");
    assertThat(effect.<String>getAs("se_type")).isEqualTo("REML");
    assertThat(effect.<Double>getAs("coefficient")).isCloseTo(0.1021046530927, within(1e-8));
    assertThat(effect.<Double>getAs("standard_error")).isCloseTo(9.673410629e-03, within(1e-8));
    assertThat(effect.<Double>getAs("residual_sd")).isCloseTo(0.06004121699, within(1e-7));
    assertThat(effect.<Double>getAs("df")).isEqualTo(11);
    assertThat(effect.<Double>getAs("r_squared")).isNull();
    Row level =
        estimate(
                hospitals(),
                study("associate.model=random-intercept", "associate.estimands=pct_ref_profile"))
            .get(0);
    assertNoEstimate(level, "a random-intercept model does not tell pct_ref_profile");
    List<Row> alone = map(hospitals(), region -> with(region, "hrr", region.getAs("region_id")));
    assertNoEstimate(
        estimate(alone, study("associate.model=random-intercept")).get(0),
        "a random intercept needs clusters of more than one unit");
  }

  @Test
  void modelsWithALogLinkAreNearTheLogLinearOneAndTakeOutcomesOfZero() {
    double linear = estimate(hospitals(), study()).get(0).getAs("estimate");
    List<Row> withZero = new ArrayList<>(hospitals());
    withZero.add(with(withZero.get(0), "spending_mean", 0.0));
    for (String form : List.of("quasi-poisson", "gamma")) {
      Row effect = estimate(hospitals(), study("associate.model=" + form)).get(0);
      assertThat(effect.<Double>getAs("estimate")).isCloseTo(linear, within(0.5));
      assertThat(effect.<Double>getAs("df")).as("of Satterthwaite").isLessThan(11);
      assertThat(estimate(withZero, study("associate.model=" + form)).get(0).<Long>getAs("units"))
          .isEqualTo(form.equals("gamma") ? 60 : 61);
    }
  }

  @Test
  void aRowTellsHowItsModelFits() {
    Row effect = estimate(hospitals(), study()).get(0);
    assertClose(effect.getAs("r_squared"), 0.616989137311);
    assertClose(effect.getAs("adjusted_r_squared"), 0.589133801842);
    assertClose(effect.getAs("residual_sd"), 0.0787271515678);
    assertClose(effect.getAs("exposure_mean"), 270.4009);
    assertClose(
        effect.getAs("mean_outcome"),
        hospitals().stream()
            .mapToDouble(region -> region.<Double>getAs("spending_mean"))
            .average()
            .orElseThrow());
    double ratio = 1 + effect.<Double>getAs("estimate") / 100;
    assertClose(effect.getAs("e_value"), ratio + Math.sqrt(ratio * (ratio - 1)));
    assertThat(effect.<Double>getAs("e_value_limit"))
        .isBetween(1.0, effect.<Double>getAs("e_value"));
    assertThat(effect.<Double>getAs("max_vif")).isGreaterThan(1);
    assertThat(effect.<Double>getAs("max_leverage")).isBetween(5.0 / 60, 1.0);
  }

  @Test
  void aModelWithALogLinkTellsRatiosAlone() {
    List<Row> effects =
        estimate(
            hospitals(),
            study("associate.model=gamma", "associate.estimands=pct_of_mean,pct_ref_profile"));
    for (Row effect : effects) {
      assertNoEstimate(effect, "a gamma model has a log link: it tells pct_loglinear alone");
    }
  }

  private static void assertEffect(
      Row effect, String exposure, double sd, double b, double standardError, double p) {
    assertThat(effect.<String>getAs("exposure")).isEqualTo(exposure);
    assertClose(effect.getAs("unit_sd"), sd);
    assertClose(effect.getAs("estimate"), percent(b));
    assertClose(effect.getAs("ci_low"), percent(b - T_975 * standardError));
    assertClose(effect.getAs("ci_high"), percent(b + T_975 * standardError));
    assertClose(effect.getAs("p"), p);
  }

  private static void assertNoEstimate(Row effect, String note) {
    assertThat(effect.<String>getAs("note")).isEqualTo(note);
    for (String column :
        List.of("estimate", "ci_low", "ci_high", "p", "p_holm", "q_bh", "unit_sd", "df")) {
      assertThat(effect.<Double>getAs(column)).as(column).isNull();
    }
  }

  private static double percent(double b) {
    return 100 * Math.expm1(b);
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
  }

  private static void assertSame(List<Row> actual, List<Row> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      for (String column : Effects.SCHEMA.fieldNames()) {
        int at = Effects.SCHEMA.fieldIndex(column);
        assertThat(actual.get(i).get(at)).as(column).isEqualTo(expected.get(i).get(at));
      }
    }
  }

  private static List<Row> estimate(List<Row> regions, AssociateConfig config) {
    return estimate(regions, List.of(config));
  }

  private static List<Row> estimate(List<Row> regions, List<AssociateConfig> variants) {
    return named(Effects.estimate(regions, FAMILY, variants));
  }

  private static List<Row> named(List<Row> effects) {
    return effects.stream()
        .<Row>map(row -> new GenericRowWithSchema(values(row), Effects.SCHEMA))
        .toList();
  }

  /** The study of the golden values, CR1 so that degrees of freedom are plain. */
  private static AssociateConfig config(String... covariates) {
    return study(
        "associate.standard-errors=CR1", "associate.covariates=" + String.join(",", covariates));
  }

  private static AssociateConfig study(String... settings) {
    List<String> all =
        Stream.concat(
                Stream.of(
                    "associate.specification=main",
                    "associate.outcomes=spending",
                    "associate.covariates=beds,urban",
                    "associate.min-physicians=5",
                    "associate.min-patients=20"),
                Stream.of(settings))
            .toList();
    return Configuration.read(List.of(), all).associate();
  }

  private static List<String> covariates(Row effect) {
    return List.of(effect.<String[]>getAs("covariates"));
  }

  private static List<Row> hospitals() {
    List<Row> hospitals = new ArrayList<>();
    try (InputStream in = EffectsTest.class.getResourceAsStream("/golden/reg_data.csv")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(lines.get(0).replace("\"", ""))
          .isEqualTo("hospital,hrr,adjdeg,pcpc,beds,urban,npat,spend");
      for (String line : lines.subList(1, lines.size())) {
        String[] words = line.replace("\"", "").split(",");
        hospitals.add(
            new GenericRowWithSchema(
                new Object[] {
                  words[0],
                  "R" + words[1],
                  5L,
                  Long.valueOf(words[6]),
                  Double.valueOf(words[2]),
                  Math.sqrt(Double.parseDouble(words[2])),
                  Double.valueOf(words[3]),
                  Integer.valueOf(words[4]),
                  words[5].equals("1"),
                  "major",
                  Double.valueOf(words[7]),
                  0.0,
                  null
                },
                REGION));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    assertThat(hospitals).hasSize(60);
    return hospitals;
  }

  private static List<Row> map(List<Row> regions, UnaryOperator<Row> change) {
    return regions.stream().map(change).toList();
  }

  private static Row with(Row region, String column, Object value) {
    Object[] values = values(region);
    values[REGION.fieldIndex(column)] =
        value instanceof Map<?, ?> covariates ? scalaMap(covariates) : value;
    return new GenericRowWithSchema(values, REGION);
  }

  private static Object[] values(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::get).toArray();
  }

  /** One or two entries, as rows of Spark hold them. */
  private static Object scalaMap(Map<?, ?> entries) {
    List<Map.Entry<?, ?>> all = new ArrayList<>(entries.entrySet());
    Map.Entry<?, ?> first = all.get(0);
    Map.Entry<?, ?> last = all.get(all.size() - 1);
    return all.size() == 1
        ? new Map1<>(first.getKey(), first.getValue())
        : new Map2<>(first.getKey(), first.getValue(), last.getKey(), last.getValue());
  }
}
