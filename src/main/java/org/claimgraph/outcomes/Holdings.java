package org.claimgraph.outcomes;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.OutcomeConfig;

/**
 * What a source holds at all, so that what it cannot tell stays unknown instead of 0.
 *
 * @param money some line has the amount that spending adds up
 * @param stays some patient has a hospital stay
 */
public record Holdings(boolean money, boolean stays) {

  /**
   * Looks at the claims.
   *
   * @param lines {@code claims.claim_line}
   * @param stays {@code claims.stay}
   */
  public static Holdings of(Dataset<Row> lines, Dataset<Row> stays, OutcomeConfig config) {
    return new Holdings(!lines.where(amount(config) + " IS NOT NULL").isEmpty(), !stays.isEmpty());
  }

  /** The column of {@code claims.claim_line} that spending adds up. */
  public static String amount(OutcomeConfig config) {
    return config.money() == OutcomeConfig.Money.PAID ? "paid_amount" : "allowed_amount";
  }
}
