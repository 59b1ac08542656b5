package org.claimgraph.tables;

import java.util.List;
import java.util.stream.Stream;

/** Every table, in the order the data flow. */
public final class Tables {

  public static final Table CLAIM_LINE = Table.load("claims.claim_line");
  public static final Table STAY = Table.load("claims.stay");
  public static final Table BENEFICIARY = Table.load("claims.beneficiary");
  public static final Table PHYSICIAN = Table.load("claims.physician");
  public static final Table HOSPITAL = Table.load("claims.hospital");
  public static final Table REJECTED_ROW = Table.load("claims.rejected_row");
  public static final Table PERIOD_PHYSICIAN = Table.load("network.physician");
  public static final Table PATIENT_PHYSICIAN = Table.load("network.patient_physician");
  public static final Table TIE = Table.load("network.tie");
  public static final Table REFERRAL = Table.load("network.referral");
  public static final Table PHYSICIAN_MEASURE = Table.load("network.physician_measure");
  public static final Table REFERRAL_MEASURE = Table.load("network.referral_measure");
  public static final Table COMMUNITY = Table.load("network.community");
  public static final Table REGION_MEASURE = Table.load("network.region_measure");
  public static final Table CHANGE = Table.load("network.change");
  public static final Table CARE_DENSITY = Table.load("network.care_density");
  public static final Table TEAM = Table.load("network.team");
  public static final Table REGION_NULL = Table.load("network.region_null");
  public static final Table PHYSICIAN_ATTRIBUTE = Table.load("network.physician_attribute");
  public static final Table ATTRIBUTE_HOMOPHILY = Table.load("network.attribute_homophily");
  public static final Table PATIENT_OUTCOME = Table.load("outcome.patient_outcome");
  public static final Table REGION_OUTCOME = Table.load("outcome.region_outcome");
  public static final Table PHYSICIAN_OUTCOME = Table.load("outcome.physician_outcome");
  public static final Table NETWORK_OUTCOME = Table.load("analysis.network_outcome");
  public static final Table EFFECT = Table.load("analysis.effect");
  public static final Table RUN = Table.load("ops.run");
  public static final Table STAGE_METRIC = Table.load("ops.stage_metric");
  public static final Table RECONCILIATION = Table.load("ops.reconciliation");
  public static final Table CHECK_RESULT = Table.load("ops.check_result");
  public static final Table PUBLICATION = Table.load("ops.publication");

  /** What analysts do not see, and why. */
  public static final Table WITHHELD = Table.load("published.withheld");

  /** What analysts may see, each of another table. */
  private static final List<Table> PUBLISHED =
      Stream.of(
              "physician",
              "tie",
              "referral",
              "physician_measure",
              "community",
              "referral_measure",
              "region_measure",
              "change",
              "team",
              "region_null",
              "attribute_homophily",
              "region_outcome",
              "physician_outcome",
              "network_outcome",
              "effect")
          .map(name -> Table.load("published." + name))
          .toList();

  private static final List<Table> MADE =
      List.of(
          CLAIM_LINE,
          STAY,
          BENEFICIARY,
          PHYSICIAN,
          HOSPITAL,
          REJECTED_ROW,
          PERIOD_PHYSICIAN,
          PATIENT_PHYSICIAN,
          TIE,
          REFERRAL,
          PHYSICIAN_MEASURE,
          COMMUNITY,
          REFERRAL_MEASURE,
          REGION_MEASURE,
          CHANGE,
          CARE_DENSITY,
          TEAM,
          REGION_NULL,
          PHYSICIAN_ATTRIBUTE,
          ATTRIBUTE_HOMOPHILY,
          PATIENT_OUTCOME,
          REGION_OUTCOME,
          PHYSICIAN_OUTCOME,
          NETWORK_OUTCOME,
          EFFECT);

  private static final List<Table> ALL =
      Stream.of(
              MADE,
              PUBLISHED,
              List.of(WITHHELD, RUN, STAGE_METRIC, RECONCILIATION, CHECK_RESULT, PUBLICATION))
          .flatMap(List::stream)
          .toList();

  private Tables() {}

  /** Every table, in the order the data flow. */
  public static List<Table> all() {
    return ALL;
  }

  /** Tables of other tables for analysts, but for {@link #WITHHELD}. */
  public static List<Table> published() {
    return PUBLISHED;
  }

  /** A table by its name. */
  public static Table named(String name) {
    return ALL.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No table " + name));
  }
}
