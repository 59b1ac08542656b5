package org.claimgraph.simulation;

import java.io.IOException;
import java.time.LocalDate;
import org.apache.spark.sql.types.StructType;

/**
 * The input layer of the Tuva Project: those columns of medical_claim and eligibility that the
 * pipeline reads, and two tables of providers. The id of a hospital stands where the NPI of the
 * facility would. A crosswalk beside the claims leads from ZIP codes to regions. Not told: the
 * roles of the physicians of a stay, and all that hospitals are beside their ids.
 */
final class TuvaLayout implements Layout.PatientFiles {

  private static final String ADMIT_THROUGH_DISCHARGE = "111";
  private static final String ROOM_AND_BOARD = "0120";
  private static final String INTENSIVE_CARE = "0200";

  private static final StructType MEDICAL_CLAIM =
      NamedRow.columns(
          "claim_id,claim_line_number,claim_type,person_id,claim_start_date,claim_end_date,"
              + "claim_line_start_date,claim_line_end_date,admission_date,discharge_date,"
              + "discharge_disposition_code,place_of_service_code,bill_type_code,drg_code_type,"
              + "drg_code,revenue_center_code,service_unit_quantity,hcpcs_code,rendering_npi,"
              + "billing_npi,facility_npi,paid_amount,allowed_amount",
          NamedRow.numbered("diagnosis_code_", 25));
  private static final StructType ELIGIBILITY =
      NamedRow.columns(
          "person_id,gender,race,birth_date,death_date,enrollment_start_date,"
              + "enrollment_end_date,payer,state,zip_code");

  private final RowFile medicalClaims;
  private final RowFile eligibility;

  TuvaLayout(Output output, String part) throws IOException {
    this.medicalClaims = output.file(name("medical_claim", part), MEDICAL_CLAIM);
    this.eligibility = output.file(name("eligibility", part), ELIGIBILITY);
  }

  private static String name(String table, String part) {
    return part == null ? table : table + "/part-" + part;
  }

  static void writeNation(Output output, Nation nation) throws IOException {
    RowFile providers = output.file("provider", NamedRow.columns("npi,practice_zip_code"));
    RowFile specialties =
        output.file(
            "provider_medicare_specialty",
            NamedRow.columns("npi,medicare_specialty_code,primary_flag"));
    for (Physician physician : nation.physicians()) {
      providers.row(physician.npi(), physician.hospital().zip());
      specialties.row(physician.npi(), physician.specialty(), 1);
    }
    writeRegions(output, nation);
  }

  /** For {@code region.zip-hrr}. */
  static void writeRegions(Output output, Nation nation) throws IOException {
    RowFile regions = output.file("zip_hrr", NamedRow.columns("zip,hrr"));
    int perHrr = nation.simulation().hospitalsPerHrr();
    for (int number = 0; number < nation.hospitals().size(); number += perHrr) {
      Hospital hospital = nation.hospitals().get(number);
      regions.row(hospital.zip(), hospital.hrr());
    }
  }

  @Override
  public void add(History history) throws IOException {
    Person person = history.person();
    addEligibility(person);
    for (Claim claim : history.claims()) {
      for (int i = 0; i < claim.lines().size(); i++) {
        addLine(person, claim, i);
      }
    }
  }

  /** Everybody is enrolled from the first day alive to the last one. */
  private void addEligibility(Person person) throws IOException {
    eligibility.row(
        person.patientId(),
        person.sex(),
        person.race(),
        person.birth(),
        person.death(),
        firstDay(person),
        lastDay(person),
        "medicare",
        Hospital.STATE,
        person.home().zip());
  }

  static LocalDate firstDay(Person person) {
    return person.birth().isAfter(Calendar.FIRST_DAY) ? person.birth() : Calendar.FIRST_DAY;
  }

  static LocalDate lastDay(Person person) {
    return person.death() == null ? Calendar.LAST_DAY : person.death();
  }

  private void addLine(Person person, Claim claim, int index) throws IOException {
    ClaimLine line = claim.lines().get(index);
    NamedRow row = new NamedRow(MEDICAL_CLAIM);
    row.put("claim_id", claim.id());
    row.put("claim_line_number", index + 1);
    row.put("claim_type", claim.stay() == null ? "professional" : "institutional");
    row.put("person_id", person.patientId());
    row.put("claim_start_date", claim.from());
    row.put("claim_end_date", claim.to());
    row.put("rendering_npi", line.physician().npi());
    row.put("diagnosis_code_", claim.diagnoses());
    if (claim.stay() == null) {
      putService(row, claim, line.service());
    } else {
      putStay(row, claim.stay(), index);
    }
    if (line.money() != null) {
      row.put("paid_amount", Money.dollars(line.money().paidCents()));
      row.put("allowed_amount", Money.dollars(line.money().allowedCents()));
    }
    row.addTo(medicalClaims);
  }

  private static void putService(NamedRow row, Claim claim, Service service) {
    row.put("claim_line_start_date", claim.from());
    row.put("claim_line_end_date", claim.to());
    row.put("place_of_service_code", service.placeOfService());
    row.put("hcpcs_code", service.hcpcs());
  }

  /** The first line is for days in a bed: those in intensive care where there are any. */
  private static void putStay(NamedRow row, Stay stay, int index) {
    row.put("admission_date", stay.admitted());
    row.put("discharge_date", stay.discharged());
    row.put("bill_type_code", ADMIT_THROUGH_DISCHARGE);
    row.put("drg_code_type", "ms-drg");
    row.put("drg_code", stay.group().code());
    row.put("facility_npi", stay.admission().hospital().ccn());
    if (index == 0) {
      boolean intensive = stay.icuDays() > 0;
      row.put("revenue_center_code", intensive ? INTENSIVE_CARE : ROOM_AND_BOARD);
      row.put(
          "service_unit_quantity",
          intensive ? stay.icuDays() : Math.max(1, stay.to() - stay.from()));
    }
  }
}
