package org.claimgraph.job;

import static org.apache.spark.sql.functions.expr;
import static org.claimgraph.tables.Tables.CLAIM_LINE;
import static org.claimgraph.tables.Tables.HOSPITAL;
import static org.claimgraph.tables.Tables.NETWORK_OUTCOME;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_ATTRIBUTE;
import static org.claimgraph.tables.Tables.PHYSICIAN_MEASURE;
import static org.claimgraph.tables.Tables.REGION_OUTCOME;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.association.NetworkOutcomes;
import org.claimgraph.claims.AttributeFile;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.EncounterConfig;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.NetworkBasis;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.UnitType;
import org.claimgraph.measures.PhysicianAttributes;
import org.claimgraph.measures.RegionNetworks;
import org.claimgraph.tables.Staging;
import org.claimgraph.ties.PatientPhysicians;
import org.claimgraph.ties.SharedPatientTies;
import org.claimgraph.ties.TieRules;

/**
 * Measured networks that a study stands on; all in the shape of tables without period.
 *
 * @param regions as {@code analysis.network_outcome}
 * @param measures as {@code network.physician_measure}
 * @param physicians as {@code network.physician}
 * @param attributes as {@code network.physician_attribute}; null where no file tells any
 */
record Networks(
    Dataset<Row> regions, Dataset<Row> measures, Dataset<Row> physicians, Dataset<Row> attributes) {

  /** Those of the tables. */
  static Networks ofPeriod(Job job) {
    return new Networks(
        job.readPeriod(NETWORK_OUTCOME),
        job.readPeriod(PHYSICIAN_MEASURE),
        job.readPeriod(PERIOD_PHYSICIAN),
        hasAttributes(job) ? job.readPeriod(PHYSICIAN_ATTRIBUTE) : null);
  }

  private static boolean hasAttributes(Job job) {
    return job.config().attributes().path() != null;
  }

  /**
   * Those of another policy or of a sample of patients, inferred and measured as the stages do it,
   * but for the study alone: held, not kept. A patient is in a sample by a hash of the id, so a
   * smaller sample is part of a larger one.
   */
  static Networks inferred(Job job, NetworkBasis basis, Staging staging) {
    Configuration config = job.config();
    EncounterConfig encounter = config.encounter().with(basis.policy());
    Dataset<Row> lines = job.read(CLAIM_LINE).where(isDrawn(basis.samplePercent()));
    Dataset<Row> judged = TiesStage.judgedLines(lines, job.read(PHYSICIAN), job.spark(), encounter);
    Dataset<Row> links =
        PatientPhysicians.of(TiesStage.encounters(judged, config.requiredPeriod()));
    Held held = new Held(staging, basis);
    Dataset<Row> physicians =
        held.of(
            "physician",
            TiesStage.placed(job, PatientPhysicians.physicians(links, encounter.minPatients())));
    Dataset<Row> linksOfThem =
        held.of("link", links.join(physicians.select("npi"), new String[] {"npi"}));
    Dataset<Row> inferred = held.of("inferred", SharedPatientTies.infer(linksOfThem, physicians));
    Dataset<Row> ties = held.of("tie", TieRules.mark(inferred, linksOfThem, config.tie()));
    MeasureConfig measure = config.measure().of(regions(config));
    List<String> rules = config.associate().sensitivity().tieRules();
    Dataset<Row> measured =
        RegionNetworks.measure(physicians, linksOfThem, ties, rules, measure)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> regions = RegionNetworks.regionMeasures(measured, measure.pcpCentralityScope());
      return new Networks(
          held.of("region", outcomes(job, regions)),
          held.of("measure", RegionNetworks.physicianMeasures(measured)),
          physicians,
          hasAttributes(job) ? attributes(job, physicians, ties, rules, held) : null);
    } finally {
      measured.unpersist();
    }
  }

  /** Those of the file, of physicians of these networks. */
  private static Dataset<Row> attributes(
      Job job, Dataset<Row> physicians, Dataset<Row> ties, List<String> rules, Held held) {
    Dataset<Row> values =
        AttributeFile.read(job.spark(), job.config().attributes().path(), physicians, held::of)
            .values();
    return held.of("exposure", PhysicianAttributes.measure(physicians, ties, values, rules));
  }

  /** Measures of regions beside the outcomes of the period. */
  static Dataset<Row> outcomes(Job job, Dataset<Row> regionMeasures) {
    return NetworkOutcomes.join(regionMeasures, job.readPeriod(REGION_OUTCOME), job.read(HOSPITAL));
  }

  private static Column isDrawn(int percent) {
    return expr("pmod(xxhash64(patient_id), 100) < " + percent);
  }

  /** Only the kinds of region that the study looks at. */
  private static List<RegionType> regions(Configuration config) {
    AssociateConfig study = config.associate();
    Set<RegionType> regions = new LinkedHashSet<>();
    for (UnitType units : study.units()) {
      regions.add(units.isRegion() ? RegionType.valueOf(units.name()) : study.network());
    }
    if (config.measure().pcpCentralityScope() == RegionType.HRR) {
      regions.add(RegionType.HRR);
    }
    return List.copyOf(regions);
  }

  /** Rows on the way, each under a name of its own. */
  private record Held(Staging staging, NetworkBasis basis) {

    Dataset<Row> of(String name, Dataset<Row> rows) {
      String folder = basis.policy().label() + "_" + basis.samplePercent() + "_" + name;
      return staging.hold(folder, rows);
    }
  }
}
