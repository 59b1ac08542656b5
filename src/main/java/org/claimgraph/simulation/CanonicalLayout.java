package org.claimgraph.simulation;

import java.io.IOException;
import org.apache.spark.sql.types.StructType;

/**
 * The canonical layout: the columns of the tables of schema {@code claims}. Lists are separated by
 * semicolons, dates are yyyy-MM-dd, money is in dollars with two decimals, what is not known is
 * empty.
 */
final class CanonicalLayout implements Layout.PatientFiles {

  private static final StructType HOSPITAL =
      StructType.fromDDL(
          "hospital STRING, beds INT, urban BOOLEAN, teaching STRING, ownership STRING, hrr STRING,"
              + " nurse_fte DOUBLE");
  private static final StructType PHYSICIAN =
      StructType.fromDDL("npi STRING, specialty STRING, zip STRING, hrr STRING");
  private static final StructType BENEFICIARY =
      StructType.fromDDL(
          "patient_id STRING, birth_date DATE, sex STRING, race STRING, death_date DATE,"
              + " state STRING, county STRING, zip STRING, hrr STRING, year INT, months_a INT,"
              + " months_b INT, months_hmo INT");
  private static final StructType STAY =
      StructType.fromDDL(
          "stay_id STRING, patient_id STRING, hospital STRING, admission_date DATE,"
              + " discharge_date DATE, icu_days INT, drg STRING, medical BOOLEAN, diagnoses STRING,"
              + " allowed_amount DECIMAL(18, 2), paid_amount DECIMAL(18, 2)");
  private static final StructType CLAIM_LINE =
      StructType.fromDDL(
          "claim_id STRING, line_number INT, patient_id STRING, claim_type STRING,"
              + " service_from DATE, service_to DATE, npi STRING, npi_role STRING,"
              + " specialty STRING, place_of_service STRING, hcpcs STRING, hospital STRING,"
              + " allowed_amount DECIMAL(18, 2), paid_amount DECIMAL(18, 2), diagnoses STRING");

  private final RowFile beneficiaries;
  private final RowFile stays;
  private final RowFile claimLines;

  CanonicalLayout(Output output, String part) throws IOException {
    this.beneficiaries = output.file(name("beneficiary", part), BENEFICIARY);
    this.stays = output.file(name("stay", part), STAY);
    this.claimLines = output.file(name("claim_line", part), CLAIM_LINE);
  }

  private static String name(String table, String part) {
    return part == null ? table : table + "/part-" + part;
  }

  static void writeNation(Output output, Nation nation) throws IOException {
    RowFile hospitals = output.file("hospital", HOSPITAL);
    for (Hospital hospital : nation.hospitals()) {
      hospitals.row(
          hospital.ccn(),
          hospital.beds(),
          hospital.urban(),
          hospital.teaching(),
          hospital.ownership(),
          hospital.hrr(),
          hospital.nurseFte());
    }
    RowFile physicians = output.file("physician", PHYSICIAN);
    for (Physician physician : nation.physicians()) {
      Hospital hospital = physician.hospital();
      physicians.row(physician.npi(), physician.specialty(), hospital.zip(), hospital.hrr());
    }
  }

  @Override
  public void add(History history) throws IOException {
    Person person = history.person();
    for (int year = Calendar.FIRST_YEAR; year <= Calendar.LAST_YEAR; year++) {
      if (person.sees(year)) {
        addYear(person, year);
      }
    }
    for (Stay stay : history.stays()) {
      addStay(person, stay);
    }
    for (Claim claim : history.claims()) {
      addClaim(person, claim);
    }
  }

  /** Nobody is in an HMO. */
  private void addYear(Person person, int year) throws IOException {
    Hospital home = person.home();
    int months = person.monthsCovered(year);
    beneficiaries.row(
        person.patientId(),
        person.birth(),
        person.sex(),
        person.race(),
        person.death(),
        Hospital.STATE,
        Hospital.STATE + home.county(),
        home.zip(),
        home.hrr(),
        year,
        months,
        months,
        0);
  }

  private void addStay(Person person, Stay stay) throws IOException {
    stays.row(
        stay.id(),
        person.patientId(),
        stay.admission().hospital().ccn(),
        stay.admitted(),
        stay.discharged(),
        stay.icuDays(),
        stay.group().code(),
        stay.group().medical(),
        String.join(";", stay.diagnoses()),
        Money.dollars(stay.money().allowedCents()),
        Money.dollars(stay.money().paidCents()));
  }

  private void addClaim(Person person, Claim claim) throws IOException {
    String patient = person.patientId();
    String diagnoses = String.join(";", claim.diagnoses());
    int lineNumber = 1;
    for (ClaimLine line : claim.lines()) {
      Service service = line.service();
      Money money = line.money();
      claimLines.row(
          claim.id(),
          lineNumber++,
          patient,
          claim.type(),
          claim.from(),
          claim.to(),
          line.physician().npi(),
          line.role(),
          line.physician().specialty(),
          service == null ? null : service.placeOfService(),
          service == null ? null : service.hcpcs(),
          claim.stay() == null ? null : claim.stay().admission().hospital().ccn(),
          money == null ? null : Money.dollars(money.allowedCents()),
          money == null ? null : Money.dollars(money.paidCents()),
          diagnoses);
    }
  }
}
