package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.config.Period;
import org.claimgraph.config.SourceConfig;

/**
 * What a source holds at all, so that what it cannot tell stays unknown instead of 0.
 *
 * @param firstDay first day the source covers completely
 * @param lastDay last day the source covers completely
 * @param missing outcomes that the source does not tell, and why, in the order of the table
 */
public record Holdings(LocalDate firstDay, LocalDate lastDay, Map<String, String> missing) {

  private static final String AMOUNT = "coalesce(allowed_amount, paid_amount) IS NOT NULL";
  private static final String INPATIENT = "claim_type = 'inpatient'";

  /**
   * Looks at the claims, once.
   *
   * <p>Days are those of the configuration, else judged by the data: whole years of coverage, else
   * whole months of claims.
   *
   * @param lines {@code claims.claim_line}, at least one row
   * @param stays {@code claims.stay}
   * @param beneficiaries {@code claims.beneficiary}
   * @param physicians {@code claims.physician}
   */
  public static Holdings of(
      Dataset<Row> lines,
      Dataset<Row> stays,
      Dataset<Row> beneficiaries,
      Dataset<Row> physicians,
      OutcomeConfig config,
      SourceConfig source) {
    Row found = facts(lines, stays, beneficiaries, physicians);
    return new Holdings(
        source.firstDay() == null ? firstDay(found) : source.firstDay(),
        source.lastDay() == null ? lastDay(found) : source.lastDay(),
        missing(found, config));
  }

  /**
   * All that decides the holdings of a source, whatever the settings, in one row: first_claim and
   * last_claim, first_year and last_year of coverage, and what there is, such as paid_money.
   */
  public static Row facts(
      Dataset<Row> lines, Dataset<Row> stays, Dataset<Row> beneficiaries, Dataset<Row> physicians) {
    List<String> ofLines =
        new ArrayList<>(
            List.of(
                "CAST(min(service_from) AS STRING) AS first_claim",
                "CAST(max(service_from) AS STRING) AS last_claim",
                has(AMOUNT + " AND " + INPATIENT, "inpatient_prices"),
                has(AMOUNT, "prices"),
                has("coalesce(hcpcs, place_of_service, revenue_code) IS NOT NULL", "codes")));
    List<String> ofStays =
        new ArrayList<>(
            List.of(
                "count(*) > 0 AS stays",
                has(AMOUNT, "stay_prices"),
                has("icu_days IS NOT NULL", "icu_days"),
                has("get(diagnoses, 0) IS NOT NULL", "diagnoses")));
    for (OutcomeConfig.Money kind : OutcomeConfig.Money.values()) {
      String name = name(kind);
      String money = amount(kind) + " IS NOT NULL";
      ofLines.add(has(money, name + "_money"));
      ofLines.add(has(money + " AND hcpcs IS NOT NULL", name + "_coded_money"));
      ofLines.add(has(money + " AND " + INPATIENT, name + "_inpatient_money"));
      ofStays.add(has(money, name + "_stay_money"));
    }
    return lines
        .selectExpr(ofLines.toArray(String[]::new))
        .crossJoin(stays.selectExpr(ofStays.toArray(String[]::new)))
        .crossJoin(
            beneficiaries.selectExpr(
                "min(coverage[0].year) AS first_year",
                "max(try_element_at(coverage, -1).year) AS last_year"))
        .crossJoin(physicians.selectExpr(has("specialty_group <> 'unknown'", "specialties")))
        .head();
  }

  /** Whether the source covers every day of a period. */
  public boolean cover(Period period) {
    return !period.start().isBefore(firstDay) && !period.end().isAfter(lastDay);
  }

  /** The column of {@code claims.claim_line} that spending adds up. */
  public static String amount(OutcomeConfig config) {
    return amount(config.money());
  }

  private static String amount(OutcomeConfig.Money kind) {
    return name(kind) + "_amount";
  }

