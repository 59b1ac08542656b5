package org.claimgraph.job;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.claimgraph.config.SourceConfig;

/**
 * What a run would do.
 *
 * @param fingerprints of each stage of the source, what its tables would depend on
 * @param why of each stage that is not up to date, the reason, in order
 */
record Plan(Map<Stage, StageFingerprint> fingerprints, Map<Stage, String> why) {

  boolean isUpToDate() {
    return why.isEmpty();
  }

  /** Stages whose tables are missing or depend on something else than now, in order. */
  Set<Stage> pending() {
    Set<Stage> pending = EnumSet.noneOf(Stage.class);
    pending.addAll(why.keySet());
    return pending;
  }

  /** The same once a stage is done. */
  Plan without(Stage done) {
    Map<Stage, String> others = new EnumMap<>(Stage.class);
    others.putAll(why);
    others.remove(done);
    return new Plan(fingerprints, others);
  }

  /** Tells of each stage whether it would run, and why. */
  void tell(PrintStream out, SourceConfig source) {
    for (Stage stage : Stage.values()) {
      out.printf(Locale.ROOT, "%-10s %s%n", stage.label(), told(stage, source));
    }
  }

  private String told(Stage stage, SourceConfig source) {
    if (!stage.appliesTo(source)) {
      return "is left out: a tie list has no claims";
    }
    if (!fingerprints.containsKey(stage)) {
      return "waits for jobs/submit " + stage.label();
    }
    if (why.containsKey(stage)) {
      return "would run: " + why.get(stage);
    }
    return why.containsKey(Stage.INGEST)
        ? "would run if the claims that it depends on have changed"
        : "is up to date";
  }

  /** Names of the stages that a source has no data for; empty where it has for all. */
  static String leftOut(SourceConfig source) {
    return Stream.of(Stage.values())
        .filter(stage -> !stage.appliesTo(source))
        .map(Stage::label)
        .collect(joining(", "));
  }
}
