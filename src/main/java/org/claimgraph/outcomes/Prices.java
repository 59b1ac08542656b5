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
 *       its procedure code, or, without a code, of all such lines of its claim type. A line without
 *       units has one; of a correction, which has a negative amount, units are negative; a line
 *       with an amount of 0 or without an amount has none;
 *   <li>a stay costs the mean amount of the stays of its DRG, or, without a DRG, days × (sum of
 *       amounts / sum of days) of the stays without one. Lines of inpatient claims are not counted
 *       beside it.
 * </ul>
 *
 * <p>So the costs of all lines and stays of a source with amounts for all stays add up to its
 * amounts, but for rounding: prices are rounded to the millionth of a dollar, half up. An item
 * whose units do not add up to more than 0 costs nothing.
 *
 * <p>Source: the idea of service counts times national mean prices, as the fallback where CMS
 * standardized prices are not at hand; McWilliams et al. as told by Neprash et al., JAMA Internal
 * Medicine 175:1932, 2015.
 */
final class Prices {

  private Prices() {}

  /** Adds standardized, DECIMAL in US dollars, null where there is no price, to claim lines. */
  static Dataset<Row> ofLines(Dataset<Row> lines) {
    Dataset<Row> items =
        lines.selectExpr(
            "*",
            "if(claim_type = 'inpatient', NULL, coalesce(hcpcs, claim_type)) AS item",
            "coalesce(allowed_amount, paid_amount) AS amount",
            "CASE WHEN coalesce(allowed_amount, paid_amount) > 0 THEN coalesce(units, 1)"
                + " WHEN coalesce(allowed_amount, paid_amount) < 0 THEN -coalesce(units, 1)"
                + " ELSE 0 END AS quantity");
    return priced(items);
  }

  /** Adds standardized, as for lines, to stays. */
  static Dataset<Row> ofStays(Dataset<Row> stays) {
    Dataset<Row> items =
        stays.selectExpr(
            "*",
            "coalesce(drg, 'none') AS item",
            "coalesce(allowed_amount, paid_amount) AS amount",
            "if(drg IS NULL, days, 1) AS quantity");
    return priced(items);
  }

  private static Dataset<Row> priced(Dataset<Row> items) {
    Dataset<Row> prices =
        items
            .where("item IS NOT NULL AND amount IS NOT NULL")
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
