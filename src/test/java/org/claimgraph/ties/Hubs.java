package org.claimgraph.ties;

import static org.apache.spark.sql.functions.expr;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * One patient of all physicians, seen three times by each, and one physician of all other patients,
 * who sees each twice. The other physicians stand in a ring; every patient also sees five in a row,
 * once each, and as many patients begin at any place. So all ties are known: two physicians of the
 * ring share 4, 3, 2 or 1 times the patients of a place if so near, and the one patient.
 *
 * @param physicians number of physicians, not one more than a multiple of five
 * @param patientsOfAPlace number of patients who begin at one place of the ring
 */
public record Hubs(int physicians, int patientsOfAPlace) {

  private static final int IN_A_ROW = 5;

  private int ring() {
    return physicians - 1;
  }

  /** Number of patients of the one physician, the one patient of all not counted. */
  public long patients() {
    return (long) ring() * patientsOfAPlace;
  }

  /** patient_id, npi, encounters. */
  public Dataset<Row> links(SparkSession spark) {
    Dataset<Row> ofAll =
        spark
            .range(physicians)
            .selectExpr("'all' AS patient_id", npi("id") + " AS npi", "3L AS encounters");
    String place = "(id * " + IN_A_ROW + " + i) % " + ring() + " + 1";
    return spark
        .range(patients())
        .selectExpr("id", "explode(sequence(0, " + IN_A_ROW + ")) AS i")
        .selectExpr(
            "concat('p', id) AS patient_id",
            npi("if(i = 0, 0, " + place + ")") + " AS npi",
            "if(i = 0, 2L, 1L) AS encounters")
        .union(ofAll);
  }

  /** npi, hospital, hrr. */
  public Dataset<Row> places(SparkSession spark) {
    return spark
        .range(physicians)
        .selectExpr(
            npi("id") + " AS npi",
            "concat('H', id div 25) AS hospital",
            "concat('R', id div 250) AS hrr");
  }

  private static String npi(String number) {
    return "concat('d', lpad(cast(" + number + " AS STRING), 6, '0'))";
  }

  /**
   * By the places whose patients both see: ties, least and most of each count, and whether right.
   */
  public List<String> summary(Dataset<Row> ties) {
    String newman = "places * " + patientsOfAPlace + " / 5D + 1D / " + ring();
    return ties
        .selectExpr("*", "cast(substr(npi_a, 2) AS INT) AS a", "cast(substr(npi_b, 2) AS INT) AS b")
        .selectExpr("*", "least(b - a, " + ring() + " - b + a) AS apart")
        .selectExpr("*", "if(a = 0, 5, greatest(0, 5 - apart)) AS places")
        .groupBy("places")
        .agg(
            expr("count(*)"),
            expr("min(shared_patients)"),
            expr("max(shared_patients)"),
            expr("min(min_encounters)"),
            expr("max(min_encounters)"),
            expr("max(abs(newman_weight - (" + newman + "))) < 1e-9"))
        .orderBy("places")
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  /** What {@link #summary} must be. */
  public List<String> expected() {
    return IntStream.rangeClosed(0, IN_A_ROW)
        .mapToObj(
            places -> {
              long pairs = (long) physicians * ring() / 2;
              long ties = places == 0 ? pairs - (long) IN_A_ROW * ring() : ring();
              long shared = (long) places * patientsOfAPlace;
              return RowFactory.create(
                      places, ties, shared + 1, shared + 1, shared + 3, shared + 3, true)
                  .mkString(" ");
            })
        .toList();
  }
}
