package org.claimgraph.job;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.CLAIM_LINE;
import static org.claimgraph.tables.Tables.HOSPITAL;
import static org.claimgraph.tables.Tables.PHYSICIAN;
import static org.claimgraph.tables.Tables.STAY;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.AttributionConfig.HospitalRule;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.Period;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.outcomes.CharlsonScores;
import org.claimgraph.outcomes.Holdings;
import org.claimgraph.outcomes.Reach;
import org.claimgraph.tables.Fingerprint;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;

/**
 * What {@code claims.*} hold, cut so that a stage can tell whether anything that it reads has
 * changed: late claims of a quarter are nothing to a period that does not reach it.
 *
 * <p>A part is {@code rows:hash}, the hash being the sum of the 64-bit hashes of the rows, which no
 * order of rows changes. Lines are cut by the quarter of their first day of service; stays are in
 * each quarter that they touch. Where a line stood in its file is no part of it.
 *
 * <p>Some is taken from the whole source, whatever the day: prices ({@code spending_standardized}),
 * and which outcomes it tells at all. Late claims that change these change every period.
 */
final class ClaimContents {

  private static final String QUARTER = "concat(lpad(year(%1$s), 4, '0'), 'Q', quarter(%1$s))";

  /** A part of the lines and stays that make prices. */
  private static final String PRICED = " priced";

  /** What periods take of a physician; hospital and region are judged on the claims of each. */
  private static final String TRAITS = PHYSICIAN + " traits";

  private static final String HOSPITALS = PHYSICIAN + " hospitals";
  private static final String HOMES = BENEFICIARY + " homes";
  private static final String REGIONS = HOSPITAL + " regions";
  private static final String FACTS = "facts";
  private static final String FIRST_DAY = "first_day";
  private static final String LAST_DAY = "last_day";

  private ClaimContents() {}

  /** Reads the committed tables, twice. */
  static Map<String, String> of(TableStore tables) {
    Dataset<Row> lines = tables.read(CLAIM_LINE);
    Dataset<Row> stays = tables.read(STAY);
    Dataset<Row> beneficiaries = tables.read(BENEFICIARY);
    Dataset<Row> physicians = tables.read(PHYSICIAN);
    Dataset<Row> hospitals = tables.read(HOSPITAL);
    String hrrOfZip = "if(hrr_rule = 'zip', hrr, NULL)";
    Map<String, String> contents = new TreeMap<>();
    Dataset<Row> hashes =
        List.of(
                parts(
                    lines.drop("source_file", "source_row"),
                    quarter(CLAIM_LINE + " ", "service_from")),
                parts(
                    lines
                        .where("coalesce(allowed_amount, paid_amount) IS NOT NULL")
                        .where("NOT claim_type <=> 'inpatient'")
                        .selectExpr(
                            "patient_id",
                            "coalesce(hcpcs, claim_type) AS item",
                            "service_from",
                            "units",
                            "coalesce(allowed_amount, paid_amount) AS amount"),
                    text(CLAIM_LINE + PRICED)),
                parts(touching(stays), quarter(STAY + " ", "touched")),
                parts(
                    stays
                        .where("coalesce(allowed_amount, paid_amount) IS NOT NULL")
                        .selectExpr(
                            "drg", "days", "coalesce(allowed_amount, paid_amount) AS amount"),
                    text(STAY + PRICED)),
                parts(beneficiaries, text(BENEFICIARY.name())),
                parts(
                    beneficiaries.where("hrr <> 'unknown'").select("patient_id", "hrr"),
                    text(HOMES)),
                parts(
                    physicians
                        .selectExpr("npi", "specialty", "specialty_group", hrrOfZip + " AS hrr")
                        .where(
                            "coalesce(specialty, hrr) IS NOT NULL OR specialty_group <> 'unknown'"),
                    text(TRAITS)),
                parts(physicians.select("npi", "hospital"), text(HOSPITALS)),
                parts(hospitals, text(HOSPITAL.name())),
                parts(hospitals.where("hrr <> 'unknown'").select("hospital", "hrr"), text(REGIONS)))
            .stream()
            .reduce(Dataset::union)
            .orElseThrow();
    Fingerprint.sums(hashes)
        .forEach((part, sum) -> contents.put(part, sum.rows() + ":" + sum.hash()));
    Row facts = Holdings.facts(lines, stays, beneficiaries, physicians);
    contents.put(FIRST_DAY, Holdings.firstDay(facts).toString());
    contents.put(LAST_DAY, Holdings.lastDay(facts).toString());
    contents.put(FACTS, flags(facts) + " line_diagnoses=" + CharlsonScores.areKnown(lines));
    return contents;
  }

