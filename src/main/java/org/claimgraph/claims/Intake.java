package org.claimgraph.claims;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig;

/**
 * The door: source files in, classified rows of every kind out. Nothing is written; a source that
 * cannot be used is refused here, before any table changes.
 */
public final class Intake {

  private final SourceConfig config;
  private final SourceFiles files;
  private final SourceSurvey survey;
  private final Map<String, Dataset<Row>> byKind = new TreeMap<>();
  private final Map<String, Dataset<Row>> derived = new TreeMap<>();
  private final Set<String> shown = new HashSet<>();

  private Intake(SourceConfig config, SourceFiles files, SourceSurvey survey) {
    this.config = config;
    this.files = files;
    this.survey = survey;
  }

  /**
   * What a source consists of, by content: SHA-256 of each file by name. Reads every file to its
   * end.
   *
   * @throws UserException where the source is missing, damaged, or of another layout
   */
  public static Intake survey(SparkSession spark, SourceConfig config) {
    SourceFiles files = SourceFiles.find(spark, config);
    return new Intake(config, files, SourceSurvey.of(spark, files));
  }

  /**
   * What tells pseudonym keys apart without telling them; empty where ids are kept.
   *
   * @throws UserException where there is no key and patients may be real
   */
  public static String keyFingerprint(SourceConfig config, String environmentKey) {
    return Pseudonyms.fingerprint(config, environmentKey);
  }

  /** SHA-256 of the bytes of each file, those of SQL that the site gives among them. */
  public Map<String, String> sha256() {
    Map<String, String> all = new TreeMap<>(survey.sha256());
    files.layout().ownSql().forEach((file, hash) -> all.put("source.presets/" + file, hash));
    return all;
  }

  /** Names of files that belong to no kind of the layout. */
  public List<String> ignored() {
    return files.ignored();
  }

  /**
   * Classifies every row, reading the source once more.
   *
   * @param environmentKey value of CLAIMGRAPH_PSEUDONYM_KEY, null where it is not set
   * @param hold keeps rows under a name, so that they are computed once, and gives them back
   * @throws UserException where more rows are rejected than the configuration allows, no claim, of
   *     a tie list no tie, is left, or a Parquet file is damaged inside
   */
  public void read(
      SparkSession spark,
      String environmentKey,
      BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    try {
      classify(spark, environmentKey, hold);
      refuseUnusable();
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      SourceFile damaged = files.namedIn(failure);
      if (damaged != null) {
        throw ParquetFooter.damaged(damaged.name());
      }
      throw failure;
    }
  }

  private void classify(
      SparkSession spark,
      String environmentKey,
      BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    Pseudonyms pseudonyms = Pseudonyms.of(config, environmentKey);
    Days.register(spark);
    Map<String, List<Dataset<Row>>> parts = new TreeMap<>();
    for (Preset preset : files.layout().presets()) {
      List<SourceFile> own = files.byPreset().getOrDefault(preset, List.of());
      if (preset.isDerived()) {
        derive(spark, preset);
      } else if (own.isEmpty() && preset.view() != null) {
        Dataset<Row> none = SourceRecords.read(spark, preset, config.nulls(), own, Set.of());
        ClassifiedRows.of(spark, preset, none, pseudonyms).createOrReplaceTempView(preset.view());
      } else if (!own.isEmpty()) {
        Dataset<Row> records =
            SourceRecords.read(spark, preset, config.nulls(), own, survey.absent(preset));
        Dataset<Row> rows = ClassifiedRows.of(spark, preset, records, pseudonyms);
        Dataset<Row> shown = preset.view() == null ? rows : show(preset.view(), rows, hold);
        if (preset.isView()) {
          byKind.put(preset.view(), shown);
        } else {
          parts.computeIfAbsent(preset.gives(), kind -> new ArrayList<>()).add(shown);
        }
      }
    }
    parts.forEach(
        (kind, rows) -> byKind.put(kind, classified(kind, ClassifiedRows.union(rows), hold)));
    if (has("tie")) {
      Dataset<Row> ties = accepted("tie");
      byKind.computeIfPresent("node", (kind, nodes) -> ClassifiedRows.withTies(nodes, ties));
    }
    filterOrphans(hold);
  }

