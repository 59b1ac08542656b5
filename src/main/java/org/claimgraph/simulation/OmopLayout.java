package org.claimgraph.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * The OMOP common data model, version 5.4: of its tables and columns those that tell something
 * here. A claim is a visit, at the place of its first line, with a procedure for each line that is
 * billed; further physicians of a stay and its intensive care are details of its visit. Ids are the
 * texts of other layouts. A crosswalk beside the tables leads from its ZIP codes to regions.
 */
final class OmopLayout implements Layout.PatientFiles {

  private static final int INPATIENT = 9201;
  private static final int OUTPATIENT = 9202;
  private static final int EMERGENCY = 9203;
  private static final int INTENSIVE_CARE = 32037;
  private static final int PRIMARY_DIAGNOSIS = 32902;
  private static final int DOLLAR = 44818668;
  private static final Map<String, Integer> SEX = Map.of("male", 8507, "female", 8532);
  private static final Map<String, Integer> RACE =
      Map.of("white", 8527, "black", 8516, "asian", 8515, "native", 8657, "other", 8522);
  private static final int HISPANIC = 38003563;
  private static final int NOT_HISPANIC = 38003564;

  private static final StructType LOCATION =
      StructType.fromDDL("location_id STRING, state STRING, zip STRING, county STRING");
  private static final StructType CARE_SITE =
      StructType.fromDDL(
          "care_site_id STRING, location_id STRING, care_site_source_value STRING,"
              + " place_of_service_source_value STRING");
  private static final StructType PROVIDER =
      StructType.fromDDL(
          "provider_id STRING, npi STRING, care_site_id STRING, specialty_source_value STRING");
  private static final StructType PERSON =
      StructType.fromDDL(
          "person_id STRING, gender_concept_id INT, year_of_birth INT, month_of_birth INT,"
              + " day_of_birth INT, race_concept_id INT, ethnicity_concept_id INT,"
              + " location_id STRING");
  private static final StructType DEATH = StructType.fromDDL("person_id STRING, death_date DATE");
  private static final StructType OBSERVATION_PERIOD =
      StructType.fromDDL(
          "observation_period_id STRING, person_id STRING, observation_period_start_date DATE,"
              + " observation_period_end_date DATE");
  private static final StructType VISIT =
      StructType.fromDDL(
          "visit_occurrence_id STRING, person_id STRING, visit_concept_id INT,"
              + " visit_start_date DATE, visit_end_date DATE, provider_id STRING,"
              + " care_site_id STRING");
  private static final StructType VISIT_DETAIL =
      StructType.fromDDL(
          "visit_detail_id STRING, person_id STRING, visit_detail_concept_id INT,"
              + " visit_detail_start_date DATE, visit_detail_end_date DATE, provider_id STRING,"
              + " care_site_id STRING, visit_occurrence_id STRING");
  private static final StructType PROCEDURE =
      StructType.fromDDL(
          "procedure_occurrence_id STRING, person_id STRING, procedure_date DATE,"
              + " provider_id STRING, visit_occurrence_id STRING, procedure_source_value STRING");
  private static final StructType CONDITION =
      StructType.fromDDL(
          "condition_occurrence_id STRING, person_id STRING, condition_start_date DATE,"
              + " condition_status_concept_id INT, visit_occurrence_id STRING,"
              + " condition_source_value STRING");
  private static final StructType COST =
      StructType.fromDDL(
          "cost_id STRING, cost_event_id STRING, cost_domain_id STRING, currency_concept_id INT,"
              + " paid_by_payer DECIMAL(18, 2), amount_allowed DECIMAL(18, 2),"
              + " drg_source_value STRING");

  private final RowFile persons;
  private final RowFile deaths;
  private final RowFile observationPeriods;
  private final RowFile visits;
  private final RowFile visitDetails;
  private final RowFile procedures;
  private final RowFile conditions;
  private final RowFile costs;

  OmopLayout(Output output, String part) throws IOException {
    this.persons = output.file(name("PERSON", part), PERSON);
    this.deaths = output.file(name("DEATH", part), DEATH);
    this.observationPeriods = output.file(name("OBSERVATION_PERIOD", part), OBSERVATION_PERIOD);
    this.visits = output.file(name("VISIT_OCCURRENCE", part), VISIT);
    this.visitDetails = output.file(name("VISIT_DETAIL", part), VISIT_DETAIL);
    this.procedures = output.file(name("PROCEDURE_OCCURRENCE", part), PROCEDURE);
    this.conditions = output.file(name("CONDITION_OCCURRENCE", part), CONDITION);
    this.costs = output.file(name("COST", part), COST);
  }

  private static String name(String table, String part) {
    return part == null ? table : table + "/part-" + part;
  }

