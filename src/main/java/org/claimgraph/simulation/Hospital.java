package org.claimgraph.simulation;

import org.claimgraph.simulation.Draws.Kind;

/**
 * A hospital. How its patients move among physicians shapes the network of its physicians; how much
 * care they get follows from the network that comes of it, see {@link Planting}.
 *
 * @param number from 0, in order of region
 * @param ccn certification number; 99 is no state's code
 * @param hrr hospital referral region, from "1"
 * @param connectedness how widely its patients are passed around; standard normal, never written
 * @param bridging how much of that goes by primary physicians; standard normal, never written
 * @param beds number of beds; goes a little with connectedness
 * @param urban in an urban area; goes a little with connectedness
 * @param teaching none, minor or major
 * @param ownership public, for-profit or not-for-profit
 * @param nurseFte nurses in full-time equivalents per 1,000 inpatient days
 */
record Hospital(
    int number,
    String ccn,
    String hrr,
    double connectedness,
    double bridging,
    int beds,
    boolean urban,
    String teaching,
    String ownership,
    double nurseFte) {

  /** No state has this SSA code. */
  static final String STATE = "99";

  private static final Shares URBAN_TEACHING = Shares.parse("none 58, minor 28, major 14");
  private static final Shares RURAL_TEACHING = Shares.parse("none 88, minor 12");
  private static final Shares OWNERSHIP =
      Shares.parse("not-for-profit 66, public 17, for-profit 17");

  static Hospital of(Simulation simulation, int number) {
    Draws draws = Draws.of(simulation.seed(), Kind.HOSPITAL, number);
    double connectedness = draws.normal();
    double bridging = draws.normal();
    double beds = 190 * StrictMath.exp(0.2 * connectedness + 0.5 * draws.normal());
    boolean urban = draws.chance(1 / (1 + StrictMath.exp(-0.6 - 0.6 * connectedness)));
    return new Hospital(
        number,
        Integer.toString(990_001 + number),
        Integer.toString(number / simulation.hospitalsPerHrr() + 1),
        connectedness,
        bridging,
        Math.max(20, (int) beds),
        urban,
        (urban ? URBAN_TEACHING : RURAL_TEACHING).draw(draws),
        OWNERSHIP.draw(draws),
        Math.round(Math.max(20, 65 + 12 * draws.normal())) / 10.0);
  }

  /** Number of the county in the state, which is that of the region. */
  String county() {
    return "0".repeat(3 - hrr.length()) + hrr;
  }

  /**
   * ZIP code of the hospital, of its physicians and patients; no such code is in use below 00501.
   */
  String zip() {
    return "0".repeat(5 - hrr.length()) + hrr;
  }

  /** Probability that a physician of a field is looked for beyond the practice a patient knows. */
  double reach(Field field) {
    double towards = field == Field.PRIMARY ? bridging : -bridging;
    return 1 / (1 + StrictMath.exp(2 - connectedness - towards));
  }
}