  /** Filters rows of views that add something to claims which do not count. */
  private void filterOrphans(BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    for (Preset preset : files.layout().presets()) {
      Dataset<Row> rows = preset.isView() ? byKind.get(preset.view()) : null;
      if (rows != null && List.of(rows.columns()).contains("claim_id")) {
        Dataset<Row> orphans = ClassifiedRows.orphans(rows, accepted("claim"));
        // Seldom is there any, and every later look at the rows would join them.
        if (!orphans.isEmpty()) {
          Dataset<Row> held = hold.apply(preset.view() + ".orphans", orphans);
          byKind.put(preset.view(), ClassifiedRows.withoutOrphans(rows, held));
        }
      }
    }
  }

  /** Makes the accepted rows of a preset a view for those that use it. */
  private Dataset<Row> show(
      String view, Dataset<Row> rows, BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    Dataset<Row> classified = classified(view, rows, hold);
    ClassifiedRows.accepted(classified).createOrReplaceTempView(view);
    shown.add(view);
    return classified;
  }

  /** Rows from views, where the source has files of the first one. */
  private void derive(SparkSession spark, Preset preset) {
    if (shown.contains(preset.uses().get(0))) {
      derived.put(preset.gives(), spark.sql(preset.sql()));
    }
  }

  private Dataset<Row> classified(
      String kind, Dataset<Row> rows, BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    if (kind.equals("claim")) {
      return claims(rows, hold);
    }
    return once(kind, held(kind, rows, "row_key", hold), lit(true), hold);
  }

  /**
   * Rows that are computed, those filtered that others amend.
   *
   * @param key of what is amended
   */
  private static Dataset<Row> held(
      String kind,
      Dataset<Row> rows,
      String key,
      BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    // Before rows are held: then their plan no longer tells which columns no file has.
    boolean told = Amendments.areTold(rows);
    Dataset<Row> held = hold.apply(kind, rows);
    Dataset<Row> amended = told ? Amendments.of(held, key) : held;
    return !told || amended.isEmpty()
        ? held
        : Amendments.apply(held, key, hold.apply(kind + ".amended", amended));
  }

  private Dataset<Row> claims(
      Dataset<Row> rows, BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    // Before rows are held, as in held.
    FinalAction action = FinalAction.of(rows, config.finalAction());
    Dataset<Row> mapped = held("claim", rows, "claim_id", hold);
    Dataset<Row> counted = once("claim", mapped, action.counts(), hold);
    Dataset<Row> dated = mapped;
    if (action.isTold()) {
      counted = action.resolve(counted, hold);
      dated = ClassifiedRows.accepted(counted);
    }
    Dataset<Row> shared = ClassifiedRows.sharedClaims(counted);
    if (!shared.isEmpty()) {
      counted = ClassifiedRows.withoutShared(counted, hold.apply("claim.shared", shared));
    }
    Dataset<Row> dates = ClassifiedRows.dates(dated);
    // Most layouts have a date on every row; then no claim needs to tell its rows theirs.
    boolean complete = dated.where(col("service_from").isNull()).isEmpty();
    return ClassifiedRows.withDates(
        counted, complete ? dates.limit(0) : hold.apply("claim.dates", dates));
  }

  private static Dataset<Row> once(
      String kind,
      Dataset<Row> mapped,
      Column counts,
      BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    Dataset<Row> repeated = ClassifiedRows.repeated(mapped, counts);
    // Seldom is any row repeated, and every later look at the rows would join them.
    if (repeated.isEmpty()) {
      return mapped;
    }
    Dataset<Row> first =
        hold.apply(kind + ".repeated", ClassifiedRows.first(mapped, counts, repeated));
    return ClassifiedRows.withoutRepeats(mapped, first, counts);
  }

