package org.claimgraph.job;

import java.util.Map;
import org.claimgraph.tables.Sha256;

/**
 * Identifies everything the tables of a stage depend on, in three parts, so that one can tell which
 * of them changed.
 *
 * @param build which build of the program
 * @param settings its settings and the files that they name
 * @param inputs what it reads: source files, claims, stages before it
 */
record StageFingerprint(String build, String settings, String inputs) {

  /** Hex digits of a part: 128 bits, of which no two are ever the same by chance. */
  private static final int DIGITS = 32;

  static StageFingerprint of(String build, String settings, Map<String, String> inputs) {
    return new StageFingerprint(hash(build), hash(settings), hash(inputs.toString()));
  }

  private static String hash(String text) {
    return Sha256.of(text).substring(0, DIGITS);
  }

  /** Reads what {@link #toString} wrote; any other text is of a build that wrote another form. */
  static StageFingerprint parse(String text) {
    String[] parts = text.split("-", -1);
    return parts.length == 3
        ? new StageFingerprint(parts[0], parts[1], parts[2])
        : new StageFingerprint(text, "", "");
  }

  @Override
  public String toString() {
    return build + "-" + settings + "-" + inputs;
  }
}
