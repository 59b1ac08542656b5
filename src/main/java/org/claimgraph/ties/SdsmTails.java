package org.claimgraph.ties;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.config.TieConfig.Sdsm;
import org.claimgraph.graph.BipartiteConfigurationModel;
import org.claimgraph.stats.PoissonBinomial;
import scala.Tuple2;

/**
 * The stochastic degree sequence model: how likely are two physicians to share so many patients, if
 * patients and physicians met at random, each with as many of the others on average as in fact?
 *
 * <p>With P_ik of the {@link BipartiteConfigurationModel} for physician i and patient k, patient k
 * is shared with probability P_ik P_jk, and the number of shared patients is Poisson binomial.
 * Physicians and patients count by their degrees only, so each value is made of as many terms as
 * patients have different numbers of physicians. Z. Neal, Social Networks 39, 2014.
 *
 * <p>{@code exact} is the default. Physicians of a nation share next to nobody by chance, and there
 * the refined normal approximation is wrong by orders of magnitude; it is here to compare with
 * tools that use it.
 */
final class SdsmTails {

  static final StructType SCHEMA =
      StructType.fromDDL(
          "lower_patients BIGINT, higher_patients BIGINT, shared_patients BIGINT, ties BIGINT,"
              + " sdsm DOUBLE");

  /** Parts of the combinations that are computed at once; each gets a copy of the model. */
  private static final int PARTS = 64;

  private static final Encoder<BipartiteConfigurationModel> MODEL =
      Encoders.javaSerialization(BipartiteConfigurationModel.class);

  private final BipartiteConfigurationModel model;
  private final Sdsm method;
  private final long[] patients;
  private final double[][] probabilities;

  private SdsmTails(BipartiteConfigurationModel model, Sdsm method) {
    this.model = model;
    this.method = method;
    this.patients = new long[model.columnClasses()];
    for (int c = 0; c < patients.length; c++) {
      patients[c] = model.columnCount(c);
    }
    this.probabilities = new double[model.rowClasses()][];
  }

  /**
   * Adds the column sdsm, the p-value.
   *
   * @param overlaps lower_patients, higher_patients, shared_patients, ties
   * @param links one row per (patient_id, npi)
   */
  static Dataset<Row> add(Dataset<Row> overlaps, Dataset<Row> links, Sdsm method) {
    Dataset<Row> parted =
        overlaps.select(
            pmod(
                    hash(col("lower_patients"), col("higher_patients"), col("shared_patients")),
                    lit(PARTS))
                .as("part"),
            col("lower_patients"),
            col("higher_patients"),
            col("shared_patients"),
            col("ties"));
    return parted
        .groupByKey((MapFunction<Row, Integer>) row -> row.getInt(0), Encoders.INT())
        .cogroup(
            copies(model(links))
                .groupByKey(
                    (MapFunction<Tuple2<Integer, BipartiteConfigurationModel>, Integer>) Tuple2::_1,
                    Encoders.INT()),
            (CoGroupFunction<Integer, Row, Tuple2<Integer, BipartiteConfigurationModel>, Row>)
                (part, rows, models) -> tails(rows, models, method),
            Encoders.row(SCHEMA));
  }

  private static Iterator<Row> tails(
      Iterator<Row> rows,
      Iterator<Tuple2<Integer, BipartiteConfigurationModel>> models,
      Sdsm method) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    SdsmTails tails = new SdsmTails(models.next()._2(), method);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return tails.with(rows.next());
      }
    };
  }

  private Row with(Row row) {
    long lower = row.getLong(1);
    long higher = row.getLong(2);
    long shared = row.getLong(3);
    return RowFactory.create(lower, higher, shared, row.getLong(4), p(lower, higher, shared));
  }

  private double p(long lower, long higher, long shared) {
    double[] a = of(model.rowClassOf(lower));
    double[] b = of(model.rowClassOf(higher));
    double[] both = new double[patients.length];
    for (int c = 0; c < both.length; c++) {
      both[c] = a[c] * b[c];
    }
    return method == Sdsm.EXACT
        ? PoissonBinomial.upperTail(patients, both, shared)
        : PoissonBinomial.refinedNormalUpperTail(patients, both, shared);
  }

  private double[] of(int physicianClass) {
    if (probabilities[physicianClass] == null) {
      double[] row = new double[patients.length];
      for (int c = 0; c < row.length; c++) {
        row[c] = model.probability(physicianClass, c);
      }
      probabilities[physicianClass] = row;
    }
    return probabilities[physicianClass];
  }

  /** One row: the model of the period, rows physicians and columns patients. None without links. */
  static Dataset<BipartiteConfigurationModel> model(Dataset<Row> links) {
    return classes(links, "npi")
        .union(classes(links, "patient_id"))
        .groupByKey((MapFunction<Row, Integer>) row -> 0, Encoders.INT())
        .mapGroups(
            (MapGroupsFunction<Integer, Row, BipartiteConfigurationModel>) (all, rows) -> fit(rows),
            MODEL);
  }

  /** Nodes of each degree: side, degree, nodes. */
  private static Dataset<Row> classes(Dataset<Row> links, String side) {
    return links
        .groupBy(side)
        .agg(count(lit(1)).as("degree"))
        .groupBy("degree")
        .agg(count(lit(1)).as("nodes"))
        .select(lit(side).as("side"), col("degree"), col("nodes"));
  }

  private static BipartiteConfigurationModel fit(Iterator<Row> rows) {
    List<Row> physicians = new ArrayList<>();
    List<Row> patients = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      (row.getString(0).equals("npi") ? physicians : patients).add(row);
    }
    physicians.sort(Comparator.comparingLong(row -> row.getLong(1)));
    patients.sort(Comparator.comparingLong(row -> row.getLong(1)));
    return BipartiteConfigurationModel.fit(
        column(physicians, 1), column(physicians, 2), column(patients, 1), column(patients, 2));
  }

  private static long[] column(List<Row> rows, int column) {
    return rows.stream().mapToLong(row -> row.getLong(column)).toArray();
  }

  private static Dataset<Tuple2<Integer, BipartiteConfigurationModel>> copies(
      Dataset<BipartiteConfigurationModel> model) {
    return model.flatMap(
        (FlatMapFunction<BipartiteConfigurationModel, Tuple2<Integer, BipartiteConfigurationModel>>)
            one -> IntStream.range(0, PARTS).mapToObj(part -> new Tuple2<>(part, one)).iterator(),
        Encoders.tuple(Encoders.INT(), MODEL));
  }
}
