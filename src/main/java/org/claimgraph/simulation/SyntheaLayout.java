package org.claimgraph.simulation;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.types.StructType;

/**
 * The csv export of Synthea: an encounter for each claim, with codes of HCPCS and ICD-9 where
 * Synthea has those of SNOMED CT. The first line of a claim is its encounter, which has all money
 * of the claim; further lines are procedures; the other physicians of a stay are those who bill for
 * its encounter. Ids of physicians and hospitals are those of its providers and organizations. A
 * crosswalk beside the files leads from ZIP codes to regions. Not told: the money of a line, DRGs,
 * which stays are medical, days in intensive care, and all that hospitals are beside their ids.
 */
final class SyntheaLayout implements Layout.PatientFiles {

  /** SNOMED CT: hospital admission. */
  private static final String ADMISSION = "32485007";

  private static final String INSURER = "medicare";

  private static final Map<String, String> SPECIALTY_NAMES =
      Map.ofEntries(
          Map.entry("01", "GENERAL PRACTICE"),
          Map.entry("02", "GENERAL SURGERY"),
          Map.entry("06", "CARDIOLOGY"),
          Map.entry("08", "FAMILY PRACTICE"),
          Map.entry("10", "GASTROENTEROLOGY"),
          Map.entry("11", "INTERNAL MEDICINE"),
          Map.entry("20", "ORTHOPEDIC SURGERY"),
          Map.entry("29", "PULMONARY DISEASE"),
          Map.entry("30", "DIAGNOSTIC RADIOLOGY"),
          Map.entry("34", "UROLOGY"),
          Map.entry("38", "GERIATRIC MEDICINE"),
          Map.entry("39", "NEPHROLOGY"),
          Map.entry("83", "HEMATOLOGY/ONCOLOGY"),
          Map.entry("93", "EMERGENCY MEDICINE"));

  private static final StructType PATIENT =
      NamedRow.columns("Id,BIRTHDATE,DEATHDATE,RACE,ETHNICITY,GENDER,STATE,ZIP");
  private static final StructType ENCOUNTER =
      NamedRow.columns(
          "Id,START,STOP,PATIENT,ORGANIZATION,PROVIDER,PAYER,ENCOUNTERCLASS,CODE,"
              + "TOTAL_CLAIM_COST,PAYER_COVERAGE,REASONCODE");
  private static final StructType PROCEDURE = NamedRow.columns("START,STOP,PATIENT,ENCOUNTER,CODE");
  private static final StructType CONDITION = NamedRow.columns("START,PATIENT,ENCOUNTER,CODE");
  private static final StructType CLAIM = NamedRow.columns("Id,PATIENTID,PROVIDERID,APPOINTMENTID");
  private static final StructType TRANSITION =
      NamedRow.columns("PATIENT,START_YEAR,END_YEAR,PAYER");

  private final RowFile patients;
  private final RowFile encounters;
  private final RowFile procedures;
  private final RowFile conditions;
  private final RowFile claims;
  private final RowFile transitions;

  SyntheaLayout(Output output, String part) throws IOException {
    this.patients = output.file(name("patients", part), PATIENT);
    this.encounters = output.file(name("encounters", part), ENCOUNTER);
    this.procedures = output.file(name("procedures", part), PROCEDURE);
    this.conditions = output.file(name("conditions", part), CONDITION);
    this.claims = output.file(name("claims", part), CLAIM);
    this.transitions = output.file(name("payer_transitions", part), TRANSITION);
  }

  private static String name(String table, String part) {
    return part == null ? table : table + "/part-" + part;
  }

  static void writeNation(Output output, Nation nation) throws IOException {
    RowFile providers =
        output.file("providers", NamedRow.columns("Id,ORGANIZATION,SPECIALITY,ZIP"));
    for (Physician physician : nation.physicians()) {
      Hospital hospital = physician.hospital();
      providers.row(
          physician.npi(),
          hospital.ccn(),
          SPECIALTY_NAMES.get(physician.specialty()),
          hospital.zip());
    }
    output.file("payers", NamedRow.columns("Id,NAME")).row(INSURER, "Medicare");
    TuvaLayout.writeRegions(output, nation);
  }

  @Override
  public void add(History history) throws IOException {
    Person person = history.person();
    addPatient(person);
    for (Claim claim : history.claims()) {
      addEncounter(person, claim);
      addProcedures(person, claim);
      for (String code : claim.diagnoses()) {
        conditions.row(claim.from(), person.patientId(), claim.id(), code);
      }
      addClaims(person, claim);
    }
  }

  /** Hispanic is an ethnicity and no race there. */
  private void addPatient(Person person) throws IOException {
    boolean hispanic = person.race().equals("hispanic");
    patients.row(
        person.patientId(),
        person.birth(),
        person.death(),
        hispanic ? "white" : person.race(),
        hispanic ? "hispanic" : "nonhispanic",
        person.sex().equals("male") ? "M" : "F",
        Hospital.STATE,
        person.home().zip());
    transitions.row(
        person.patientId(),
        moment(TuvaLayout.firstDay(person), 0),
        moment(TuvaLayout.lastDay(person), 0),
        INSURER);
  }

  private void addEncounter(Person person, Claim claim) throws IOException {
    Stay stay = claim.stay();
    ClaimLine line = claim.lines().get(0);
    Hospital hospital = stay == null ? line.physician().hospital() : stay.admission().hospital();
    encounters.row(
        claim.id(),
        moment(claim.from(), 0),
        moment(claim.to(), 15),
        person.patientId(),
        hospital.ccn(),
        line.physician().npi(),
        INSURER,
        encounterClass(claim),
        stay == null ? line.service().hcpcs() : ADMISSION,
        dollars(claim, Money::allowedCents),
        dollars(claim, Money::paidCents),
        claim.diagnoses().get(0));
  }

  private static String encounterClass(Claim claim) {
    if (claim.stay() != null) {
      return "inpatient";
    }
    return switch (claim.lines().get(0).service()) {
      case EMERGENCY_VISIT -> "emergency";
      case HOSPITAL_VISIT -> "outpatient";
      default -> "ambulatory";
    };
  }

  private static BigDecimal dollars(Claim claim, ToLongFunction<Money> cents) {
    return BigDecimal.valueOf(
        claim.lines().stream()
            .map(ClaimLine::money)
            .filter(money -> money != null)
            .mapToLong(cents)
            .sum(),
        2);
  }

  /** One after the other, since a procedure has no id but its time. */
  private void addProcedures(Person person, Claim claim) throws IOException {
    List<ClaimLine> lines = claim.lines();
    for (int i = 1; i < lines.size() && claim.stay() == null; i++) {
      procedures.row(
          moment(claim.from(), i),
          moment(claim.from(), i),
          person.patientId(),
          claim.id(),
          lines.get(i).service().hcpcs());
    }
  }

  /** Each physician bills once for an encounter. */
  private void addClaims(Person person, Claim claim) throws IOException {
    List<String> npis =
        claim.lines().stream().map(line -> line.physician().npi()).distinct().toList();
    for (int i = 0; i < npis.size(); i++) {
      claims.row(claim.id() + "-" + (i + 1), person.patientId(), npis.get(i), claim.id());
    }
  }

  private static String moment(LocalDate day, int minute) {
    return day.atTime(12, minute) + ":00Z";
  }
}
