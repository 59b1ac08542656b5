package org.claimgraph.simulation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;

/**
 * How large a simulated nation is, which one it is, and what is planted in it. Equal simulations
 * give equal claims on every machine, however many tasks write them.
 *
 * @param patients number of patients, from 1 to 9,999,999
 * @param hrrs number of hospital referral regions, from 1 to 999
 * @param hospitalsPerHrr hospitals of each region, from 1; at most 9,999 hospitals in all
 * @param physiciansPerHospital physicians of each hospital, from 1 to 9,999; at most 9,999,999
 *     physicians in all
 * @param hubPatients patients who see a tenth of all physicians, at most 2,000, from 0 to patients
 * @param hubPhysicians physicians who see a large share of their region, one in a region, from 0 to
 *     hrrs
 * @param seed which of the possible nations; any number
 * @param effects how outcomes go with the network
 */
public record Simulation(
    int patients,
    int hrrs,
    int hospitalsPerHrr,
    int physiciansPerHospital,
    int hubPatients,
    int hubPhysicians,
    long seed,
    Effects effects)
    implements Serializable {

  private static final int MOST_PATIENTS = 9_999_999;
  private static final int MOST_HRRS = 999;
  private static final int MOST_HOSPITALS = 9_999;
  private static final int MOST_PHYSICIANS_OF_ONE = 9_999;
  private static final int MOST_PHYSICIANS = 9_999_999;
  private static final int MOST_PHYSICIANS_OF_HUB_PATIENT = 2_000;

  public Simulation {
    List<String> problems = new ArrayList<>();
    require(problems, "patients", patients, 1, MOST_PATIENTS);
    require(problems, "hrrs", hrrs, 1, MOST_HRRS);
    require(problems, "hospitals per hrr", hospitalsPerHrr, 1, MOST_HOSPITALS);
    require(problems, "physicians per hospital", physiciansPerHospital, 1, MOST_PHYSICIANS_OF_ONE);
    require(problems, "hub patients", hubPatients, 0, Math.max(0, patients));
    require(problems, "hub physicians", hubPhysicians, 0, Math.max(0, hrrs));
    if (problems.isEmpty()) {
      long hospitals = (long) hrrs * hospitalsPerHrr;
      require(problems, "hospitals in all", hospitals, 1, MOST_HOSPITALS);
      require(problems, "physicians in all", hospitals * physiciansPerHospital, 1, MOST_PHYSICIANS);
    }
    if (!problems.isEmpty()) {
      throw new UserException(
          Fault.CONFIGURATION,
          "Invalid simulation: " + String.join("; ", problems) + ".",
          "Choose numbers within these bounds.");
    }
  }

  private static void require(
      List<String> problems, String name, long value, long least, long most) {
    if (value < least || value > most) {
      problems.add(name + " = " + value + " (must be from " + least + " to " + most + ")");
    }
  }

  /**
   * The usual nation of a size: a hospital for a thousand patients and a physician for eight, but
   * never fewer than 24 small hospitals in 6 regions; a hub patient in 100,000, a hub physician in
   * every fifth region; the usual effects.
   */
  public static Simulation usual(int patients, long seed) {
    int hospitalsPerHrr = patients < 100_000 ? 4 : 10;
    int hrrs = Math.min(306, Math.max(6, patients / 1_000 / hospitalsPerHrr));
    return new Simulation(
        patients,
        hrrs,
        hospitalsPerHrr,
        usualPhysicians(patients, hrrs * hospitalsPerHrr),
        patients / 100_000,
        hrrs / 5,
        seed,
        Effects.USUAL);
  }

  /** Physicians of each of so many hospitals: one for eight patients, from 25 to 150. */
  public static int usualPhysicians(int patients, int hospitals) {
    return Math.min(150, Math.max(25, patients / 8 / Math.max(1, hospitals)));
  }

  /** Number of hospitals in all regions. */
  int hospitals() {
    return hrrs * hospitalsPerHrr;
  }

  /** Newborns of each hospital: so many that every physician has one, see {@link Newborn}. */
  int newbornsPerHospital() {
    return (physiciansPerHospital + Newborn.PHYSICIANS - 1) / Newborn.PHYSICIANS;
  }

  /** Patients, who have the numbers from 1 on, and newborns, who have those that follow. */
  int people() {
    return patients + hospitals() * newbornsPerHospital();
  }

  /** Whether a patient is one of the hub patients, who are evenly spread over the numbers. */
  boolean isHub(int patient) {
    return hubPatients > 0 && (patient - 1L) * hubPatients % patients < hubPatients;
  }

  int physiciansOfHubPatient() {
    int all = hospitals() * physiciansPerHospital;
    return Math.min(all, Math.max(2, Math.min(MOST_PHYSICIANS_OF_HUB_PATIENT, all / 10)));
  }
}
