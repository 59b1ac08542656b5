package org.claimgraph.claims;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;

/**
 * The Berenson-Eggers type of service of each procedure code, as CMS assigns it: M… evaluation and
 * management, P… procedures, I… imaging, T… tests, D…, O…, Y… and Z… all else.
 *
 * <p>Source: the files {@code betpuf} of CMS, of fixed widths: procedure code in columns 1 to 5,
 * category in 7 to 9, last day it is valid ({@code yyyyMMdd}, blank while it is) in 10 to 17.
 */
public final class Betos {

  private static final String KEY = "outcome.betos";
  private static final List<String> COLUMNS = List.of("hcpcs", "betos");
  private static final Pattern FIXED_WIDTHS =
      Pattern.compile("[0-9A-Z]{5} [A-Z][0-9A-Z]?[0-9A-Z]?( .*|[0-9]{8}.*)?");

  private Betos() {}

  /**
   * Reads a csv file with the columns hcpcs and betos, or a file of CMS, which is one whose first
   * line has the form of its lines; each also compressed by gzip.
   *
   * @return hcpcs, betos, last_day; last_day is null for a code that is valid on any day since
   * @throws UserException where the file cannot be read or is neither
   */
  public static Dataset<Row> read(SparkSession spark, String path) {
    if (path == null || !hasFixedWidths(spark, path)) {
      return Lookup.read(spark, KEY, path, COLUMNS)
          .selectExpr("hcpcs", "betos", "CAST(NULL AS DATE) AS last_day");
    }
    return spark
        .read()
        .text(new Path(path).toString())
        .selectExpr(
            "trim(substring(value, 1, 5)) AS hcpcs",
            "trim(substring(value, 7, 3)) AS betos",
            "try_cast(concat_ws('-', substring(value, 10, 4), substring(value, 14, 2),"
                + " substring(value, 16, 2)) AS DATE) AS last_day")
        .where("hcpcs <> '' AND betos <> ''");
  }

  private static boolean hasFixedWidths(SparkSession spark, String path) {
    SourceFile file = Lookup.find(spark, KEY, path, COLUMNS);
    String[] first = SourceRecords.header(spark, file, List.of());
    return first.length == 1 && FIXED_WIDTHS.matcher(first[0]).matches();
  }
}
