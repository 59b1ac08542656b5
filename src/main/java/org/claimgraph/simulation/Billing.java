package org.claimgraph.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes a person's bills: what was done, at which price, for which illness. */
final class Billing {

  private static final double CORRECTED_SHARE = 0.005;
  private static final int MOST_CONDITIONS = 3;

  private final Person person;
  private final Draws draws;
  private final double priceFactor;
  private final List<Claim> claims = new ArrayList<>();
  private int professionalClaims;

  Billing(Person person, Draws draws) {
    this.person = person;
    this.draws = draws;
    // Spending rises less with connectedness than the number of visits does.
    this.priceFactor = person.home().spendingFactor() / person.home().visitsFactor();
  }

  /** In the order they were billed. */
  List<Claim> claims() {
    return Collections.unmodifiableList(claims);
  }

  void stay(Stay stay, Team team) {
    List<String> diagnoses = new ArrayList<>(List.of(stay.group().diagnosis()));
    diagnoses.addAll(conditions());
    claims.add(
        new Claim(
            stay.id(),
            "inpatient",
            stay.admission(),
            stay.discharge(),
            stay.hospital(),
            diagnoses.stream().distinct().toList(),
            team.lines(stay.money())));
  }

  void visitInStay(Physician physician, Stay stay, LocalDate day) {
    Service service =
        day.equals(stay.admission()) ? Service.HOSPITAL_ADMISSION : Service.HOSPITAL_VISIT;
    addProfessional(day, List.of(line(physician, service)));
  }

  /** What a visit is follows from whom the person sees. */
  void visit(Physician physician, LocalDate day) {
    List<ClaimLine> lines = new ArrayList<>();
    if (physician.radiologist()) {
      lines.add(line(physician, draws.chance(0.7) ? Service.CHEST_X_RAY : Service.SPINE_MRI));
    } else if (physician.emergency()) {
      lines.add(line(physician, Service.EMERGENCY_VISIT));
    } else {
      addOfficeLines(lines, physician);
    }
    addProfessional(day, lines);
  }

  private void addOfficeLines(List<ClaimLine> lines, Physician physician) {
    boolean isLong = draws.chance(0.4);
    lines.add(line(physician, isLong ? Service.LONG_OFFICE_VISIT : Service.SHORT_OFFICE_VISIT));
    if (draws.chance(0.2)) {
      lines.add(line(physician, Service.METABOLIC_PANEL));
    }
    if (draws.chance(0.06)) {
      lines.add(line(physician, draws.chance(0.7) ? Service.CHEST_X_RAY : Service.SPINE_MRI));
    }
  }

  private ClaimLine line(Physician physician, Service service) {
    double dollars = service.usualDollars() * priceFactor * draws.logNormal(0.15);
    return ClaimLine.rendering(physician, service, Money.forService(dollars));
  }

  /** Now and then a second claim takes the money of the first line back. */
  private void addProfessional(LocalDate day, List<ClaimLine> lines) {
    List<String> diagnoses = conditions();
    claims.add(professional(day, diagnoses, lines));
    if (draws.chance(CORRECTED_SHARE)) {
      claims.add(professional(day, diagnoses, List.of(lines.get(0).takenBack())));
    }
  }

  private Claim professional(LocalDate day, List<String> diagnoses, List<ClaimLine> lines) {
    professionalClaims++;
    String id = String.format(Locale.ROOT, "C%s-%04d", person.digits(), professionalClaims);
    return new Claim(id, "professional", day, day, null, diagnoses, lines);
  }

  /** Up to three of the person's conditions; any of them may be the principal one. */
  private List<String> conditions() {
    List<String> conditions = new ArrayList<>(person.conditions());
    Collections.rotate(conditions, draws.below(conditions.size()));
    return conditions.subList(0, Math.min(MOST_CONDITIONS, conditions.size()));
  }
}
