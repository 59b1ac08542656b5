package org.claimgraph.simulation;

import java.util.List;

/**
 * All there is about one person. Depends on the seed, the nation and the person's number, on no
 * other person.
 *
 * @param person who
 * @param stays hospital stays
 * @param claims inpatient claims of the stays, and professional claims
 */
record PatientHistory(Person person, List<Stay> stays, List<Claim> claims) {

  static PatientHistory of(Nation nation, int number) {
    Person person = Person.of(nation, number);
    List<Stay> stays = Stays.of(nation, person);
    return new PatientHistory(person, stays, Care.of(nation, person, stays));
  }
}
