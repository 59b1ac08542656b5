package org.claimgraph.simulation;

import java.util.List;

/**
 * All there is about one person. Depends on the seed, the nation, the care levels of its hospitals
 * and the person's number, on no other person.
 *
 * @param person who
 * @param stays hospital stays in order of time
 * @param claims professional and inpatient claims, year by year
 */
record History(Person person, List<Stay> stays, List<Claim> claims) {

  static History of(Nation nation, List<CareLevel> levels, int number) {
    return number > nation.simulation().patients()
        ? Newborn.history(nation, levels, number)
        : new Care(nation, Person.of(nation, number), levels).history();
  }
}
