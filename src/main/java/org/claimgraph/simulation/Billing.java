package org.claimgraph.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Writes a person's bills: what was done, at which price, for which illness. */
final class Billing {

  private static final double CORRECTED_SHARE = 0.005;
  private static final double BY_EMERGENCY = 0.5;
  private static final double ICU_SHARE = 0.2;
  private static final int MOST_CONDITIONS = 3;

  private final Person person;
  private final CareLevel level;
  private final Draws draws;
  private final List<Claim> claims = new ArrayList<>();
  private int professionalClaims;

  Billing(Person person, CareLevel level, Draws draws) {
    this.person = person;
    this.level = level;
    this.draws = draws;
  }

  /** In the order they were billed. */
  List<Claim> claims() {
    return claims;
  }

  /** Bills a stay; the money is on the first line of its claim, a line for each role. */
  Stay stay(Admission admission, DiagnosisRelatedGroup group, int from, int to, int number) {
    int icuDays = draws.chance(ICU_SHARE) ? 1 + draws.below(Math.max(1, to - from)) : 0;
    Money money = Money.forStay(group.usualDollars() * level.stayPrice() * draws.logNormal(0.3));
    String id = "I" + person.digits() + "-" + number;
    Stay stay = new Stay(id, admission, from, to, icuDays, group, diagnoses(group), money);
    List<ClaimLine> lines = new ArrayList<>();
    lines.add(new ClaimLine(admission.attending(), "attending", null, stay.money()));
    if (admission.operating() != null) {
      lines.add(new ClaimLine(admission.operating(), "operating", null, null));
    }
    if (admission.other() != null) {
      lines.add(new ClaimLine(admission.other(), "other", null, null));
    }
    claims.add(new Claim(id, stay, stay.admitted(), stay.discharged(), stay.diagnoses(), lines));
    return stay;
  }

  /** The reason of a stay, and conditions of the person. */
  private List<String> diagnoses(DiagnosisRelatedGroup group) {
    List<String> diagnoses = new ArrayList<>(List.of(group.diagnosis()));
    conditions().stream().filter(code -> !diagnoses.contains(code)).forEach(diagnoses::add);
    return diagnoses;
  }

  /** Half of those who are admitted come by the emergency department. */
  void emergency(Nation nation, Admission admission, int day) {
    if (nation.perHospital(Field.EMERGENCY) > 0 && draws.chance(BY_EMERGENCY)) {
      Physician physician = nation.physician(Field.EMERGENCY, admission.hospital(), 0);
      bill(Calendar.day(day), List.of(line(physician, Service.EMERGENCY_VISIT, level.stayPrice())));
    }
  }

  /** A visit in hospital or office, with images and tests. */
  void visit(Physician physician, int day, boolean inHospital) {
    Service service = inHospital ? Service.HOSPITAL_VISIT : Service.drawOfficeVisit(draws);
    List<ClaimLine> lines = new ArrayList<>(2);
    lines.add(line(physician, service, level.visitDollars()));
    for (int images = draws.round(level.images()); images > 0; images--) {
      lines.add(line(physician, Service.drawImage(draws), 1));
    }
    for (int tests = draws.round(level.tests()); tests > 0; tests--) {
      lines.add(line(physician, Service.METABOLIC_PANEL, 1));
    }
    bill(Calendar.day(day), lines);
  }

  private ClaimLine line(Physician physician, Service service, double price) {
    double dollars = service.usualPrice() * price * draws.logNormal(0.15);
    return new ClaimLine(physician, "rendering", service, Money.forService(dollars));
  }

  /** Now and then a claim is billed twice, and a third one takes the first line back. */
  private void bill(LocalDate day, List<ClaimLine> lines) {
    List<String> diagnoses = conditions();
    add(day, diagnoses, lines);
    if (draws.chance(CORRECTED_SHARE)) {
      List<ClaimLine> first = List.of(lines.get(0));
      add(day, diagnoses, first);
      add(day, diagnoses, List.of(lines.get(0).takenBack()));
    }
  }

  private void add(LocalDate day, List<String> diagnoses, List<ClaimLine> lines) {
    professionalClaims++;
    String digits = Integer.toString(100_000 + professionalClaims).substring(1);
    claims.add(new Claim("C" + person.digits() + "-" + digits, null, day, day, diagnoses, lines));
  }

  /** Up to three of the person's conditions from any of them on. */
  private List<String> conditions() {
    List<String> all = person.conditions();
    int first = draws.below(all.size());
    return all.subList(first, Math.min(all.size(), first + MOST_CONDITIONS));
  }
}
