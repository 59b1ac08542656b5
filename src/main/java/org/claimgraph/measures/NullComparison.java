package org.claimgraph.measures;

import org.claimgraph.stats.Summary;

/**
 * One measure of a region beside those of its random networks: a row of {@code
 * network.region_null}.
 *
 * @param observed NaN where undefined
 * @param random over the draws in which it is defined
 */
record NullComparison(Region region, Structure measure, double observed, Summary random) {

  static final Columns<NullComparison> ALL =
      new Columns<NullComparison>()
          .text("tie_rule", of -> of.region.rule())
          .text("region_type", of -> of.region.type())
          .text("region_id", of -> of.region.id())
          .text("measure", of -> of.measure.label())
          .measure("observed", NullComparison::observed)
          .measure("null_mean", of -> of.random.mean())
          .measure("null_sd", of -> of.random.standardDeviation())
          .measure("z", NullComparison::z)
          .count("draws", of -> of.random.count());

  /** A standard deviation below it is 0, but for rounding. */
  private static final double NO_SPREAD = 1e-12;

  /** How many standard deviations the region is above its random networks; NaN where undefined. */
  double z() {
    double spread = random.standardDeviation();
    return spread < NO_SPREAD ? Double.NaN : (observed - random.mean()) / spread;
  }
}