  /** Whether there is what the source tells, as one text. */
  private static String flags(Row facts) {
    return Arrays.stream(facts.schema().fieldNames())
        .filter(name -> !name.matches("(first|last)_.*"))
        .map(name -> name + "=" + facts.getAs(name))
        .collect(joining(" "));
  }

  private static Dataset<Row> touching(Dataset<Row> stays) {
    String first = "trunc(least(admission_date, discharge_date), 'quarter')";
    String last = "trunc(greatest(admission_date, discharge_date), 'quarter')";
    return stays.selectExpr(
        "*", "explode(sequence(" + first + ", " + last + ", INTERVAL 3 MONTHS)) AS touched");
  }

  private static String quarter(String prefix, String day) {
    return "concat('" + prefix + "', " + QUARTER.formatted(day) + ")";
  }

  private static String text(String text) {
    return "'" + text + "'";
  }

  private static Dataset<Row> parts(Dataset<Row> rows, String part) {
    return Fingerprint.hashes(expr(part), rows).where(col("part").isNotNull());
  }

  /** Whether a stage may read any claim: a cohort that is given as SQL. It depends on all files. */
  static boolean isUnbounded(Stage stage, Configuration config) {
    return stage == Stage.OUTCOMES
        && config.outcome().cohorts().stream().anyMatch(cohort -> cohort.sql() != null);
  }

  /** Those contents that the tables of a stage depend on beside the stages before it. */
  static Map<String, String> seen(Stage stage, Configuration config, Map<String, String> contents) {
    return switch (stage) {
      case TIES -> seenByTies(config.requiredPeriod(), contents);
      case OUTCOMES -> seenByOutcomes(config, contents);
      case ASSOCIATE -> only(contents, Set.of(HOSPITAL.name()));
      default -> Map.of();
    };
  }

  /** Lines and stays of the period, and where patients, physicians and hospitals are at home. */
  private static Map<String, String> seenByTies(Period period, Map<String, String> contents) {
    Map<String, String> seen = only(contents, Set.of(TRAITS, HOMES, REGIONS));
    seen.putAll(quarters(contents, CLAIM_LINE, period.start(), period.end()));
    seen.putAll(quarters(contents, STAY, period.start(), period.end()));
    return seen;
  }

  private static Map<String, String> seenByOutcomes(
      Configuration config, Map<String, String> contents) {
    Reach reach = Reach.of(config.requiredPeriod(), config.outcome(), config.charlson());
    Map<String, String> seen =
        only(
            contents,
            Set.of(TRAITS, BENEFICIARY.name(), CLAIM_LINE + PRICED, STAY + PRICED, FACTS));
    if (config.attribution().hospital() == HospitalRule.PHYSICIAN) {
      seen.putAll(only(contents, Set.of(HOSPITALS)));
    }
    seen.putAll(quarters(contents, CLAIM_LINE, reach.linesFrom(), reach.linesTo()));
    seen.putAll(quarters(contents, STAY, reach.staysFrom(), reach.staysTo()));
    SourceConfig source = config.source();
    // What the source covers beyond the reach makes no difference.
    seen.put(FIRST_DAY, later(day(source.firstDay(), contents.get(FIRST_DAY)), reach.staysFrom()));
    seen.put(LAST_DAY, earlier(day(source.lastDay(), contents.get(LAST_DAY)), reach.staysTo()));
    return seen;
  }

  /** The day of the configuration, else that of the data; null before they were read. */
  private static LocalDate day(LocalDate configured, String judged) {
    return configured != null || judged == null ? configured : LocalDate.parse(judged);
  }

  private static String later(LocalDate day, LocalDate other) {
    return String.valueOf(day == null || day.isBefore(other) ? other : day);
  }

  private static String earlier(LocalDate day, LocalDate other) {
    return String.valueOf(day == null || day.isAfter(other) ? other : day);
  }

  private static Map<String, String> only(Map<String, String> contents, Set<String> parts) {
    Map<String, String> only = new TreeMap<>(contents);
    only.keySet().retainAll(parts);
    return only;
  }

  private static Map<String, String> quarters(
      Map<String, String> contents, Table table, LocalDate from, LocalDate to) {
    String first = table + " " + Period.quarterOf(from);
    String last = table + " " + Period.quarterOf(to);
    return new TreeMap<>(contents).subMap(first, true, last, true);
  }
}
