package org.claimgraph.publication;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.publication.PairCounts.Referral;
import org.claimgraph.publication.PairCounts.Told;

/** Referrals without what {@link PairCounts} withholds. */
final class PublishedReferrals {

  private static final StructType TOLD =
      StructType.fromDDL(
          "forward BOOLEAN, window_days INT, tell BOOLEAN, tell_pairs BOOLEAN, tell_same_day BOOLEAN");
  private static final String[] PAIR = {"npi_a", "npi_b"};

  private PublishedReferrals() {}

  /**
   * The referrals that are told.
   *
   * @param referrals {@code network.referral} of the period
   * @param ties {@code network.tie} of the period, those that are told
   */
  static Dataset<Row> of(Dataset<Row> referrals, Dataset<Row> ties, SmallCells cells) {
    Dataset<Row> large =
        referrals
            .where(cells.mayTell(col("patients")))
            .withColumn("npi_a", least(col("from_npi"), col("to_npi")))
            .withColumn("npi_b", greatest(col("from_npi"), col("to_npi")))
            .withColumn("forward", col("from_npi").lt(col("to_npi")));
    Column numbers =
        struct(
            col("forward"),
            col("window_days"),
            col("patients"),
            col("pair_count"),
            col("same_day"));
    UDF1<Row, Row[]> judge = pair -> judge(pair, cells);
    Dataset<Row> told =
        large
            .groupBy("npi_a", "npi_b")
            .agg(collect_list(numbers).as("referrals"))
            .join(ties.select("npi_a", "npi_b", "shared_patients"), PAIR, "left")
            .withColumn(
                "told",
                explode(
                    udf(judge, DataTypes.createArrayType(TOLD))
                        .apply(struct(col("shared_patients"), col("referrals")))))
            .select("npi_a", "npi_b", "told.*");
    return large
        .join(told, new String[] {"npi_a", "npi_b", "forward", "window_days"})
        .where("tell")
        .withColumn("pair_count", when(col("tell_pairs"), col("pair_count")))
        .withColumn("same_day", when(col("tell_same_day"), col("same_day")))
        .withColumn("wait_mean_days", when(col("tell_same_day"), col("wait_mean_days")))
        .withColumn("wait_sd_days", when(col("tell_same_day"), col("wait_sd_days")));
  }

  private static Row[] judge(Row pair, SmallCells cells) {
    List<Referral> referrals = new ArrayList<>();
    for (Row row : pair.<Row>getList(1)) {
      referrals.add(
          new Referral(
              row.getBoolean(0),
              row.getInt(1),
              row.getLong(2),
              row.isNullAt(3) ? null : row.getLong(3),
              row.isNullAt(4) ? null : row.getLong(4)));
    }
    long shared = pair.isNullAt(0) ? 0 : pair.getLong(0);
    List<Told> told = new PairCounts(cells, shared).judge(referrals);
    Row[] rows = new Row[told.size()];
    for (int i = 0; i < rows.length; i++) {
      Told one = told.get(i);
      rows[i] =
          RowFactory.create(
              referrals.get(i).forward(),
              referrals.get(i).window(),
              one.patients(),
              one.pairs(),
              one.sameDay());
    }
    return rows;
  }
}
