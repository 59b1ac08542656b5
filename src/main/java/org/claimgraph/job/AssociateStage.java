package org.claimgraph.job;

import static org.apache.spark.sql.functions.col;
import static org.claimgraph.tables.Tables.EFFECT;
import static org.claimgraph.tables.Tables.HOSPITAL;
import static org.claimgraph.tables.Tables.NETWORK_OUTCOME;
import static org.claimgraph.tables.Tables.PATIENT_OUTCOME;
import static org.claimgraph.tables.Tables.PHYSICIAN_OUTCOME;
import static org.claimgraph.tables.Tables.REGION_MEASURE;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.UserException;
import org.claimgraph.association.Effects;
import org.claimgraph.association.Family;
import org.claimgraph.association.PositionOutcomes;
import org.claimgraph.association.StudyColumns;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.NetworkBasis;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.config.UnitType;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.Table;

/** Network and outcomes of each region side by side, and how they go together. */
final class AssociateStage {

  private final Job job;
  private final AssociateConfig config;
  private final NetworkBasis own;

  private AssociateStage(Job job) {
    this.job = job;
    this.config = job.config().associate();
    this.own = NetworkBasis.of(job.config().encounter().policy());
  }

  static void run(Job job) {
    job.replacePeriod(NETWORK_OUTCOME, Networks.outcomes(job, job.readPeriod(REGION_MEASURE)));
    job.replacePeriod(
        EFFECT, job.spark().createDataFrame(new AssociateStage(job).effects(), Effects.SCHEMA));
  }

  private List<Row> effects() {
    Networks networks = Networks.ofPeriod(job);
    for (UnitType type : config.units()) {
      requireKnownColumns(type, networks);
      requireFewUnits(type);
    }
    List<Row> effects = new ArrayList<>(effects(own, networks));
    try (Staging staging = job.tables().staging()) {
      for (NetworkBasis other : config.networks(own.policy())) {
        if (!other.equals(own)) {
          effects.addAll(effects(other, Networks.inferred(job, other, staging)));
        }
      }
    }
    return effects;
  }

  /** All families of a type have the same columns. */
  private void requireKnownColumns(UnitType type, Networks networks) {
    String cohort = job.config().outcome().cohorts().get(0).label();
    Family any = new Family(cohort, job.config().tie().rules().get(0), type, own);
    StudyColumns.requireKnown(
        units(any, networks), job.read(HOSPITAL), networks.attributes(), type, config);
  }

  /** Every family on the same networks; rules that the study is not repeated for are its own. */
  private List<Row> effects(NetworkBasis basis, Networks networks) {
    List<Row> effects = new ArrayList<>();
    for (UnitType type : config.units()) {
      for (OutcomeConfig.Cohort cohort : job.config().outcome().cohorts()) {
        for (String rule : job.config().tie().rules()) {
          Family family = new Family(cohort.label(), rule, type, basis);
          if (config.sensitivity().tieRules().contains(rule)) {
            effects.addAll(effects(family, networks, config.variants(own, basis)));
          } else if (basis.equals(own)) {
            effects.addAll(effects(family, networks, List.of(config)));
          }
        }
      }
    }
    return effects;
  }

  private List<Row> effects(Family family, Networks networks, List<AssociateConfig> variants) {
    Dataset<Row> units = units(family, networks);
    return Effects.estimate(
        StudyColumns.select(units, family.units(), variants).collectAsList(), family, variants);
  }

  private Dataset<Row> units(Family family, Networks networks) {
    if (family.units().isRegion()) {
      return networks
          .regions()
          .where(col("cohort").equalTo(family.cohort()))
          .where(col("tie_rule").equalTo(family.tieRule()))
          .where(col("region_type").equalTo(family.units().label()));
    }
    PositionOutcomes positions =
        new PositionOutcomes(
            networks.measures(), networks.physicians(), job.read(HOSPITAL), networks.attributes());
    Dataset<Row> outcomes = cohort(outcomeTable(family.units()), family.cohort());
    return family.units() == UnitType.PHYSICIAN
        ? positions.ofPhysicians(outcomes, family.tieRule(), config.network())
        : positions.ofPatients(outcomes, family.tieRule(), config.network());
  }

  private Dataset<Row> cohort(Table table, String cohort) {
    return job.readPeriod(table).where(col("cohort").equalTo(cohort));
  }

  private static Table outcomeTable(UnitType type) {
    return type == UnitType.PHYSICIAN ? PHYSICIAN_OUTCOME : PATIENT_OUTCOME;
  }

  /** Regions are few; physicians and patients are counted before they are collected. */
  private void requireFewUnits(UnitType type) {
    for (OutcomeConfig.Cohort cohort : job.config().outcome().cohorts()) {
      long units = type.isRegion() ? 0 : cohort(outcomeTable(type), cohort.label()).count();
      if (units > config.maxUnits()) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Cannot compare "
                + units
                + " units ("
                + type.label()
                + ") of cohort "
                + cohort.label()
                + ": associate.max-units is "
                + config.maxUnits()
                + ".",
            "Raise it and give the driver about 1 KB of memory for each, or restrict the cohort.");
      }
    }
  }
}
