package org.claimgraph.association;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class SpecificationCurveTest {

  @Test
  void everyEstimateOfAMeasureStandsInOrderWithItsChoices(SparkSession spark) throws IOException {
    Dataset<Row> effects =
        TextTable.of(
            spark,
            "outcome STRING, exposure STRING, specification STRING, denominator STRING,"
                + " estimate DOUBLE, ci_low DOUBLE, ci_high DOUBLE",
            "spending adjusted_degree_median main distinct 9.6 4.9 14.7",
            "spending adjusted_degree_all_ties_median main[all-ties] all-ties 2.1 -1.5 5.8",
            "spending adjusted_degree_median main[weights] distinct 9.3 3.2 15.9",
            "spending adjusted_degree_median main[none] distinct - - -",
            "hospital_days density main - 1 0.5 1.5");
    spark
        .createDataFrame(List.of(), Tables.EFFECT.schema())
        .unionByName(effects.withColumn("period", lit("2010Q4")), true)
        .createOrReplaceTempView("effect");
    String sql =
        Files.readString(Path.of("notebooks/sql/specification_curve.sql"))
            .replace("analysis.effect", "effect");
    assertThat(
            TextTable.lines(
                spark.sql(sql),
                "outcome",
                "measure",
                "place",
                "specification",
                "denominator",
                "percent_per_sd",
                "excludes_0"))
        .containsExactly(
            "hospital_days density 1 main - 1.0 true",
            "spending adjusted_degree 1 main[all-ties] all-ties 2.1 false",
            "spending adjusted_degree 2 main[weights] distinct 9.3 true",
            "spending adjusted_degree 3 main distinct 9.6 true");
  }
}
