package org.claimgraph.claims;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimgraph.UserException;

/**
 * A source layout: the kinds of file it consists of.
 *
 * @param format its name in {@code source.format}
 * @param presets one for each kind of file; what the first one gives every source must have
 */
record Layout(String format, List<Preset> presets) {

  private static final Map<String, List<String>> PRESETS =
      new TreeMap<>(
          Map.of(
              "de-synpuf", List.of("inpatient", "outpatient", "carrier", "beneficiary"),
              "canonical", List.of("claim_line", "stay", "beneficiary", "physician", "hospital"),
              "shared-patients", List.of("directed", "undirected", "node")));

  static Layout named(String format) {
    if (format == null || !PRESETS.containsKey(format)) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          format == null
              ? "Missing source.format."
              : "Unsupported source.format " + format + ": no such layout.",
          "Set it to one of " + String.join(", ", PRESETS.keySet()) + ".");
    }
    return new Layout(
        format, PRESETS.get(format).stream().map(name -> Preset.load(format, name)).toList());
  }

  /** What every source of this layout has: claim or tie. */
  String content() {
    return presets.get(0).gives();
  }
}
