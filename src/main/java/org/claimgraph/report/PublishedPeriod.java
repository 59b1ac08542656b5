package org.claimgraph.report;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.ModelConfig.OutcomeValue;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.UnitType;
import org.claimgraph.report.ReportData.About;
import org.claimgraph.report.ReportData.Change;
import org.claimgraph.report.ReportData.Effect;
import org.claimgraph.report.ReportData.GroupCount;
import org.claimgraph.report.ReportData.Quarter;
import org.claimgraph.report.ReportData.Unit;
import org.claimgraph.tables.Table;

/**
 * Reads what the report of a period is made of. What grows with the nation is counted or cut by
 * Spark, so that the driver holds regions and effects, but never all physicians or ties.
 */
public final class PublishedPeriod {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final Configuration config;
  private final String version;
  private final PeriodTables tables;
  private final String period;
  private final String tieRule;
  private final String cohort;

  /**
   * A reader of the period of the configuration.
   *
   * @param version of the program
   * @param tables rows of a table of {@code published} or {@code ops}; null where it has none
   */
  public PublishedPeriod(
      Configuration config, String version, Function<Table, Dataset<Row>> tables) {
    this.config = config;
    this.version = version;
    this.period = config.requiredPeriod().label();
    this.tables = new PeriodTables(period, tables);
    this.tieRule = config.tie().rules().get(0);
    this.cohort = config.outcome().cohorts().get(0).label();
  }

  /**
   * Reads the rows.
   *
   * @param regionMap GeoJSON, or null
   */
  public ReportData read(String regionMap) {
    About about = about();
    List<Quarter> quarters = quarters(about);
    List<Quarter> now =
        quarters.stream().filter(quarter -> quarter.period().equals(period)).toList();
    NetworkRows network = new NetworkRows(config, tables);
    List<List<GroupCount>> degrees = network.degrees(now);
    QualityRows quality = new QualityRows(tables);
    return new ReportData(
        about,
        patients(),
        effects(),
        units(about),
        now.stream()
            .filter(quarter -> quarter.regionType().equals(about.mapType()))
            .map(quarter -> new Unit(quarter.id(), quarter.physicians(), quarter.values()))
            .toList(),
        regionMap,
        network.strongest(now),
        degrees.get(0),
        degrees.get(1),
        network.mixing(),
        network.referrals(about.window()),
        quarters,
        changes(),
        quality.reconciliations(),
        quality.checks(),
        quality.withheld());
  }

  private About about() {
    AssociateConfig study = config.associate();
    List<RegionType> measured = config.measure().regions();
    UnitType units = study.units().get(0);
    return new About(
        period,
        day(config.requiredPeriod().start()) + " to " + day(config.requiredPeriod().end()),
        version,
        config.source().synthetic(),
        config.publish().minimumCell(),
        cohort,
        tieRule,
        units.label(),
        study.specification(),
        study.model().estimands().get(0).label(),
        study.outcomes(),
        study.exposures(),
        study.confidence(),
        units.isRegion() ? units.label() : measured.get(0).label(),
        Stream.of(RegionType.HRR, RegionType.HOSPITAL)
            .filter(measured::contains)
            .findFirst()
            .orElse(RegionType.NATION)
            .label(),
        config.report().regionMapName(),
        config.referral().windows().isEmpty() ? null : config.referral().windows().get(0),
        config.forReaders());
  }

  private static String day(LocalDate day) {
    return DAY.format(day);
  }

  private Long patients() {
    Dataset<Row> rows = tables.ofPeriod("region_outcome");
    List<Row> nation =
        rows == null
            ? List.of()
            : rows.where(col("cohort").equalTo(cohort))
                .where(col("region_type").equalTo(RegionType.NATION.label()))
                .select("patients")
                .collectAsList();
    return nation.isEmpty() || nation.get(0).isNullAt(0) ? null : nation.get(0).getLong(0);
  }

