package org.claimgraph.config;

import java.util.List;

/**
 * What is measured.
 *
 * @param regions kinds of region whose networks are measured
 * @param adjustedDegreeScope whose ties and shared patients make the adjusted degree: those with
 *     physicians of the nation, or of the same hrr
 */
public record MeasureConfig(List<RegionType> regions, RegionType adjustedDegreeScope) {

  static MeasureConfig read(ConfigReader in) {
    MeasureConfig config =
        new MeasureConfig(
            in.someOf("measure.regions", RegionType.class),
            in.oneOf("measure.adjusted-degree-scope", RegionType.class));
    if (config.adjustedDegreeScope == RegionType.HOSPITAL) {
      in.invalid("measure.adjusted-degree-scope", "must be nation or hrr");
    }
    return config;
  }
}