  private void refuseUnusable() {
    long rows = survey.rowsIn().values().stream().mapToLong(Long::longValue).sum();
    long rejected = rejected().count();
    if (rejected > rows * config.maxRejectedShare()) {
      String reasons =
          rejected()
              .groupBy("reason", "source_file")
              .count()
              .orderBy(col("count").desc(), col("reason"), col("source_file"))
              .limit(5)
              .collectAsList()
              .stream()
              .map(row -> row.getLong(2) + " " + row.getString(0) + " in " + row.getString(1))
              .reduce((a, b) -> a + ", " + b)
              .orElseThrow();
      throw new UserException(
          UserException.Fault.INPUT,
          "Invalid source: " + rejected + " of " + rows + " rows are rejected (" + reasons + ").",
          "Mend the rows, or raise source.max-rejected-share = " + config.maxRejectedShare() + ".");
    }
    String content = config.isTieList() ? "tie" : "claim";
    if (accepted(content).isEmpty()) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Invalid source "
              + config.path()
              + ": no "
              + content
              + " of its "
              + rows
              + " rows can be used.",
          config.isTieList()
              ? "Give pairs of two physicians with the number of patients that they share."
              : "Give claims with patients and dates.");
    }
  }

  /**
   * Whether the source has files of a kind: claim, stay, beneficiary, physician or hospital; of a
   * tie list tie or node.
   */
  public boolean has(String kind) {
    return byKind.containsKey(kind) || derived.containsKey(kind);
  }

  /** Accepted rows of a kind that the source has. */
  public Dataset<Row> accepted(String kind) {
    return derived.containsKey(kind)
        ? derived.get(kind)
        : ClassifiedRows.accepted(byKind.get(kind));
  }

  /** Every row of a kind that the source has files of, with what became of it. */
  Dataset<Row> rows(String kind) {
    return byKind.get(kind);
  }

  /** Every rejected row: source_file, row_number, reason, detail. */
  public Dataset<Row> rejected() {
    List<Dataset<Row>> parts = new ArrayList<>();
    byKind
        .values()
        .forEach(
            rows ->
                parts.add(
                    rows.where(col("rejected").isNotNull())
                        .select("source_file", "row_number", "rejected")));
    return ClassifiedRows.union(parts)
        .selectExpr(
            "source_file",
            "row_number",
            "substring_index(rejected, ' ', 1) AS reason",
            "nullif(substring(rejected, length(substring_index(rejected, ' ', 1)) + 2), '')"
                + " AS detail");
  }

  /**
   * What became of every row: source_file, row_number, rejected, filtered (reasons or null),
   * remarks.
   */
  public Dataset<Row> fates() {
    List<Dataset<Row>> parts = new ArrayList<>();
    byKind
        .values()
        .forEach(
            rows ->
                parts.add(
                    rows.select("source_file", "row_number", "rejected", "filtered", "remarks")));
    return ClassifiedRows.union(parts)
        .selectExpr(
            "source_file",
            "row_number",
            "substring_index(rejected, ' ', 1) AS rejected",
            "if(rejected IS NULL, CAST(filtered AS STRING), NULL) AS filtered",
            "CAST(remarks AS ARRAY<STRING>) AS remarks");
  }

  /** Records of each file, counted by the survey: source_file, rows_in. */
  public Dataset<Row> rowsIn(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    survey.rowsIn().forEach((file, count) -> rows.add(RowFactory.create(file, count)));
    return spark.createDataFrame(rows, StructType.fromDDL("source_file STRING, rows_in BIGINT"));
  }

  /**
   * Rows of claims files that reached {@code claims.claim_line}: source_file, committed_rows; 0 for
   * a claims file of which no row did.
   *
   * @param lines the committed table, or its rows to be
   */
  public Dataset<Row> committedRows(Dataset<Row> lines) {
    Dataset<Row> counted =
        lines.groupBy("source_file").agg(countDistinct("source_row").as("counted"));
    return lines
        .sparkSession()
        .createDataset(claimFiles(), Encoders.STRING())
        .toDF("source_file")
        .join(counted, new String[] {"source_file"}, "left")
        .selectExpr("source_file", "coalesce(counted, 0L) AS committed_rows");
  }

  private List<String> claimFiles() {
    return files.byPreset().entrySet().stream()
        .filter(entry -> entry.getKey().gives().equals("claim"))
        .flatMap(entry -> entry.getValue().stream())
        .map(SourceFile::name)
        .toList();
  }
}
