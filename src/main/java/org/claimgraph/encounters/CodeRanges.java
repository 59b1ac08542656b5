package org.claimgraph.encounters;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;

/** Codes as the configuration lists them, one by one or as ranges, {@code 99201-99499}. */
public final class CodeRanges {

  private CodeRanges() {}

  /**
   * Whether a code is listed.
   *
   * @param codes codes or ranges from a first to a last code, in the order of their characters
   * @return never null: a code that is null is not listed
   */
  public static Column contain(List<String> codes, Column code) {
    Column listed = lit(false);
    for (String range : codes) {
      String[] ends = range.split("-");
      listed = listed.or(code.between(ends[0], ends[ends.length - 1]));
    }
    return coalesce(listed, lit(false));
  }
}
