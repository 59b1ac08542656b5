package org.claimgraph.simulation;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Writes a nation and its patients in the canonical layout: one csv file per table of schema {@code
 * claims}. Lists are separated by semicolons, dates are yyyy-MM-dd, money is in dollars with two
 * decimals, what is not known is empty.
 */
final class CanonicalLayout {

  private static final String HOSPITALS = "hospital.csv";
  private static final String PHYSICIANS = "physician.csv";
  private static final String BENEFICIARIES = "beneficiary.csv";
  private static final String STAYS = "stay.csv";
  private static final String CLAIM_LINES = "claim_line.csv";

  /** Every file of the layout. */
  static final List<String> FILES =
      List.of(HOSPITALS, PHYSICIANS, BENEFICIARIES, STAYS, CLAIM_LINES);

  /** No state has this SSA code. */
  private static final String STATE = "99";

  private static final int MONTHS_OF_A_YEAR = 12;

  private CanonicalLayout() {}

  /** Writes every file; fails where one exists. One patient is held in memory at a time. */
  static void write(Path folder, Nation nation, int patients) throws IOException {
    writeHospitals(folder, nation);
    writePhysicians(folder, nation);
    try (CsvFile beneficiaries = createBeneficiaries(folder);
        CsvFile stays = createStays(folder);
        CsvFile claimLines = createClaimLines(folder)) {
      for (int number = 1; number <= patients; number++) {
        PatientHistory history = PatientHistory.of(nation, number);
        addYears(beneficiaries, history.person());
        for (Stay stay : history.stays()) {
          addStay(stays, history.person(), stay);
        }
        for (Claim claim : history.claims()) {
          addClaim(claimLines, history.person(), claim);
        }
      }
    }
  }

  private static void writeHospitals(Path folder, Nation nation) throws IOException {
    try (CsvFile file =
        CsvFile.create(
            folder.resolve(HOSPITALS), "hospital,beds,urban,teaching,ownership,hrr,nurse_fte")) {
      for (Hospital hospital : nation.hospitals()) {
        file.row(
            hospital.ccn(),
            hospital.beds(),
            hospital.urban(),
            hospital.teaching(),
            hospital.ownership(),
            hospital.hrr(),
            hospital.nurseFte());
      }
    }
  }

  private static void writePhysicians(Path folder, Nation nation) throws IOException {
    try (CsvFile file = CsvFile.create(folder.resolve(PHYSICIANS), "npi,specialty,zip,hrr")) {
      for (Hospital hospital : nation.hospitals()) {
        for (Physician physician : nation.physicians(hospital)) {
          file.row(physician.npi(), physician.specialty(), hospital.zip(), hospital.hrr());
        }
      }
    }
  }

  private static CsvFile createBeneficiaries(Path folder) throws IOException {
    return CsvFile.create(
        folder.resolve(BENEFICIARIES),
        "patient_id,birth_date,sex,race,death_date,state,county,zip,hrr,"
            + "year,months_a,months_b,months_hmo");
  }

  private static CsvFile createStays(Path folder) throws IOException {
    return CsvFile.create(
        folder.resolve(STAYS),
        "stay_id,patient_id,hospital,admission_date,discharge_date,icu_days,drg,medical,"
            + "paid_amount");
  }

  private static CsvFile createClaimLines(Path folder) throws IOException {
    return CsvFile.create(
        folder.resolve(CLAIM_LINES),
        "claim_id,line_number,patient_id,claim_type,service_from,service_to,npi,npi_role,"
            + "specialty,place_of_service,hcpcs,hospital,allowed_amount,paid_amount,diagnoses");
  }

  /** One row for each year that began with the person alive. Nobody is in an HMO. */
  private static void addYears(CsvFile file, Person person) throws IOException {
    for (int year = Calendar.FIRST_YEAR; year <= person.lastDay().getYear(); year++) {
      int months = monthsCovered(person, year);
      file.row(
          person.patientId(),
          person.birth(),
          person.sex(),
          person.race(),
          person.death(),
          STATE,
          county(person.home()),
          person.home().zip(),
          person.home().hrr(),
          year,
          months,
          months,
          0);
    }
  }

  /** All twelve, or up to and including the month of death. */
  private static int monthsCovered(Person person, int year) {
    LocalDate death = person.death();
    return death == null || death.getYear() > year ? MONTHS_OF_A_YEAR : death.getMonthValue();
  }

  private static String county(Hospital home) {
    return String.format(Locale.ROOT, "%s%03d", STATE, Integer.parseInt(home.hrr()));
  }

  private static void addStay(CsvFile file, Person person, Stay stay) throws IOException {
    file.row(
        stay.id(),
        person.patientId(),
        stay.hospital().ccn(),
        stay.admission(),
        stay.discharge(),
        stay.icuDays(),
        stay.group().code(),
        stay.group().medical(),
        dollars(stay.money().paidCents()));
  }

  private static void addClaim(CsvFile file, Person person, Claim claim) throws IOException {
    int lineNumber = 1;
    for (ClaimLine line : claim.lines()) {
      addLine(file, person, claim, lineNumber, line);
      lineNumber++;
    }
  }

  private static void addLine(
      CsvFile file, Person person, Claim claim, int lineNumber, ClaimLine line) throws IOException {
    Service service = line.service();
    Money money = line.money();
    file.row(
        claim.id(),
        lineNumber,
        person.patientId(),
        claim.type(),
        claim.from(),
        claim.to(),
        line.physician().npi(),
        line.role(),
        line.physician().specialty(),
        service == null ? null : service.placeOfService(),
        service == null ? null : service.hcpcs(),
        claim.hospital() == null ? null : claim.hospital().ccn(),
        money == null ? null : dollars(money.allowedCents()),
        money == null ? null : dollars(money.paidCents()),
        String.join(";", claim.diagnoses()));
  }

  private static BigDecimal dollars(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
