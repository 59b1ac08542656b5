package org.claimgraph.config;

/**
 * Crosswalks to hospital referral regions, each a path or null.
 *
 * @param ssaCounty SSA county to FIPS county
 * @param countyHrr FIPS county to HRR with weights
 * @param zipHrr ZIP code to HRR
 */
public record RegionConfig(String ssaCounty, String countyHrr, String zipHrr) {

  static RegionConfig read(ConfigReader in) {
    return new RegionConfig(
        in.optionalText("region.ssa-county"),
        in.optionalText("region.county-hrr"),
        in.optionalText("region.zip-hrr"));
  }
}
