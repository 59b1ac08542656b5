package org.claimgraph.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.claimgraph.config.Configuration;
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
              config.region(),
              config.specialty()),
      IngestStage::run),
  TIES(
      "connects patients and physicians, and physicians who share patients",
      List.of(INGEST),
      List.of(Tables.PATIENT_PHYSICIAN, Tables.PERIOD_PHYSICIAN, Tables.TIE),
      config -> List.of(config.requiredPeriod(), config.encounter(), config.tie()),
      TiesStage::run),
  MEASURES(
      "measures the network of every region",
      List.of(TIES),
      List.of(Tables.PHYSICIAN_MEASURE, Tables.REGION_MEASURE),
      config -> List.of(config.tie(), config.measure()),
      MeasuresStage::run),
  OUTCOMES(
      "adds up what happened to patients",
      List.of(INGEST),
      List.of(Tables.PATIENT_OUTCOME, Tables.REGION_OUTCOME),
      config ->
          List.of(
              config.requiredPeriod(),
              config.encounter(),
              config.outcome(),
              config.measure().regions(),
              String.valueOf(config.source().firstDay())),
      OutcomesStage::run),
  ASSOCIATE(
      "estimates how outcomes go with network measures",
      List.of(MEASURES, OUTCOMES),
      List.of(Tables.NETWORK_OUTCOME, Tables.EFFECT),
      config -> List.of(config.associate()),
      AssociateStage::run);

  private final String does;
  private final List<Stage> upstream;
  private final List<Table> outputs;
  private final Function<Configuration, List<Object>> settings;
  private final Consumer<Job> action;

  Stage(
      String does,
      List<Stage> upstream,
      List<Table> outputs,
      Function<Configuration, List<Object>> settings,
      Consumer<Job> action) {
    this.does = does;
    this.upstream = upstream;
    this.outputs = outputs;
    this.settings = settings;
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

  /** Stages whose tables it reads. */
  List<Stage> upstream() {
    return upstream;
  }

  /** The main tables that it writes. */
  List<Table> outputs() {
    return outputs;
  }

  void run(Job job) {
    action.accept(job);
  }

  /**
   * Identifies everything its tables depend on: the build, its settings, and what comes before it.
   *
   * @param before fingerprints of the stages upstream, or hashes of the source files
   */
  String fingerprint(Configuration config, Map<String, String> before) {
    String text =
        Build.version()
            + settings.apply(config)
            + before.entrySet().stream().map(Object::toString).collect(Collectors.joining());
    return sha256(text);
  }

  /** SHA-256 of a text, in hex. */
  static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