  private List<Effect> effects() {
    List<Effect> effects = new ArrayList<>();
    for (Row row : PeriodTables.collect(tables.ofPeriod("effect"))) {
      effects.add(
          new Effect(
              row.getAs("cohort"),
              row.getAs("tie_rule"),
              row.getAs("region_type"),
              row.getAs("specification"),
              row.getAs("outcome"),
              row.getAs("exposure"),
              row.getAs("estimand"),
              row.getAs("estimate"),
              row.getAs("ci_low"),
              row.getAs("ci_high"),
              row.getAs("p"),
              row.getAs("unit_sd"),
              row.getAs("units"),
              row.getAs("se_type"),
              row.getAs("weights"),
              row.getAs("denominator"),
              row.getAs("policy"),
              row.getAs("sample_percent"),
              row.getAs("note")));
    }
    return effects;
  }

  /** Regions of the main study with its measures and its first outcome. */
  private List<Unit> units(About about) {
    Dataset<Row> rows = tables.ofPeriod("network_outcome");
    if (rows == null) {
      return List.of();
    }
    boolean adjusted = config.associate().model().outcomeValue() == OutcomeValue.ADJUSTED;
    String outcome = about.outcome() + (adjusted ? "_adjusted" : "_mean");
    List<Column> columns = new ArrayList<>(List.of(col("region_id"), col("physicians")));
    List<String> names = new ArrayList<>();
    for (String exposure : about.exposures()) {
      if (isNumber(rows, exposure)) {
        columns.add(col(exposure).cast("double"));
        names.add(exposure);
      }
    }
    if (isNumber(rows, outcome)) {
      columns.add(col(outcome).cast("double"));
      names.add(about.outcome());
    }
    List<Unit> units = new ArrayList<>();
    for (Row row :
        rows.where(col("cohort").equalTo(cohort))
            .where(col("tie_rule").equalTo(tieRule))
            .where(col("region_type").equalTo(about.regionType()))
            .select(columns.toArray(Column[]::new))
            .collectAsList()) {
      units.add(new Unit(row.getString(0), row.getAs(1), values(row, 2, names)));
    }
    units.sort(Comparator.comparing(Unit::id));
    return units;
  }

  private static boolean isNumber(Dataset<Row> rows, String column) {
    return Arrays.stream(rows.schema().fields())
        .anyMatch(field -> field.name().equals(column) && field.dataType() instanceof NumericType);
  }

  /** Values of columns from one on; a map that holds null for null. */
  private static Map<String, Double> values(Row row, int from, List<String> names) {
    Map<String, Double> values = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), row.getAs(from + i));
    }
    return values;
  }

  /** Regions of every published period; of this one those of every type. */
  private List<Quarter> quarters(About about) {
    Dataset<Row> rows = tables.published("region_measure");
    if (rows == null) {
      return List.of();
    }
    List<String> names =
        Stream.concat(Stream.of("ties"), about.exposures().stream())
            .filter(name -> isNumber(rows, name))
            .distinct()
            .toList();
    List<Column> columns =
        new ArrayList<>(
            List.of(col("period"), col("region_type"), col("region_id"), col("physicians")));
    names.forEach(name -> columns.add(col(name).cast("double")));
    Column compared =
        col("region_type")
            .isin(about.mapType(), RegionType.NATION.label())
            .or(col("period").equalTo(period));
    List<Quarter> quarters = new ArrayList<>();
    for (Row row :
        rows.where(col("tie_rule").equalTo(tieRule))
            .where(compared)
            .where(col("period").leq(period))
            .select(columns.toArray(Column[]::new))
            .collectAsList()) {
      quarters.add(
          new Quarter(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getAs(3),
              values(row, 4, names)));
    }
    quarters.sort(
        Comparator.comparing(Quarter::period)
            .thenComparing(Quarter::regionType)
            .thenComparing(Quarter::id));
    return quarters;
  }

  private List<Change> changes() {
    Dataset<Row> rows = tables.ofPeriod("change");
    List<Row> nation =
        rows == null
            ? List.of()
            : rows.where(col("tie_rule").equalTo(tieRule))
                .where(col("region_type").equalTo(RegionType.NATION.label()))
                .collectAsList();
    return nation.stream()
        .map(
            row ->
                new Change(
                    row.getAs("before_period"),
                    row.<Long>getAs("ties_born"),
                    row.<Long>getAs("ties_kept"),
                    row.<Long>getAs("ties_lost"),
                    row.<Long>getAs("physicians_entered"),
                    row.<Long>getAs("physicians_left")))
        .sorted(Comparator.comparing(Change::before).reversed())
        .toList();
  }
}
