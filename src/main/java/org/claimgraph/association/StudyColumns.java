package org.claimgraph.association;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.UserException;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.ModelConfig.Estimand;
import org.claimgraph.config.UnitType;
import org.claimgraph.measures.PhysicianAttributes;

/** The columns of its units that a study needs, and whether they are there. */
public final class StudyColumns {

  private static final String COVARIATES = "covariates";

  private StudyColumns() {}

  /**
   * Refuses names that nothing is known by, so that a misspelt one is not taken for an unknown
   * value. A name that is known but has no value under some rule or in some cohort is one.
   *
   * @param units the units of one type, with every column there is
   * @param hospitals {@code claims.hospital}, whose covariates may be named
   * @param attributes {@code network.physician_attribute} of the period, which may be named for
   *     physicians and patients; null where no file tells any
   * @throws UserException naming the first such name
   */
  public static void requireKnown(
      Dataset<Row> units,
      Dataset<Row> hospitals,
      Dataset<Row> attributes,
      UnitType type,
      AssociateConfig config) {
    Set<String> unknown = new TreeSet<>();
    named(type, config).values().forEach(unknown::addAll);
    List.of(units.columns()).forEach(unknown::remove);
    if (!unknown.isEmpty()) { // only then are the covariates worth a look
      remove(unknown, hospitals.selectExpr("explode(map_keys(covariates))").distinct());
      if (attributes != null && !type.isRegion()) {
        remove(unknown, PhysicianAttributes.names(attributes));
      }
    }
    named(type, config)
        .forEach(
            (key, names) ->
                names.stream()
                    .filter(unknown::contains)
                    .findFirst()
                    .ifPresent(name -> refuse(key, name, type)));
  }

  private static void remove(Set<String> unknown, Dataset<Row> names) {
    names.collectAsList().forEach(row -> unknown.remove(row.getString(0)));
  }

  private static void refuse(String key, String name, UnitType type) {
    throw new UserException(
        UserException.Fault.CONFIGURATION,
        "Invalid "
            + key
            + ": "
            + name
            + " is neither a column of "
            + String.join(" or ", tables(type))
            + " nor a covariate of a hospital"
            + (type.isRegion() ? "." : ", nor attribute.NAME or peer.NAME of attributes.path."),
        String.join(
            " ",
            tables(type).stream().map(one -> "DESCRIBE " + one + " lists the columns.").toList()));
  }

  private static List<String> tables(UnitType type) {
    return switch (type) {
      case HOSPITAL, HRR -> List.of("analysis.network_outcome");
      case PHYSICIAN -> List.of("outcome.physician_outcome", "network.physician_measure");
      case PATIENT -> List.of("outcome.patient_outcome", "network.physician_measure");
    };
  }

  /** Names by the setting that has them. */
  private static Map<String, List<String>> named(UnitType type, AssociateConfig config) {
    Map<String, List<String>> named = new TreeMap<>();
    named.put("associate.exposures", config.exposures());
    named.put("associate.covariates", config.covariates());
    named.put("associate.outcomes", Effects.outcomeColumns(type, config));
    if (config.model().estimands().contains(Estimand.PCT_REF_PROFILE)) {
      named.put("associate.interactions", config.model().interactions());
      named.put("associate.reference-profile", List.copyOf(config.model().profile().keySet()));
    }
    return named;
  }

  /**
   * Leaves only the columns that variants of a study need.
   *
   * @param units the units of one type, with every column there is
   */
  public static Dataset<Row> select(
      Dataset<Row> units, UnitType type, List<AssociateConfig> variants) {
    Set<String> needed = new TreeSet<>(alwaysNeeded(type));
    for (AssociateConfig variant : variants) {
      needed.addAll(Effects.outcomeColumns(type, variant));
      needed.addAll(variant.exposures());
      needed.addAll(variant.covariates());
    }
    if (!List.of(units.columns()).containsAll(needed)) {
      needed.add(COVARIATES);
    }
    return units.select(
        Arrays.stream(units.columns())
            .filter(needed::contains)
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  private static List<String> alwaysNeeded(UnitType type) {
    return switch (type) {
      case HOSPITAL, HRR -> List.of("region_id", "hrr", "physicians", "patients");
      case PHYSICIAN -> List.of("npi", "hrr", "patients");
      case PATIENT -> List.of("patient_id", "npi", "hrr", "physician_hrr");
    };
  }
}
