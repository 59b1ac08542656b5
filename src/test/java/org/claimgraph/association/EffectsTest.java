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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map.Map1;

/** Expected values: R's lm and clubSandwich over the 60 hospitals of {@code reg_data.csv}. */
class EffectsTest {

  private static final String DEGREE = "adjusted_degree_median";
  private static final String CENTRALITY = "pcp_relative_centrality_winsorized";

  /** The 0.975 quantile of t with 11 degrees of freedom. */
  private static final double T_975 = 2.200985160082949;

  private static final StructType REGION =
      StructType.fromDDL(
          "region_id STRING, hrr STRING, physicians BIGINT, patients BIGINT,"
              + " adjusted_degree_median DOUBLE, pcp_relative_centrality_winsorized DOUBLE,"
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
    List<Row> regions =
        map(hospitals(), region -> with(region, "covariates", Map.entry("one", 1.0)));
    assertSame(
        estimate(regions, config("one", "beds", "nowhere", "urban", "patients")),
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
                    Map.entry("double", 2.0 * region.<Integer>getAs("beds") + 1)));
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
                    Map.entry("rooms", (double) region.<Integer>getAs("beds"))));
    List<Row> effects = estimate(regions, config("rooms", "urban"));
    assertClose(effects.get(0).getAs("estimate"), 9.63494243313);
    assertThat(covariates(effects.get(0))).containsExactly(CENTRALITY, "rooms", "urban");
  }

  @Test
  void exposureThatDoesNotVaryHasANoteAndTheOtherAnEstimate() {
    String note = " is undefined in too many regions, equal in all, or follows from other columns";
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
        .startsWith(CENTRALITY + " is undefined in too many regions");
  }

  @Test
  void anOutcomeThatDoesNotVaryHasANote() {
    List<Row> regions = map(hospitals(), region -> with(region, "spending_mean", 2.0));
    for (Row effect : estimate(regions, config("beds", "urban"))) {
      assertNoEstimate(effect, "the outcome is equal in all regions");
      assertThat(effect.<Double>getAs("r_squared")).isNull();
    }
  }

  @Test
  void tooFewRegionsHaveANote() {
    List<Row> effects = estimate(hospitals().subList(0, 5), config("beds", "urban"));
    for (Row effect : effects) {
      assertNoEstimate(effect, "5 regions are too few for 5 coefficients");
      assertThat(effect.<Long>getAs("units")).isEqualTo(5);
    }
    for (Row effect : estimate(List.of(), config("beds", "urban"))) {
      assertNoEstimate(effect, "0 regions are too few for 1 coefficients");
    }
  }

  @Test
  void regionsOfOneClusterHaveANote() {
    List<Row> regions = map(hospitals(), region -> with(region, "hrr", "R1"));
    for (Row effect : estimate(regions, config("beds", "urban"))) {
      assertNoEstimate(
          effect, "1 clusters (hospital referral regions) are too few for 5 coefficients");
      assertThat(effect.<Long>getAs("clusters")).isEqualTo(1);
    }
  }

  @Test
  void familyOfAdjustedPValuesIsEveryOutcomeAndExposureWithAnEstimate() {
    AssociateConfig config =
        new AssociateConfig(
            "main",
            List.of(RegionType.HOSPITAL),
            List.of("hospital_days", "spending"),
            List.of(DEGREE, CENTRALITY),
            List.of("beds", "urban"),
            5,
            20,
            0.95);
    List<Row> effects = estimate(hospitals(), config);
    assertThat(effects.stream().map(row -> row.getAs("outcome") + " " + row.getAs("exposure")))
        .containsExactly(
            "hospital_days " + DEGREE,
            "hospital_days " + CENTRALITY,
            "spending " + DEGREE,
            "spending " + CENTRALITY);
    // No hospital has hospital days, so two tests remain.
    assertNoEstimate(effects.get(0), "0 regions are too few for 1 coefficients");
    assertClose(effects.get(2).getAs("p_holm"), 2 * 2.03896382791e-04);
    assertClose(effects.get(2).getAs("q_bh"), 2 * 2.03896382791e-04);
    assertClose(effects.get(3).getAs("p_holm"), 1.43550719041e-02);
    assertClose(effects.get(3).getAs("q_bh"), 1.43550719041e-02);
  }

  @Test
  void columnOfTextsIsRefused() {
    assertThatThrownBy(() -> estimate(hospitals(), config("teaching")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Invalid associate column teaching: it does not hold numbers. Name numeric columns of"
                + " analysis.network_outcome.");
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
    return Effects.estimate(regions, "all", "min-2", RegionType.HOSPITAL, config).stream()
        .<Row>map(row -> new GenericRowWithSchema(values(row), Effects.SCHEMA))
        .toList();
  }

  private static AssociateConfig config(String... covariates) {
    return new AssociateConfig(
        "main",
        List.of(RegionType.HOSPITAL),
        List.of("spending"),
        List.of(DEGREE, CENTRALITY),
        List.of(covariates),
        5,
        20,
        0.95);
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
                  20L,
                  Double.valueOf(words[2]),
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
        value instanceof Map.Entry<?, ?> one ? new Map1<>(one.getKey(), one.getValue()) : value;
    return new GenericRowWithSchema(values, REGION);
  }

  private static Object[] values(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::get).toArray();
  }
}
