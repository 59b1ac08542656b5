package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What services cost where every price is the national mean of its item, so that regions differ by
 * what is done and not by what is paid for it.
 *
 * <p>An amount is what was allowed, or what was paid where the source does not say what was
 * allowed. Over all rows of the source with an amount, whatever their day:
 *
 * <ul>
 *   <li>a line that is not of an inpatient claim costs units × (sum of amounts / sum of units) of
 *       its procedure code, or, without a code, of all such lines of its claim type. Units count
 *       without their sign, and a line without units has one. A line with an amount below 0 takes
 *       its units back where it reverses another line: the patient has that day at least as many
 *       lines of the same item, units and amount above 0. Where it does not, it corrects a price
 *       and has no units; a line with an amount of 0 or without an amount has none either;
 *   <li>a stay costs the mean amount of the stays of its DRG, written with three digits, or,
 *       without a DRG, days × (sum of amounts / sum of days) of the stays without one. Where no
 *       such stay has an amount its cost is not known. Lines of inpatient claims are not counted
 *       beside it.
 * </ul>
 *
 * <p>So the costs of all lines and stays of a source with amounts for all stays add up to its
 * amounts, but for rounding: prices are rounded to the millionth of a dollar, half up. A line whose
 * item has units that do not add up to more than 0 costs nothing.
 *
 * <p>Source: the idea of service counts times national mean prices, as the fallback where CMS
 * standardized prices are not at hand; McWilliams et al. as told by Neprash et al., JAMA Internal
 * Medicine 175:1932, 2015.
 */
final class Prices {

  private Prices() {}

  /**
   * Adds standardized, DECIMAL in US dollars, null where there is no price, to claim lines.
   *
   * @param counted all lines of some patients on some days; a patient may be there several times
   * @param lines all lines of the source, which make the prices
   */
  static Dataset<Row> ofLines(Dataset<Row> counted, Dataset<Row> lines) {
    return priced(lineItems(counted), lineItems(lines));
  }

  private static Dataset<Row> lineItems(Dataset<Row> lines) {
    return lines
        .selectExpr(
            "*",
            "if(claim_type = 'inpatient', NULL, coalesce(hcpcs, claim_type)) AS item",
            "coalesce(allowed_amount, paid_amount) AS amount",
            "coalesce(abs(units), 1) AS times")
        .withColumn(
            "unreversed",
            expr(
                "sum(if(amount < 0, -1, 1)) OVER (PARTITION BY patient_id, item, service_from,"
                    + " times, abs(amount))"))
        .withColumn(
            "quantity",
            expr(
                "CASE WHEN amount > 0 THEN times"
                    + " WHEN amount < 0 AND unreversed >= 0 THEN -times ELSE 0 END"))
        .drop("times", "unreversed");
  }

  /** Adds standardized, as for lines, to all stays of the source. */
  static Dataset<Row> ofStays(Dataset<Row> stays) {
    Dataset<Row> items =
        stays.selectExpr(
            "*",
            "coalesce(" + DiagnosisRelatedGroups.code("drg") + ", 'none') AS item",
            "coalesce(allowed_amount, paid_amount) AS amount",
            "if(drg IS NULL, days, 1) AS quantity");
    return priced(items, items);
  }

  private static Dataset<Row> priced(Dataset<Row> items, Dataset<Row> all) {
    Dataset<Row> prices =
        all.where("item IS NOT NULL AND amount IS NOT NULL")
            .groupBy("item")
            .agg(sum("amount").as("amounts"), sum("quantity").as("quantities"))
            .where("quantities > 0")
            .selectExpr("item", "CAST(amounts / quantities AS DECIMAL(20, 6)) AS price");
    return items
        .join(broadcast(prices), new String[] {"item"}, "left")
        .withColumn("standardized", expr("price * quantity"))
        .drop("item", "amount", "quantity", "price");
  }
}
