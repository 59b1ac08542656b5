package org.claimgraph.job;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;

/** The stages of a run, in order. */
enum Stage {
  INGEST(
      "reads the source into claims.*",
      List.of(),
      List.of(
          Tables.CLAIM_LINE, Tables.STAY, Tables.BENEFICIARY, Tables.PHYSICIAN, Tables.HOSPITAL),
      config ->
          List.of(
              config.source().format(),
              config.source().synthetic(),
              config.source().maxRejectedShare(),
              config.source().columns(),
              config.source().finalAction(),
              String.valueOf(config.source().firstDay()),
              String.valueOf(config.source().lastDay()),
              config.checks(),
              config.source().nulls(),
              IngestStage.keyFingerprint(config.source()),
              config.region(),
              config.specialty()),
      config ->
          Arrays.asList(
              config.region().ssaCounty(), config.region().countyHrr(), config.region().zipHrr()),
      IngestStage::run),
  TIES(
      "ties physicians who share patients",
      List.of(INGEST),
      List.of(Tables.PATIENT_PHYSICIAN, Tables.PERIOD_PHYSICIAN, Tables.TIE, Tables.REFERRAL),
      config ->
          config.source().isTieList()
              ? List.of(
                  config.tie(),
                  config.source().columns(),
                  config.source().nulls(),
                  String.valueOf(config.source().windowDays()))
              : List.of(
                  config.requiredPeriod().quarters(),
                  config.encounter(),
                  config.tie(),
                  config.referral()),
      config ->
          config.source().isTieList()
              ? List.of()
              : Collections.singletonList(config.encounter().rvu()),
      Stage::tie),
  MEASURES(
      "measures the network of every region",
      List.of(TIES),
      List.of(
          Tables.PHYSICIAN_MEASURE,
          Tables.COMMUNITY,
          Tables.REGION_MEASURE,
          Tables.REGION_NULL,
          Tables.REFERRAL_MEASURE,
          Tables.CARE_DENSITY,
          Tables.TEAM),
      config -> List.of(config.tie(), config.measure(), config.team()),
      config -> Collections.singletonList(config.attributes().path()),
      MeasuresStage::run),
  CHANGES(
      "compares the period with the one before and a year before",
      List.of(MEASURES),
      List.of(Tables.CHANGE),
      config -> List.of(),
      config -> List.of(),
      ChangesStage::run),
  OUTCOMES(
      "adds up what happened to patients",
      List.of(INGEST),
      List.of(Tables.PATIENT_OUTCOME, Tables.REGION_OUTCOME, Tables.PHYSICIAN_OUTCOME),
      config ->
          List.of(
              config.requiredPeriod().quarters(),
              config.encounter(),
              config.outcome(),
              config.attribution(),
              config.charlson(),
              config.risk(),
              config.measure().regions()),
      config ->
          Arrays.asList(
              config.encounter().rvu(),
              config.attribution().drg(),
              config.outcome().betos(),
              config.outcome().rbcs(),
              config.outcome().acsc()),
      OutcomesStage::run),
  ASSOCIATE(
      "estimates how outcomes go with network measures",
      List.of(MEASURES, OUTCOMES),
      List.of(Tables.NETWORK_OUTCOME, Tables.EFFECT),
      config -> List.of(config.associate()),
      config -> List.of(),
      AssociateStage::run),
  PUBLISH(
      "publishes what analysts may see",
      List.of(TIES, MEASURES, CHANGES, OUTCOMES, ASSOCIATE),
      List.of(Tables.PUBLICATION, Tables.WITHHELD),
      config -> List.of(config.publish().minimumCell()),
      config -> List.of(),
      PublishStage::run),
  REPORT(
      "writes the report",
      List.of(PUBLISH),
      List.of(),
      config ->
          List.of(
              config.report(),
              config.outcome().cohorts(),
              config.tie().rules(),
              config.associate(),
              config.referral().windows()),
      config -> Collections.singletonList(config.report().regionMap()),
      ReportStage::run);

  private final String does;
  private final List<Stage> upstream;
  private final List<Table> outputs;
  private final Function<Configuration, List<Object>> settings;
  private final Function<Configuration, List<String>> lookups;
  private final Consumer<Job> action;

  Stage(
      String does,
      List<Stage> upstream,
      List<Table> outputs,
      Function<Configuration, List<Object>> settings,
      Function<Configuration, List<String>> lookups,
      Consumer<Job> action) {
    this.does = does;
    this.upstream = upstream;
    this.outputs = outputs;
    this.settings = settings;
    this.lookups = lookups;
    this.action = action;
  }

  /** The name of its command. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it does, in a few words. */
  String does() {
    return does;
  }

  private static void tie(Job job) {
    if (job.config().source().isTieList()) {
      TieListStage.run(job);
    } else {
      TiesStage.run(job);
    }
  }

  /** The stages that a source has the data for, in order. */
  static List<Stage> of(SourceConfig source) {
    return Stream.of(values()).filter(stage -> stage.appliesTo(source)).toList();
  }

  /** Whether a source has the data: a tie list has no claims, and so no outcomes. */
  boolean appliesTo(SourceConfig source) {
    return !source.isTieList()
        || EnumSet.of(TIES, MEASURES, CHANGES, PUBLISH, REPORT).contains(this);
  }

  /** Whether a run does it: what analysts see may wait for somebody to say so. */
  boolean isAutomatic(Configuration config) {
    return config.publish().automatically() || !EnumSet.of(PUBLISH, REPORT).contains(this);
  }

  /** Stages whose tables it reads. */
  List<Stage> upstream(SourceConfig source) {
    return upstream.stream().filter(stage -> stage.appliesTo(source)).toList();
  }

  /** Whether it reads the files of the source, and not tables. */
  boolean readsFiles(SourceConfig source) {
    return upstream(source).isEmpty();
  }

  /** The main tables that it writes. */
  List<Table> outputs() {
    return outputs;
  }

  /** Files that settings name and the stage reads; null where a setting names none. */
  List<String> lookups(Configuration config) {
    return lookups.apply(config);
  }

  void run(Job job) {
    action.accept(job);
  }

  /**
   * Identifies everything its tables depend on: the build, its settings, and what it reads.
   *
   * @param inputs what it reads, by name
   * @param lookups hashes of the files of {@link #lookups}
   */
  StageFingerprint fingerprint(
      Configuration config, Map<String, String> inputs, List<String> lookups) {
    return StageFingerprint.of(
        Build.version(), settings.apply(config).toString() + lookups, new TreeMap<>(inputs));
  }
}
