package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What the connectedness of hospitals does in the nation of the quick start. */
class ConnectednessTest {

  private final Nation nation = Nation.of(Simulation.QUICK_START);
  private final int hospitals = nation.hospitals().size();
  private final double[] connectedness =
      nation.hospitals().stream().mapToDouble(Hospital::connectedness).toArray();

  @Test
  void raisesTiesPerSharedPatient() {
    Map<Physician, Set<Physician>> ties = new HashMap<>();
    Map<Physician, Integer> sharedPatients = new HashMap<>();
    for (int number = 1; number <= Simulation.QUICK_START.patients(); number++) {
      Set<Physician> seen = physiciansSeen(PatientHistory.of(nation, number));
      for (Physician physician : seen) {
        Set<Physician> colleagues = ties.computeIfAbsent(physician, p -> new HashSet<>());
        colleagues.addAll(seen);
        colleagues.remove(physician);
        sharedPatients.merge(physician, seen.size() > 1 ? 1 : 0, Integer::sum);
      }
    }
    double[] tiesPerSharedPatient = new double[hospitals];
    for (Hospital hospital : nation.hospitals()) {
      tiesPerSharedPatient[hospital.number()] =
          nation.physicians(hospital).stream()
              .filter(physician -> sharedPatients.getOrDefault(physician, 0) > 0)
              .mapToDouble(p -> (double) ties.get(p).size() / sharedPatients.get(p))
              .average()
              .orElseThrow();
    }
    assertThat(correlation(tiesPerSharedPatient, connectedness)).isGreaterThan(0.7);
  }

  @Test
  void raisesSpendingHospitalDaysAndVisits() {
    double[] patients = new double[hospitals];
    double[] paid = new double[hospitals];
    double[] days = new double[hospitals];
    double[] visits = new double[hospitals];
    for (int number = 1; number <= Simulation.QUICK_START.patients(); number++) {
      PatientHistory history = PatientHistory.of(nation, number);
      int home = history.person().home().number();
      patients[home]++;
      paid[home] += history.claims().stream().mapToDouble(ConnectednessTest::paidCents).sum();
      days[home] += history.stays().stream().mapToDouble(Stay::days).sum();
      visits[home] += history.claims().size();
    }
    assertThat(correlation(ratio(paid, patients), connectedness)).isGreaterThan(0.7);
    assertThat(correlation(ratio(days, patients), connectedness)).isGreaterThan(0.6);
    assertThat(correlation(ratio(visits, patients), connectedness)).isGreaterThan(0.8);
  }

  private static Set<Physician> physiciansSeen(PatientHistory history) {
    Set<Physician> seen = new TreeSet<>((a, b) -> a.npi().compareTo(b.npi()));
    for (Claim claim : history.claims()) {
      if (claim.type().equals("professional") && claim.from().getYear() == Calendar.LAST_YEAR) {
        claim.lines().forEach(line -> seen.add(line.physician()));
      }
    }
    return seen;
  }

  private static double paidCents(Claim claim) {
    return claim.lines().stream()
        .filter(line -> line.money() != null)
        .mapToDouble(line -> line.money().paidCents())
        .sum();
  }

  private static double[] ratio(double[] sums, double[] counts) {
    double[] means = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = sums[i] / counts[i];
    }
    return means;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = DoubleStream.of(a).average().orElseThrow();
    double meanB = DoubleStream.of(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
