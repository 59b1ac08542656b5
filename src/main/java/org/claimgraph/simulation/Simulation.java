package org.claimgraph.simulation;

import java.util.ArrayList;
import java.util.List;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;

/**
 * How large a simulated nation is, and which one it is. Equal simulations give equal bytes on every
 * machine; a larger number of patients adds people and leaves the others as they are.
 *
 * @param patients number of patients, from 1 to 9,999,999
 * @param hrrs number of hospital referral regions, from 1 to 999
 * @param hospitalsPerHrr hospitals of each region, from 1; at most 9,999 hospitals in all
 * @param physiciansPerHospital physicians of each hospital, from 1 to 9,999; at most 9,999,999
 *     physicians in all
 * @param seed which of the possible nations; any number
 */
public record Simulation(
    int patients, int hrrs, int hospitalsPerHrr, int physiciansPerHospital, long seed) {

  private static final int MOST_PATIENTS = 9_999_999;
  private static final int MOST_HRRS = 999;
  private static final int MOST_HOSPITALS = 9_999;
  private static final int MOST_PHYSICIANS_OF_ONE = 9_999;
  private static final int MOST_PHYSICIANS = 9_999_999;

  /** The nation of the quick start: a few thousand patients, large enough to show the effects. */
  public static final Simulation QUICK_START = new Simulation(4_000, 6, 4, 25, 2012);

  public Simulation {
    List<String> problems = new ArrayList<>();
    require(problems, "patients", patients, MOST_PATIENTS);
    require(problems, "hrrs", hrrs, MOST_HRRS);
    require(problems, "hospitals per hrr", hospitalsPerHrr, MOST_HOSPITALS);
    require(problems, "physicians per hospital", physiciansPerHospital, MOST_PHYSICIANS_OF_ONE);
    if (problems.isEmpty()) {
      long hospitals = (long) hrrs * hospitalsPerHrr;
      require(problems, "hospitals in all", hospitals, MOST_HOSPITALS);
      require(problems, "physicians in all", hospitals * physiciansPerHospital, MOST_PHYSICIANS);
    }
    if (!problems.isEmpty()) {
      throw new UserException(
          Fault.CONFIGURATION,
          "Invalid simulation: " + String.join("; ", problems) + ".",
          "Choose numbers within these bounds.");
    }
  }

  /** Number of hospitals in all regions. */
  int hospitals() {
    return hrrs * hospitalsPerHrr;
  }

  private static void require(List<String> problems, String name, long value, int most) {
    if (value < 1 || value > most) {
      problems.add(name + " = " + value + " (must be from 1 to " + most + ")");
    }
  }
}
