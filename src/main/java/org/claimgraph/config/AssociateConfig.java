package org.claimgraph.config;

import java.util.List;

/**
 * The association of outcomes with network measures over regions.
 *
 * @param specification name of the model
 * @param regions kinds of region that are units: hospital or hrr
 * @param outcomes outcomes explained, without {@code _mean}
 * @param exposures network measures, standardized, all in one model
 * @param covariates further numeric columns held constant
 * @param minPhysicians regions with fewer physicians are left out
 * @param minPatients regions with fewer patients are left out
 * @param confidence level of the intervals, in (0,1)
 */
public record AssociateConfig(
    String specification,
    List<RegionType> regions,
    List<String> outcomes,
    List<String> exposures,
    List<String> covariates,
    int minPhysicians,
    int minPatients,
    double confidence) {

  static AssociateConfig read(ConfigReader in) {
    AssociateConfig config =
        new AssociateConfig(
            in.text("associate.specification"),
            in.someOf("associate.regions", RegionType.class),
            in.texts("associate.outcomes"),
            in.texts("associate.exposures"),
            in.texts("associate.covariates"),
            in.intAtLeast("associate.min-physicians", 1),
            in.intAtLeast("associate.min-patients", 1),
            in.share("associate.confidence"));
    if (config.regions.contains(RegionType.NATION)) {
      in.invalid("associate.regions", "must list some of hospital, hrr");
    }
    if (config.confidence <= 0 || config.confidence >= 1) {
      in.invalid("associate.confidence", "must lie between 0 and 1");
    }
    if (config.outcomes.isEmpty() || config.exposures.isEmpty()) {
      in.invalid("associate.outcomes", "and associate.exposures must not be empty");
    }
    return config;
  }
}
