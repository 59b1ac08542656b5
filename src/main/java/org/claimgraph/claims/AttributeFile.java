package org.claimgraph.claims;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;

/**
 * The file of {@code attributes.path}: what is known of single physicians beside claims, one value
 * of one attribute of one physician a row.
 *
 * <p>A number is the value of its attribute. A text v of attribute a makes an attribute {@code
 * a=v}, which is 1 for physicians with that text and 0 for all others with any value of a. A number
 * is what is written in digits; {@code NaN} and {@code Infinity} are texts.
 */
public final class AttributeFile {

  private static final String KEY = "attributes.path";
  private static final List<String> COLUMNS = List.of("npi", "attribute", "value");
  private static final String NUMBER = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$";

  /** More would hardly be categories, and each of them makes a row for every physician. */
  private static final long MOST_TEXTS = 100;

  /** Squares of greater numbers, times shared patients, could not be added up. */
  private static final double GREATEST = 1e100;

  private final Dataset<Row> entries;
  private final List<Row> attributes;

  private AttributeFile(Dataset<Row> entries, List<Row> attributes) {
    this.entries = entries;
    this.attributes = attributes;
  }

  /**
   * Reads and judges the file. Runs a job.
   *
   * @param physicians {@code network.physician} of the period
   * @param hold keeps rows under a name, so that they are computed once, and gives them back
   * @throws UserException where the file cannot be read, lacks a column, tells two values of one
   *     physician and attribute, or has an attribute that cannot be used
   */
  public static AttributeFile read(
      SparkSession spark,
      String path,
      Dataset<Row> physicians,
      BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    Dataset<Row> records = Lookup.records(spark, KEY, path, COLUMNS);
    Dataset<Row> entries = hold.apply("attribute", entries(records, physicians));
    List<Row> attributes = attributes(entries);
    attributes.forEach(AttributeFile::requireUsable);
    return new AttributeFile(entries, attributes);
  }

  /** One row for each npi and attribute: how often it comes, and its least and greatest value. */
  private static Dataset<Row> entries(Dataset<Row> records, Dataset<Row> physicians) {
    return records
        .selectExpr(
            "npi",
            "attribute",
            "value",
            // plus 0 makes 0 of -0
            "CASE WHEN value RLIKE '" + NUMBER + "' THEN try_cast(value AS DOUBLE) + 0D END AS n",
            "npi IS NOT NULL AND attribute IS NOT NULL AND value IS NOT NULL AS complete")
        .withColumn(
            "entry", expr("named_struct('number', n, 'text', CASE WHEN n IS NULL THEN value END)"))
        .groupBy("npi", "attribute", "complete")
        .agg(count(lit(1)).as("rows"), min("entry").as("entry"), max("entry").as("greatest_entry"))
        .join(
            physicians.select(col("npi"), lit(true).as("in_network")), new String[] {"npi"}, "left")
        .withColumn("used", expr("complete AND in_network IS NOT NULL"));
  }

  /** What there is to say of each attribute, in order of names. */
  private static List<Row> attributes(Dataset<Row> entries) {
    return entries
        .groupBy("attribute")
        .agg(
            expr("sum(CASE WHEN used THEN 1 ELSE 0 END) AS used"),
            expr("count(CASE WHEN used THEN entry.text END) AS texts"),
            expr("sum(CASE WHEN complete AND NOT used THEN rows ELSE 0 END) AS elsewhere"),
            expr("sum(CASE WHEN complete THEN 0 ELSE rows END) AS incomplete"),
            expr("sum(CASE WHEN used THEN rows - 1 ELSE 0 END) AS repeated"),
            expr(
                "count(CASE WHEN complete AND NOT entry <=> greatest_entry THEN 1 END)"
                    + " AS contradicted"),
            countDistinct(expr("CASE WHEN used THEN entry.text END")).as("different_texts"),
            expr("max(abs(entry.number)) AS greatest"))
        .orderBy("attribute")
        .collectAsList();
  }

  private static void requireUsable(Row attribute) {
    String name = attribute.getAs("attribute");
    long contradicted = attribute.<Long>getAs("contradicted");
    long texts = attribute.<Long>getAs("different_texts");
    Double greatest = attribute.getAs("greatest");
    if (contradicted > 0) {
      throw refused(
          name,
          "it has more than one value for " + contradicted + " of its physicians",
          "Leave one value of each physician and attribute.");
    }
    if (texts > MOST_TEXTS) {
      throw refused(
          name,
          "it has " + texts + " different texts, at most " + MOST_TEXTS + " are categories",
          "Group the texts, or leave the attribute out.");
    }
    if (greatest != null && greatest > GREATEST) {
      throw refused(name, "a value is beyond 1e100", "Give the value in a greater unit.");
    }
    if (name != null && name.contains("=")) {
      throw refused(name, "= parts a name from a text", "Name it without =.");
    }
  }

  private static UserException refused(String attribute, String why, String remedy) {
    return new UserException(
        UserException.Fault.INPUT,
        "Invalid attribute " + attribute + " in " + KEY + ": " + why + ".",
        remedy);
  }

  /** One row for each physician of the period and attribute with a value: npi, attribute, value. */
  public Dataset<Row> values() {
    Dataset<Row> used =
        entries.where("used").selectExpr("npi", "attribute", "entry.number", "entry.text");
    Dataset<Row> numbers =
        used.where("number IS NOT NULL").selectExpr("npi", "attribute", "number AS value");
    Dataset<Row> categories =
        used.where("text IS NOT NULL").selectExpr("attribute", "text AS category").distinct();
    Dataset<Row> indicators =
        used.join(categories, new String[] {"attribute"})
            .select(
                col("npi"),
                concat_ws("=", col("attribute"), col("category")).as("attribute"),
                expr("CASE WHEN text = category THEN 1D ELSE 0D END AS value"));
    return numbers.union(indicators);
  }

  /** What was found in the file and what was left out, in a line. */
  public String told() {
    List<String> leftOut = new ArrayList<>();
    note(leftOut, sum("elsewhere"), "of physicians who are not in the network of the period");
    note(leftOut, sum("incomplete"), "without npi, attribute or value");
    note(leftOut, sum("repeated"), "repeated");
    long named = attributes.stream().filter(one -> one.<Long>getAs("used") > 0).count();
    return sum("used")
        + " values of "
        + named
        + (named == 1 ? " attribute, " : " attributes, ")
        + sum("texts")
        + " of them texts"
        + (leftOut.isEmpty() ? "" : "; rows left out: " + String.join(", ", leftOut));
  }

  private static void note(List<String> notes, long count, String what) {
    if (count > 0) {
      notes.add(count + " " + what);
    }
  }

  private long sum(String column) {
    return attributes.stream().mapToLong(one -> one.<Long>getAs(column)).sum();
  }
}
