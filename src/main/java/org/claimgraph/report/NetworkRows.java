package org.claimgraph.report;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.ReportConfig.NetworkRegion;
import org.claimgraph.report.ReportData.GroupCount;
import org.claimgraph.report.ReportData.Mixing;
import org.claimgraph.report.ReportData.Quarter;
import org.claimgraph.report.ReportData.Referral;
import org.claimgraph.report.ReportData.RegionNetwork;

/** The ties of a period and between whom they are, counted or cut by Spark. */
final class NetworkRows {

  private static final int MOST_TIES = 3_000;

  private final Configuration config;
  private final PeriodTables tables;
  private final String tieRule;

  NetworkRows(Configuration config, PeriodTables tables) {
    this.config = config;
    this.tables = tables;
    this.tieRule = config.tie().rules().get(0);
  }

  /**
   * How many physicians have how many ties, and ties per 100 shared patients; each counted once.
   */
  List<List<GroupCount>> degrees(List<Quarter> now) {
    List<GroupCount> degrees = new ArrayList<>();
    List<GroupCount> adjusted = new ArrayList<>();
    Dataset<Row> rows = tables.ofPeriod("physician_measure");
    String type =
        Stream.of(RegionType.NATION, RegionType.HRR, RegionType.HOSPITAL)
            .map(RegionType::label)
            .filter(label -> now.stream().anyMatch(quarter -> quarter.regionType().equals(label)))
            .findFirst()
            .orElse(null);
    if (rows != null && type != null) {
      Dataset<Row> values =
          rows.where(col("tie_rule").equalTo(tieRule))
              .where(col("region_type").equalTo(type))
              .select(
                  expr("coalesce(specialty_group, 'unknown') AS specialty_group"),
                  expr(
                      "explode(map("
                          + "'degree', CAST(if(degree < 1000, degree, degree - degree % 10) AS DOUBLE),"
                          + "'adjusted', if(adjusted_degree IS NULL, NULL,"
                          + " CAST(format_string('%.2e', adjusted_degree) AS DOUBLE))))"
                          + " AS (measure, value)"))
              .where(col("value").isNotNull());
      for (Row row :
          values
              .groupBy("measure", "specialty_group", "value")
              .agg(count(lit(1)))
              .collectAsList()) {
        (row.getString(0).equals("degree") ? degrees : adjusted)
            .add(new GroupCount(row.getString(1), row.getDouble(2), row.getLong(3)));
      }
    }
    Comparator<GroupCount> order =
        Comparator.comparing(GroupCount::group).thenComparingDouble(GroupCount::value);
    degrees.sort(order);
    adjusted.sort(order);
    return List.of(degrees, adjusted);
  }

  /** The strongest ties of one region and whom they tie; null where nothing is published. */
  RegionNetwork strongest(List<Quarter> now) {
    Quarter region = drawn(now);
    Dataset<Row> ties = tables.ofPeriod("tie");
    Dataset<Row> measures = tables.ofPeriod("physician_measure");
    if (region == null || ties == null || measures == null) {
      return null;
    }
    Dataset<Row> members =
        measures
            .where(col("tie_rule").equalTo(tieRule))
            .where(col("region_type").equalTo(region.regionType()))
            .where(col("region_id").equalTo(region.id()))
            .select("npi", "specialty_group", "degree", "community");
    List<RegionNetwork.Tie> strongest = new ArrayList<>();
    Map<String, RegionNetwork.Node> nodes = new TreeMap<>();
    for (Row row :
        ties.where(array_contains(col("kept"), tieRule))
            .select("npi_a", "npi_b", "shared_patients")
            .join(as(members, "a"), "npi_a")
            .join(as(members, "b"), "npi_b")
            .orderBy(col("shared_patients").desc(), col("npi_a"), col("npi_b"))
            .limit(MOST_TIES)
            .collectAsList()) {
      strongest.add(
          new RegionNetwork.Tie(
              row.getAs("npi_a"), row.getAs("npi_b"), row.<Long>getAs("shared_patients")));
      for (String end : List.of("a", "b")) {
        String npi = row.getAs("npi_" + end);
        nodes.put(
            npi,
            new RegionNetwork.Node(
                npi,
                row.getAs("specialty_group_" + end),
                row.getAs("degree_" + end),
                row.getAs("community_" + end)));
      }
    }
    Double all = region.values().get("ties");
    return new RegionNetwork(
        region.regionType(),
        region.id(),
        region.physicians(),
        all == null ? strongest.size() : all.longValue(),
        new ArrayList<>(nodes.values()),
        strongest);
  }