  private static String name(OutcomeConfig.Money kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The column of an outcome: 0 where it is null, but null where the source does not tell it. */
  Column orZero(String outcome, String type) {
    return known(outcome, coalesce(col(outcome), lit(0)), type);
  }

  /** The column of an outcome, which may be null for one patient; null where not told. */
  Column orNull(String outcome, String type) {
    return known(outcome, col(outcome), type);
  }

  private Column known(String outcome, Column value, String type) {
    return (missing.containsKey(outcome) ? lit(null) : value).cast(type).as(outcome);
  }

  private static String has(String condition, String name) {
    return "coalesce(bool_or(" + condition + "), false) AS " + name;
  }

  /** First day that the source covers completely, judged by the data. */
  public static LocalDate firstDay(Row found) {
    if (!found.isNullAt(found.fieldIndex("first_year"))) {
      return LocalDate.of(found.<Integer>getAs("first_year"), 1, 1);
    }
    LocalDate day = LocalDate.parse(found.<String>getAs("first_claim"));
    return day.getDayOfMonth() == 1 ? day : day.withDayOfMonth(1).plusMonths(1);
  }

  /** Last day that the source covers completely, judged by the data. */
  public static LocalDate lastDay(Row found) {
    if (!found.isNullAt(found.fieldIndex("last_year"))) {
      return LocalDate.of(found.<Integer>getAs("last_year"), 12, 31);
    }
    LocalDate next = LocalDate.parse(found.<String>getAs("last_claim")).plusDays(1);
    return next.withDayOfMonth(1).minusDays(1);
  }

  /** The first reason of an outcome is told. */
  private static Map<String, String> missing(Row found, OutcomeConfig config) {
    Map<String, String> missing = new LinkedHashMap<>();
    String amount = amount(config);
    String money = name(config.money());
    boolean typed = config.betos() != null || config.rbcs() != null;
    boolean stays = found.getAs("stays");
    boolean stayPrices = found.getAs("stay_prices");
    String[] typedMoney = {"spending_imaging", "spending_tests"};
    String[] groupVisits = {"primary_visits", "medical_specialist_visits", "surgical_visits"};

    String noMoney = "no line has " + amount;
    String noInpatient = "no line of an inpatient claim has ";
    unless(found.getAs(money + "_money"), missing, noMoney, "spending", "spending_inpatient");
    unless(found.getAs(money + "_money"), missing, noMoney, typedMoney);
    unless(
        found.<Boolean>getAs(money + "_inpatient_money")
            || !found.<Boolean>getAs(money + "_stay_money"),
        missing,
        noInpatient + amount + ", though stays have",
        "spending");
    unless(typed, missing, "neither outcome.betos nor outcome.rbcs is set", typedMoney);
    unless(
        found.getAs(money + "_coded_money"),
        missing,
        "no line with a procedure code has " + amount,
        typedMoney);
    unless(found.getAs("prices"), missing, "no line has an amount", "spending_standardized");
    unless(!stays || stayPrices, missing, "no stay has an amount", "spending_standardized");
    unless(
        !stays || found.<Boolean>getAs("inpatient_prices"),
        missing,
        noInpatient + "an amount, though there are stays",
        "spending_standardized");
    unless(
        stays,
        missing,
        "there are no hospital stays",
        "spending_inpatient",
        "hospital_days",
        "icu_days",
        "readmissions",
        "acsc_admissions");
    unless(
        found.getAs(money + "_inpatient_money"),
        missing,
        noInpatient + amount,
        "spending_inpatient");
    unless(found.getAs("icu_days"), missing, "no stay tells days in intensive care", "icu_days");
    unless(config.acsc() != null, missing, "outcome.acsc is not set", "acsc_admissions");
    unless(found.getAs("diagnoses"), missing, "no stay has a diagnosis", "acsc_admissions");
    unless(
        found.getAs("codes"),
        missing,
        "no line has a procedure code, place of service or revenue code",
        "ed_visits");
    unless(found.getAs("specialties"), missing, "no specialty is known", groupVisits);
    return missing;
  }

  private static void unless(
      boolean told, Map<String, String> missing, String reason, String... outcomes) {
    for (String outcome : outcomes) {
      if (!told) {
        missing.putIfAbsent(outcome, reason);
      }
    }
  }
}
