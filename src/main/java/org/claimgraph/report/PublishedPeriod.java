package org.claimgraph.report;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

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
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.ModelConfig.OutcomeValue;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.ReportConfig.NetworkRegion;
import org.claimgraph.config.UnitType;
import org.claimgraph.report.ReportData.About;
import org.claimgraph.report.ReportData.Change;
import org.claimgraph.report.ReportData.Checked;
import org.claimgraph.report.ReportData.Effect;
import org.claimgraph.report.ReportData.GroupCount;
import org.claimgraph.report.ReportData.Mixing;
import org.claimgraph.report.ReportData.Quarter;
import org.claimgraph.report.ReportData.Reconciled;
import org.claimgraph.report.ReportData.Referral;
import org.claimgraph.report.ReportData.RegionNetwork;
import org.claimgraph.report.ReportData.Unit;
import org.claimgraph.report.ReportData.Withheld;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;

/**
 * Reads what the report of a period is made of. What grows with the nation is counted or cut by
 * Spark, so that the driver holds regions and effects, but never all physicians or ties.
 */
public final class PublishedPeriod {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final int MOST_TIES = 3_000;

  private final Configuration config;
  private final String version;
  private final Function<Table, Dataset<Row>> tables;
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
    this.tables = tables;
    this.period = config.requiredPeriod().label();
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
    Dataset<Row> physicians = groups();
    List<List<GroupCount>> degrees = degrees(now);
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
        network(now),
        degrees.get(0),
        degrees.get(1),
        mixing(physicians),
        referrals(about, physicians),
        quarters,
        changes(),
        reconciliations(),
        checks(),
        withheld());
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

  /** Rows of the period; null where there is no such table. */
  private Dataset<Row> ofPeriod(String name) {
    Dataset<Row> rows = tables.apply(Tables.named("published." + name));
    return rows == null ? null : rows.where(col("period").equalTo(period));
  }

  private static List<Row> collect(Dataset<Row> rows) {
    return rows == null ? List.of() : rows.collectAsList();
  }

  private Long patients() {
    Dataset<Row> rows = ofPeriod("region_outcome");
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
    for (Row row : collect(ofPeriod("effect"))) {
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
    Dataset<Row> rows = ofPeriod("network_outcome");
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
        .filter(field -> field.name().equals(column))
        .map(StructField::dataType)
        .anyMatch(PublishedPeriod::isNumber);
  }

  private static boolean isNumber(DataType type) {
    return type instanceof NumericType;
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
    Dataset<Row> rows = tables.apply(Tables.named("published.region_measure"));
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

  /**
   * How many physicians have how many ties, and ties per 100 shared patients; each counted once.
   */
  private List<List<GroupCount>> degrees(List<Quarter> now) {
    List<GroupCount> degrees = new ArrayList<>();
    List<GroupCount> adjusted = new ArrayList<>();
    Dataset<Row> rows = ofPeriod("physician_measure");
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

  private RegionNetwork network(List<Quarter> now) {
    Quarter region = drawn(now);
    Dataset<Row> ties = ofPeriod("tie");
    Dataset<Row> measures = ofPeriod("physician_measure");
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

  /** The same columns, named for one end of a tie. */
  private static Dataset<Row> as(Dataset<Row> rows, String end) {
    Dataset<Row> renamed = rows;
    for (String column : rows.columns()) {
      renamed = renamed.withColumnRenamed(column, column + "_" + end);
    }
    return renamed;
  }

  /** The specialty group of each physician; null where none is published. */
  private Dataset<Row> groups() {
    Dataset<Row> physicians = ofPeriod("physician");
    return physicians == null
        ? null
        : physicians.select(col("npi"), expr("coalesce(specialty_group, 'unknown') AS grp"));
  }

  private List<Mixing> mixing(Dataset<Row> physicians) {
    Dataset<Row> ties = ofPeriod("tie");
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

  private List<Referral> referrals(About about, Dataset<Row> physicians) {
    Dataset<Row> rows = ofPeriod("referral");
    if (rows == null || physicians == null || about.window() == null) {
      return List.of();
    }
    List<Referral> referrals = new ArrayList<>();
    for (Row row :
        rows.where(col("window_days").equalTo(about.window()))
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

  private List<Change> changes() {
    Dataset<Row> rows = ofPeriod("change");
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

  /** The rows that the last ingest read, and the last ties of the period. */
  private List<Reconciled> reconciliations() {
    Dataset<Row> rows = tables.apply(Tables.RECONCILIATION);
    Dataset<Row> runs = tables.apply(Tables.RUN);
    if (rows == null || runs == null) {
      return List.of();
    }
    Dataset<Row> known =
        rows.join(runs.select("run_id", "period"), "run_id")
            .where(col("stage").equalTo("ingest").or(col("period").equalTo(period)));
    Map<String, String> last = new TreeMap<>();
    List<Row> collected = known.collectAsList();
    for (Row row : collected) {
      last.merge(row.getAs("stage"), row.getAs("run_id"), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
    return collected.stream()
        .filter(row -> row.getAs("run_id").equals(last.get(row.<String>getAs("stage"))))
        .map(PublishedPeriod::reconciled)
        .sorted(Comparator.comparing(Reconciled::stage).thenComparing(Reconciled::source))
        .toList();
  }

  private static Reconciled reconciled(Row row) {
    return new Reconciled(
        row.getAs("stage"),
        row.getAs("source_file"),
        row.<Long>getAs("rows_in"),
        row.<Long>getAs("rows_accepted"),
        row.<Long>getAs("rows_rejected"),
        row.<Long>getAs("rows_filtered"),
        counts(row, "rejected_by_reason"),
        counts(row, "filtered_by_reason"));
  }

  private static Map<String, Long> counts(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? Map.of() : new TreeMap<>(row.<String, Long>getJavaMap(at));
  }

  /** Answers of the last run that asked. */
  private List<Checked> checks() {
    Dataset<Row> rows = tables.apply(Tables.CHECK_RESULT);
    List<Row> collected =
        rows == null
            ? List.of()
            : rows.select(
                    "run_id", "check", "severity", "value", "comparison", "threshold", "passed")
                .collectAsList();
    String last =
        collected.stream().map(row -> row.getString(0)).max(Comparator.naturalOrder()).orElse("");
    return collected.stream()
        .filter(row -> row.getString(0).equals(last))
        .map(
            row ->
                new Checked(
                    row.getString(1),
                    row.getString(2),
                    row.getAs(3),
                    row.getString(4),
                    row.getDouble(5),
                    row.getBoolean(6)))
        .sorted(Comparator.comparing(Checked::check))
        .toList();
  }

  private List<Withheld> withheld() {
    return collect(ofPeriod("withheld")).stream()
        .map(
            row ->
                new Withheld(
                    row.getAs("table_name"),
                    row.getAs("cohort"),
                    row.getAs("column_name"),
                    row.getAs("reason"),
                    row.<Long>getAs("cells")))
        .sorted(
            Comparator.comparing(Withheld::table)
                .thenComparing(Withheld::cohort)
                .thenComparing(Withheld::column)
                .thenComparing(Withheld::reason))
        .toList();
  }
}