  /** The region of the configuration, else the largest hospital, else region, else the nation. */
  private Quarter drawn(List<Quarter> now) {
    NetworkRegion chosen = config.report().networkRegion();
    return Stream.of(RegionType.values())
        .map(RegionType::label)
        .flatMap(
            type ->
                now.stream()
                    .filter(region -> region.regionType().equals(type))
                    .filter(region -> !region.id().equals("unknown") && region.physicians() != null)
                    .sorted(
                        Comparator.comparing(Quarter::physicians)
                            .reversed()
                            .thenComparing(Quarter::id)))
        .filter(
            region ->
                chosen == null
                    || region.regionType().equals(chosen.type().label())
                        && region.id().equals(chosen.id()))
        .findFirst()
        .orElse(null);
  }

  /** Ties between specialty groups, each counted once. */
  List<Mixing> mixing() {
    Dataset<Row> physicians = groups();
    Dataset<Row> ties = tables.ofPeriod("tie");
    if (ties == null || physicians == null) {
      return List.of();
    }
    List<Mixing> mixing = new ArrayList<>();
    for (Row row :
        ties.where(array_contains(col("kept"), tieRule))
            .join(broadcast(as(physicians, "a")), "npi_a")
            .join(broadcast(as(physicians, "b")), "npi_b")
            .groupBy(expr("least(grp_a, grp_b)"), expr("greatest(grp_a, grp_b)"))
            .agg(count(lit(1)))
            .collectAsList()) {
      mixing.add(new Mixing(row.getString(0), row.getString(1), row.getLong(2)));
    }
    mixing.sort(Comparator.comparing(Mixing::a).thenComparing(Mixing::b));
    return mixing;
  }

  /** Patients referred between specialty groups within a window of days; none without a window. */
  List<Referral> referrals(Integer window) {
    Dataset<Row> physicians = groups();
    Dataset<Row> rows = tables.ofPeriod("referral");
    if (rows == null || physicians == null || window == null) {
      return List.of();
    }
    List<Referral> referrals = new ArrayList<>();
    for (Row row :
        rows.where(col("window_days").equalTo(window))
            .join(broadcast(as(physicians, "a")), col("from_npi").equalTo(col("npi_a")))
            .join(broadcast(as(physicians, "b")), col("to_npi").equalTo(col("npi_b")))
            .groupBy("grp_a", "grp_b")
            .agg(sum("patients"))
            .collectAsList()) {
      if (!row.isNullAt(2)) {
        referrals.add(new Referral(row.getString(0), row.getString(1), row.getLong(2)));
      }
    }
    referrals.sort(Comparator.comparing(Referral::from).thenComparing(Referral::to));
    return referrals;
  }

  /** The specialty group of each physician; null where none is published. */
  private Dataset<Row> groups() {
    Dataset<Row> physicians = tables.ofPeriod("physician");
    return physicians == null
        ? null
        : physicians.select(col("npi"), expr("coalesce(specialty_group, 'unknown') AS grp"));
  }

  /** The same columns, named for one end of a tie. */
  private static Dataset<Row> as(Dataset<Row> rows, String end) {
    Dataset<Row> renamed = rows;
    for (String column : rows.columns()) {
      renamed = renamed.withColumnRenamed(column, column + "_" + end);
    }
    return renamed;
  }
}
