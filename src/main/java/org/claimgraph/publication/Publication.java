package org.claimgraph.publication;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.claimgraph.tables.Tables.ATTRIBUTE_HOMOPHILY;
import static org.claimgraph.tables.Tables.CHANGE;
import static org.claimgraph.tables.Tables.COMMUNITY;
import static org.claimgraph.tables.Tables.EFFECT;
import static org.claimgraph.tables.Tables.NETWORK_OUTCOME;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_MEASURE;
import static org.claimgraph.tables.Tables.PHYSICIAN_OUTCOME;
import static org.claimgraph.tables.Tables.REFERRAL;
import static org.claimgraph.tables.Tables.REFERRAL_MEASURE;
import static org.claimgraph.tables.Tables.REGION_MEASURE;
import static org.claimgraph.tables.Tables.REGION_NULL;
import static org.claimgraph.tables.Tables.REGION_OUTCOME;
import static org.claimgraph.tables.Tables.TEAM;
import static org.claimgraph.tables.Tables.TIE;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.AttributionConfig.HospitalRule;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;

/** The rows of every table that analysts may see, for one period. */
public final class Publication {

  private final Configuration config;
  private final SmallCells cells;
  private final Function<Table, Dataset<Row>> tables;
  private final BiFunction<String, Dataset<Row>, Dataset<Row>> hold;
  private final Map<Table, Dataset<Row>> rows = new LinkedHashMap<>();

  private Publication(
      Configuration config,
      Function<Table, Dataset<Row>> tables,
      BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    this.config = config;
    this.hold = hold;
    this.cells = new SmallCells(config.publish().minimumCell());
    this.tables = tables;
  }

  /**
   * The rows by table that they are of, without the column period.
   *
   * @param tables rows of the period of a table, without that column where it has one; null where
   *     the table has never been written
   * @param hold writes rows down under a name and gives them back: what several tables are made
   *     with is computed once
   */
  public static Map<Table, Dataset<Row>> of(
      Configuration config,
      Function<Table, Dataset<Row>> tables,
      BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    Publication publication = new Publication(config, tables, hold);
    publication.addAll();
    return publication.told();
  }

  private void addAll() {
    PublishedOutcomes outcomes = outcomes();
    Dataset<Row> ties = tables.apply(TIE);
    Dataset<Row> measures = tables.apply(PHYSICIAN_MEASURE);
    Dataset<Row> physicians =
        hold.apply(
            "physicians",
            PhysicianCells.of(
                tables.apply(PERIOD_PHYSICIAN),
                measures,
                ties,
                config.measure().adjustedDegreeScope(),
                attributed(outcomes),
                cells));
    PublishedNetwork network =
        new PublishedNetwork(
            cells,
            physicians,
            measures,
            tables.apply(REGION_MEASURE),
            hold.apply("networks", PublishedNetwork.means(measures, physicians)));
    Dataset<Row> toldTies = network.ties(ties);
    add(PERIOD_PHYSICIAN, network::physicians);
    add(TIE, all -> toldTies);
    add(REFERRAL, all -> PublishedReferrals.of(all, toldTies, cells));
    add(PHYSICIAN_MEASURE, all -> network.measures());
    add(COMMUNITY, network::inNetworks);
    add(REFERRAL_MEASURE, network::referralMeasures);
    add(REGION_MEASURE, all -> network.regions());
    add(CHANGE, network::changes);
    add(TEAM, all -> network.teams(all, toldTies));
    add(REGION_NULL, network::inNetworks);
    add(ATTRIBUTE_HOMOPHILY, network::homophily);
    if (outcomes != null) {
      add(REGION_OUTCOME, outcomes::ofRegions);
      add(PHYSICIAN_OUTCOME, outcomes::ofPhysicians);
      add(NETWORK_OUTCOME, all -> outcomes.ofRegions(network.ofRegions(all)));
      add(EFFECT, all -> PublishedEffects.of(all, cells));
    }
  }

  private void add(Table table, Function<Dataset<Row>, Dataset<Row>> told) {
    Dataset<Row> all = tables.apply(table);
    if (all != null) {
      rows.put(table, told.apply(all));
    }
  }

  /** Null where there are no outcomes, as in a tie list. */
  private PublishedOutcomes outcomes() {
    Dataset<Row> regions = tables.apply(REGION_OUTCOME);
    Dataset<Row> physicians = tables.apply(PHYSICIAN_OUTCOME);
    if (regions == null || physicians == null) {
      return null;
    }
    boolean byPhysician = config.attribution().hospital() == HospitalRule.PHYSICIAN;
    return PublishedOutcomes.of(
        regions,
        physicians,
        byPhysician ? tables.apply(PHYSICIAN) : null,
        config.outcome().cohorts(),
        cells);
  }

  /** The patients attributed to each physician, and whether those of a cohort are withheld. */
  private Dataset<Row> attributed(PublishedOutcomes outcomes) {
    if (outcomes == null) {
      return tables
          .apply(PERIOD_PHYSICIAN)
          .select(col("npi"), lit(0L).as("patients"), lit(false).as("hidden"))
          .where("false");
    }
    return tables
        .apply(PHYSICIAN_OUTCOME)
        .join(
            outcomes.hiddenPhysicians().withColumn("hidden", lit(true)),
            new String[] {"npi"},
            "left")
        .select(col("npi"), col("patients"), coalesce(col("hidden"), lit(false)).as("hidden"));
  }

  /** Only the columns that are published. */
  private Map<Table, Dataset<Row>> told() {
    Map<Table, Dataset<Row>> told = new LinkedHashMap<>();
    for (Table table : Tables.published()) {
      Dataset<Row> all = rows.get(Tables.named(table.of()));
      if (all != null) {
        String[] columns =
            Arrays.stream(table.schema().fieldNames())
                .filter(name -> !name.equals("period"))
                .toArray(String[]::new);
        told.put(table, all.selectExpr(columns));
      }
    }
    return told;
  }
}
