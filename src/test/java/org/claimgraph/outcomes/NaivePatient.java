package org.claimgraph.outcomes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A patient, and what is expected of the patient by the slowest and plainest way. */
final class NaivePatient {

  static final List<Integer> AGE_BANDS = List.of(65, 75, 85);
  static final List<Integer> SCORE_BANDS = List.of(1, 3);

  private final String hospital;
  private final Integer age;
  private final String sex;
  private final Integer charlson;
  private final long visits;
  private double expected = Double.NaN;

  private NaivePatient(String hospital, Integer age, String sex, Integer charlson, long visits) {
    this.hospital = hospital;
    this.age = age;
    this.sex = sex;
    this.charlson = charlson;
    this.visits = visits;
  }

  /** Somebody; of some people age or sex are not known. */
  static NaivePatient draw(Random random) {
    int age = 55 + random.nextInt(40);
    int charlson = random.nextInt(6);
    return new NaivePatient(
        "H" + random.nextInt(7),
        random.nextInt(15) == 0 ? null : age,
        random.nextInt(15) == 0 ? null : random.nextInt(3) == 0 ? "male" : "female",
        charlson,
        random.nextInt(10) + age / 10 + 2L * charlson);
  }

  /** The columns cohort, hospital, hrr, age, sex, charlson, physician_visits. */
  String line() {
    return String.join(
        " ",
        "all",
        hospital,
        "R1",
        age == null ? "-" : age.toString(),
        sex == null ? "-" : sex,
        charlson.toString(),
        Long.toString(visits));
  }

  /** Compares everybody by age band, sex and score band, then by the first two, the first, none. */
  static void expect(List<NaivePatient> people, int leastPersons) {
    for (int values = 3; values >= 0; values--) {
      List<NaivePatient> left = people.stream().filter(p -> Double.isNaN(p.expected)).toList();
      for (NaivePatient person : left) {
        List<NaivePatient> alike = new ArrayList<>();
        for (NaivePatient other : left) {
          if (other.values(values).equals(person.values(values))) {
            alike.add(other);
          }
        }
        if (alike.size() >= leastPersons || values == 0) {
          person.expected = alike.stream().mapToLong(p -> p.visits).average().orElseThrow();
        }
      }
    }
  }

  private List<String> values(int count) {
    return List.of(band(age, AGE_BANDS), "" + sex, band(charlson, SCORE_BANDS)).subList(0, count);
  }

  private static String band(Integer value, List<Integer> starts) {
    return value == null ? "" : "" + starts.stream().filter(start -> start <= value).count();
  }

  /** Mean of what the people of a hospital have, and of what is expected of them. */
  static double[] means(List<NaivePatient> people, String hospital) {
    List<NaivePatient> there = people.stream().filter(p -> p.hospital.equals(hospital)).toList();
    return new double[] {
      there.stream().mapToLong(p -> p.visits).average().orElseThrow(),
      there.stream().mapToDouble(p -> p.expected).average().orElseThrow()
    };
  }
}
