package org.claimgraph.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * CMS specialty codes of each specialty group; the groups do not overlap.
 *
 * @param primary primary care
 * @param medical medical specialists
 * @param surgical surgical specialists
 */
public record SpecialtyConfig(List<String> primary, List<String> medical, List<String> surgical) {

  static SpecialtyConfig read(ConfigReader in) {
    SpecialtyConfig groups =
        new SpecialtyConfig(
            in.texts("specialty.primary"),
            in.texts("specialty.medical"),
            in.texts("specialty.surgical"));
    Set<String> seen = new HashSet<>(groups.primary);
    groups.refuseRepeats(in, "specialty.medical", groups.medical, seen);
    groups.refuseRepeats(in, "specialty.surgical", groups.surgical, seen);
    return groups;
  }

  private void refuseRepeats(ConfigReader in, String key, List<String> codes, Set<String> seen) {
    for (String code : codes) {
      if (!seen.add(code)) {
        in.invalid(key, "must not repeat " + code + ", a code of another group");
      }
    }
  }
}
