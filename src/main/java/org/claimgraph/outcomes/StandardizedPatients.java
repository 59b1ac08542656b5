package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.broadcast;
import static org.claimgraph.outcomes.AveragedOutcomes.NAMES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.config.RiskConfig;
import org.claimgraph.config.RiskConfig.Variable;

/**
 * Patients beside what people like them have in the whole nation.
 *
 * <p>People like a person are those of the same stratum of the same cohort, wherever they belong:
 * alike in age, sex, race, Charlson score, as configured, where strata of few persons are pooled
 * ({@link Strata}). The mean of a stratum comes from an exact sum and is rounded to {@value
 * Totals#SCALE} digits after the decimal point, so any order of patients gives the same bits.
 *
 * <p>Cost: one pass over the patients, one more with winsorizing; the strata, a few thousand rows,
 * go through the driver.
 */
public final class StandardizedPatients {

  private static final StructType EXPECTED =
      withEach(
          new StructType()
              .add("cohort", DataTypes.StringType)
              .add("stratum", DataTypes.createArrayType(DataTypes.StringType)),
          "_expected",
          DataTypes.createDecimalType(27, Totals.SCALE));
  private static final StructType NATION =
      withEach(
          new StructType()
              .add("cohort", DataTypes.StringType)
              .add(
                  "winsorized_at",
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType)),
          "_national",
          DataTypes.DoubleType);

  private final Dataset<Row> patients;
  private final Dataset<Row> nation;
  private final List<String> notes;

  private StandardizedPatients(Dataset<Row> patients, Dataset<Row> nation, List<String> notes) {
    this.patients = patients;
    this.nation = nation;
    this.notes = notes;
  }

  /**
   * Finds the strata and their means.
   *
   * @param patients {@code outcome.patient_outcome} of one period
   */
  public static StandardizedPatients of(Dataset<Row> patients, RiskConfig config) {
    Winsorizing winsorizing = Winsorizing.of(patients, config.winsorize());
    Dataset<Row> counted =
        winsorizing.apply(patients).withColumn("stratum", RiskStratum.of(config));
    List<Row> expected = new ArrayList<>();
    List<Row> nation = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    totals(counted)
        .forEach(
            (cohort, totals) -> {
              CohortStrata strata = CohortStrata.pooled(totals, config.leastPersons());
              strata
                  .expected()
                  .forEach(
                      (stratum, means) ->
                          expected.add(row(cohort, stratum.toArray(String[]::new), means)));
              nation.add(row(cohort, winsorizing.limits(cohort), strata.national()));
              notes.add(note(cohort, strata, config));
            });
    SparkSession spark = patients.sparkSession();
    return new StandardizedPatients(
        counted.join(
            broadcast(spark.createDataFrame(expected, EXPECTED)),
            new String[] {"cohort", "stratum"}),
        spark.createDataFrame(nation, NATION),
        notes);
  }

  /** Columns of {@code outcome.patient_outcome}, and x_expected for each averaged outcome x. */
  Dataset<Row> patients() {
    return patients;
  }

  /** One row for each cohort: winsorized_at, and x_national for each averaged outcome x. */
  Dataset<Row> nation() {
    return nation;
  }

  /** For each cohort, in how many strata its people are compared. */
  public List<String> notes() {
    return notes;
  }

  /** By cohort and stratum. */
  private static Map<String, Map<List<String>, Totals>> totals(Dataset<Row> patients) {
    List<Column> totals = Totals.columns();
    Map<String, Map<List<String>, Totals>> strata = new TreeMap<>();
    for (Row row :
        patients
            .groupBy("cohort", "stratum")
            .agg(totals.get(0), totals.stream().skip(1).toArray(Column[]::new))
            .collectAsList()) {
      strata
          .computeIfAbsent(row.getString(0), cohort -> new HashMap<>())
          .put(List.copyOf(row.getList(1)), Totals.of(row, 2));
    }
    return strata;
  }

  private static Row row(Object first, Object second, List<?> others) {
    return RowFactory.create(Stream.concat(Stream.of(first, second), others.stream()).toArray());
  }

  private static StructType withEach(StructType schema, String suffix, DataType type) {
    for (String x : NAMES) {
      schema = schema.add(x + suffix, type);
    }
    return schema;
  }

  private static String note(String cohort, CohortStrata strata, RiskConfig config) {
    return String.format(
        Locale.ROOT,
        "%s: expected outcomes from %d strata of %s; %d of fewer than %d persons are pooled",
        cohort,
        strata.poolCount(),
        String.join(", ", config.adjustFor().stream().map(Variable::label).toList()),
        strata.smallerThan(config.leastPersons()),
        config.leastPersons());
  }
}