  /** Places and providers, and for {@code region.zip-hrr} the regions of ZIP codes. */
  static void writeNation(Output output, Nation nation) throws IOException {
    RowFile locations = output.file("LOCATION", LOCATION);
    RowFile regions = output.file("zip_hrr", StructType.fromDDL("zip STRING, hrr STRING"));
    int perHrr = nation.simulation().hospitalsPerHrr();
    for (int number = 0; number < nation.hospitals().size(); number += perHrr) {
      Hospital hospital = nation.hospitals().get(number);
      String county = Hospital.STATE + hospital.county();
      locations.row(hospital.hrr(), Hospital.STATE, hospital.zip(), county);
      regions.row(hospital.zip(), hospital.hrr());
    }
    RowFile careSites = output.file("CARE_SITE", CARE_SITE);
    for (Hospital hospital : nation.hospitals()) {
      careSites.row(hospital.ccn(), hospital.hrr(), hospital.ccn(), null);
    }
    for (String place : Service.placesOfService()) {
      careSites.row(careSite(place), null, null, place);
    }
    RowFile providers = output.file("PROVIDER", PROVIDER);
    for (Physician physician : nation.physicians()) {
      providers.row(
          provider(physician), physician.npi(), physician.hospital().ccn(), physician.specialty());
    }
  }

  private static String careSite(String placeOfService) {
    return "place-" + placeOfService;
  }

  private static String provider(Physician physician) {
    return Integer.toString(physician.number() + 1);
  }

  @Override
  public void add(History history) throws IOException {
    addPerson(history.person());
    for (Claim claim : history.claims()) {
      if (claim.stay() != null) {
        addStay(history.person(), claim);
      } else {
        addProfessional(history.person(), claim);
      }
      addConditions(history.person(), claim);
    }
  }

  private void addPerson(Person person) throws IOException {
    String id = person.patientId();
    LocalDate birth = person.birth();
    boolean hispanic = person.race().equals("hispanic");
    persons.row(
        id,
        SEX.get(person.sex()),
        birth.getYear(),
        birth.getMonthValue(),
        birth.getDayOfMonth(),
        RACE.getOrDefault(person.race(), 0),
        hispanic ? HISPANIC : NOT_HISPANIC,
        person.home().hrr());
    if (person.death() != null) {
      deaths.row(id, person.death());
    }
    LocalDate first = birth.isAfter(Calendar.FIRST_DAY) ? birth : Calendar.FIRST_DAY;
    LocalDate last = person.death() == null ? Calendar.LAST_DAY : person.death();
    observationPeriods.row(id, id, first, last);
  }

  /**
   * The visit is that of the attending physician; the others and intensive care are its details.
   */
  private void addStay(Person person, Claim claim) throws IOException {
    Stay stay = claim.stay();
    String hospital = stay.admission().hospital().ccn();
    List<ClaimLine> lines = claim.lines();
    addVisit(person, claim, INPATIENT, hospital);
    for (int line = 1; line < lines.size(); line++) {
      String id = claim.id() + "-" + line;
      String provider = provider(lines.get(line).physician());
      addDetail(person, claim, id, INPATIENT, claim.to(), provider);
    }
    if (stay.icuDays() > 0) {
      LocalDate end =
          claim.to().isAfter(claim.from()) ? claim.from().plusDays(stay.icuDays()) : claim.to();
      addDetail(person, claim, claim.id() + "-0", INTENSIVE_CARE, end, null);
    }
    addCost(claim.id(), "Visit", stay.money(), stay.group().code());
  }

  private void addProfessional(Person person, Claim claim) throws IOException {
    String place = careSite(claim.lines().get(0).service().placeOfService());
    addVisit(person, claim, claim.isEmergency() ? EMERGENCY : OUTPATIENT, place);
    int number = 1;
    for (ClaimLine line : claim.lines()) {
      String id = claim.id() + "-" + number++;
      procedures.row(
          id,
          person.patientId(),
          claim.from(),
          provider(line.physician()),
          claim.id(),
          line.service().hcpcs());
      addCost(id, "Procedure", line.money(), null);
    }
  }

  private void addVisit(Person person, Claim claim, int concept, String careSite)
      throws IOException {
    visits.row(
        claim.id(),
        person.patientId(),
        concept,
        claim.from(),
        claim.to(),
        provider(claim.lines().get(0).physician()),
        careSite);
  }

  private void addDetail(
      Person person, Claim claim, String id, int concept, LocalDate end, String provider)
      throws IOException {
    visitDetails.row(
        id,
        person.patientId(),
        concept,
        claim.from(),
        end,
        provider,
        claim.stay().admission().hospital().ccn(),
        claim.id());
  }

  private void addConditions(Person person, Claim claim) throws IOException {
    int number = 1;
    for (String diagnosis : claim.diagnoses()) {
      conditions.row(
          claim.id() + "-" + number,
          person.patientId(),
          claim.from(),
          number == 1 ? PRIMARY_DIAGNOSIS : 0,
          claim.id(),
          diagnosis);
      number++;
    }
  }

  private void addCost(String event, String domain, Money money, String drg) throws IOException {
    costs.row(
        domain + "-" + event,
        event,
        domain,
        DOLLAR,
        Money.dollars(money.paidCents()),
        Money.dollars(money.allowedCents()),
        drg);
  }
}
