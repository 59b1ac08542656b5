package org.claimgraph.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * The layout of CMS Research Identifiable Files: one row for each line of a claim, values separated
 * by vertical bars, days as 31-Dec-2010; of the columns those that tell something here. Two
 * crosswalks beside the claims lead from its counties to regions.
 */
final class RifLayout implements Layout.PatientFiles {

  private static final char BAR = '|';
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.US);
  private static final Map<String, String> SEX = Map.of("male", "1", "female", "2");
  private static final Map<String, String> RACE =
      Map.of(
          "white", "1", "black", "2", "other", "3", "asian", "4", "hispanic", "5", "native", "6");

  private static final StructType BENEFICIARY =
      NamedRow.columns(
          "DML_IND,BENE_ID,STATE_CODE,BENE_COUNTY_CD,BENE_ZIP_CD,BENE_BIRTH_DT,BENE_SEX_IDENT_CD,"
              + "BENE_RACE_CD,DEATH_DT,RFRNC_YR,A_MO_CNT,B_MO_CNT,HMO_MO_CNT");
  private static final StructType INPATIENT =
      NamedRow.columns(
          "DML_IND,BENE_ID,CLM_ID,FINAL_ACTION,NCH_CLM_TYPE_CD,CLM_FROM_DT,CLM_THRU_DT,PRVDR_NUM,"
              + "CLM_FREQ_CD,CLM_MDCR_NON_PMT_RSN_CD,CLM_PMT_AMT,AT_PHYSN_NPI,OP_PHYSN_NPI,"
              + "OT_PHYSN_NPI,CLM_ADMSN_DT,NCH_BENE_IP_DDCTBL_AMT,CLM_UTLZTN_DAY_CNT,"
              + "NCH_BENE_DSCHRG_DT,CLM_DRG_CD,PRNCPAL_DGNS_CD",
          NamedRow.numbered("ICD_DGNS_CD", 25),
          "CLM_LINE_NUM,REV_CNTR,HCPCS_CD,REV_CNTR_UNIT_CNT,RNDRNG_PHYSN_NPI");
  private static final StructType CARRIER =
      NamedRow.columns(
          "DML_IND,BENE_ID,CLM_ID,FINAL_ACTION,NCH_CLM_TYPE_CD,CLM_FROM_DT,CLM_THRU_DT,"
              + "CARR_CLM_PMT_DNL_CD,CLM_PMT_AMT,PRNCPAL_DGNS_CD",
          NamedRow.numbered("ICD_DGNS_CD", 12),
          "LINE_NUM,PRF_PHYSN_NPI,PRVDR_ZIP,PRVDR_SPCLTY,LINE_SRVC_CNT,LINE_PLACE_OF_SRVC_CD,"
              + "LINE_1ST_EXPNS_DT,LINE_LAST_EXPNS_DT,HCPCS_CD,LINE_NCH_PMT_AMT,"
              + "LINE_ALOWD_CHRG_AMT,LINE_PRCSG_IND_CD");

  private final Map<Integer, RowFile> beneficiaries = new HashMap<>();
  private final RowFile inpatient;
  private final RowFile carrier;

  RifLayout(Output output, String part) throws IOException {
    String end = part == null ? "" : "_" + part;
    for (int year = Calendar.FIRST_YEAR; year <= Calendar.LAST_YEAR; year++) {
      beneficiaries.put(year, output.file("beneficiary_" + year + end, BENEFICIARY, BAR));
    }
    this.inpatient = output.file("inpatient" + end, INPATIENT, BAR);
    this.carrier = output.file("carrier" + end, CARRIER, BAR);
  }

  @Override
  public void add(History history) throws IOException {
    for (int year = Calendar.FIRST_YEAR; year <= Calendar.LAST_YEAR; year++) {
      if (history.person().sees(year)) {
        addYear(history.person(), year);
      }
    }
    for (Claim claim : history.claims()) {
      if (claim.stay() != null) {
        addInpatient(history.person(), claim);
      } else {
        addCarrier(history.person(), claim);
      }
    }
  }

  private void addYear(Person person, int year) throws IOException {
    NamedRow row = new NamedRow(BENEFICIARY);
    row.put("DML_IND", "INSERT");
    row.put("BENE_ID", person.patientId());
    row.put("STATE_CODE", Hospital.STATE);
    row.put("BENE_COUNTY_CD", Hospital.STATE + person.home().county());
    row.put("BENE_ZIP_CD", person.home().zip());
    row.put("BENE_BIRTH_DT", day(person.birth()));
    row.put("BENE_SEX_IDENT_CD", SEX.get(person.sex()));
    row.put("BENE_RACE_CD", RACE.get(person.race()));
    row.put("DEATH_DT", person.death() == null ? null : day(person.death()));
    row.put("RFRNC_YR", year);
    int months = person.monthsCovered(year);
    row.put("A_MO_CNT", months);
    row.put("B_MO_CNT", months);
    row.put("HMO_MO_CNT", 0);
    row.addTo(beneficiaries.get(year));
  }

  /** A line for room and board and, where there are days of it, one for intensive care. */
  private void addInpatient(Person person, Claim claim) throws IOException {
    Stay stay = claim.stay();
    addRevenueCentre(person, claim, 1, "0120", stay.to() - stay.from());
    if (stay.icuDays() > 0) {
      addRevenueCentre(person, claim, 2, "0200", stay.icuDays());
    }
  }

  private void addRevenueCentre(Person person, Claim claim, int line, String centre, int days)
      throws IOException {
    Stay stay = claim.stay();
    NamedRow row = row(INPATIENT, person, claim, "60");
    CmsStay.put(row, stay, day(stay.admitted()), day(stay.discharged()));
    row.put("CLM_FREQ_CD", 1);
    row.put("CLM_LINE_NUM", line);
    row.put("REV_CNTR", centre);
    row.put("REV_CNTR_UNIT_CNT", days);
    row.addTo(inpatient);
  }

  private void addCarrier(Person person, Claim claim) throws IOException {
    long paid = claim.lines().stream().mapToLong(line -> line.money().paidCents()).sum();
    int number = 1;
    for (ClaimLine line : claim.lines()) {
      NamedRow row = row(CARRIER, person, claim, "71");
      row.put("CARR_CLM_PMT_DNL_CD", 1);
      row.put("CLM_PMT_AMT", Money.dollars(paid));
      row.put("LINE_NUM", number++);
      row.put("PRF_PHYSN_NPI", line.physician().npi());
      row.put("PRVDR_ZIP", line.physician().hospital().zip());
      row.put("PRVDR_SPCLTY", line.physician().specialty());
      row.put("LINE_SRVC_CNT", 1);
      row.put("LINE_PLACE_OF_SRVC_CD", line.service().placeOfService());
      row.put("LINE_1ST_EXPNS_DT", day(claim.from()));
      row.put("LINE_LAST_EXPNS_DT", day(claim.to()));
      row.put("HCPCS_CD", line.service().hcpcs());
      row.put("LINE_NCH_PMT_AMT", Money.dollars(line.money().paidCents()));
      row.put("LINE_ALOWD_CHRG_AMT", Money.dollars(line.money().allowedCents()));
      row.put("LINE_PRCSG_IND_CD", "A");
      row.addTo(carrier);
    }
  }

  /** What every line of a claim repeats. */
  private static NamedRow row(StructType columns, Person person, Claim claim, String type) {
    List<String> diagnoses = claim.diagnoses();
    NamedRow row = new NamedRow(columns);
    row.put("DML_IND", "INSERT");
    row.put("BENE_ID", person.patientId());
    row.put("CLM_ID", claim.id());
    row.put("FINAL_ACTION", "F");
    row.put("NCH_CLM_TYPE_CD", type);
    row.put("CLM_FROM_DT", day(claim.from()));
    row.put("CLM_THRU_DT", day(claim.to()));
    row.put("PRNCPAL_DGNS_CD", diagnoses.get(0));
    row.put("ICD_DGNS_CD", diagnoses);
    return row;
  }

  private static String day(LocalDate day) {
    return DAY.format(day);
  }
}
