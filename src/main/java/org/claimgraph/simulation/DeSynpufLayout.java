package org.claimgraph.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * The layout of CMS DE-SynPUF 2008-2010: the columns of the published files in their order, empty
 * where nothing is simulated. It tells neither specialties nor regions; two crosswalks beside the
 * claims lead from its counties to regions. Claims for visits to emergency departments are left
 * out, see {@link Layout#DE_SYNPUF}.
 */
final class DeSynpufLayout implements Layout.PatientFiles {

  private static final int LINES = 13;
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final Map<String, String> SEX = Map.of("male", "1", "female", "2");
  private static final Map<String, String> RACE =
      Map.of(
          "white", "1", "black", "2", "other", "3", "asian", "4", "hispanic", "5", "native", "6");

  private static final StructType BENEFICIARY =
      NamedRow.columns(
          "DESYNPUF_ID,BENE_BIRTH_DT,BENE_DEATH_DT,BENE_SEX_IDENT_CD,BENE_RACE_CD,"
              + "BENE_ESRD_IND,SP_STATE_CODE,BENE_COUNTY_CD,BENE_HI_CVRAGE_TOT_MONS,"
              + "BENE_SMI_CVRAGE_TOT_MONS,BENE_HMO_CVRAGE_TOT_MONS,PLAN_CVRG_MOS_NUM,"
              + "SP_ALZHDMTA,SP_CHF,SP_CHRNKIDN,SP_CNCR,SP_COPD,SP_DEPRESSN,SP_DIABETES,"
              + "SP_ISCHMCHT,SP_OSTEOPRS,SP_RA_OA,SP_STRKETIA,MEDREIMB_IP,BENRES_IP,"
              + "PPPYMT_IP,MEDREIMB_OP,BENRES_OP,PPPYMT_OP,MEDREIMB_CAR,BENRES_CAR,"
              + "PPPYMT_CAR");
  private static final StructType INPATIENT =
      NamedRow.columns(
          "DESYNPUF_ID,CLM_ID,SEGMENT,CLM_FROM_DT,CLM_THRU_DT,PRVDR_NUM,CLM_PMT_AMT,"
              + "NCH_PRMRY_PYR_CLM_PD_AMT,AT_PHYSN_NPI,OP_PHYSN_NPI,OT_PHYSN_NPI,"
              + "CLM_ADMSN_DT,ADMTNG_ICD9_DGNS_CD,CLM_PASS_THRU_PER_DIEM_AMT,"
              + "NCH_BENE_IP_DDCTBL_AMT,NCH_BENE_PTA_COINSRNC_LBLTY_AM,"
              + "NCH_BENE_BLOOD_DDCTBL_LBLTY_AM,CLM_UTLZTN_DAY_CNT,NCH_BENE_DSCHRG_DT,"
              + "CLM_DRG_CD",
          NamedRow.numbered("ICD9_DGNS_CD_", 10),
          NamedRow.numbered("ICD9_PRCDR_CD_", 6),
          NamedRow.numbered("HCPCS_CD_", 45));
  private static final StructType CARRIER =
      NamedRow.columns(
          "DESYNPUF_ID,CLM_ID,CLM_FROM_DT,CLM_THRU_DT",
          NamedRow.numbered("ICD9_DGNS_CD_", 8),
          NamedRow.numbered("PRF_PHYSN_NPI_", LINES),
          NamedRow.numbered("TAX_NUM_", LINES),
          NamedRow.numbered("HCPCS_CD_", LINES),
          NamedRow.numbered("LINE_NCH_PMT_AMT_", LINES),
          NamedRow.numbered("LINE_BENE_PTB_DDCTBL_AMT_", LINES),
          NamedRow.numbered("LINE_BENE_PRMRY_PYR_PD_AMT_", LINES),
          NamedRow.numbered("LINE_COINSRNC_AMT_", LINES),
          NamedRow.numbered("LINE_ALOWD_CHRG_AMT_", LINES),
          NamedRow.numbered("LINE_PRCSG_IND_CD_", LINES),
          NamedRow.numbered("LINE_ICD9_DGNS_CD_", LINES));

  private final Map<Integer, RowFile> beneficiaries = new HashMap<>();
  private final RowFile inpatient;
  private final RowFile carrier;

  DeSynpufLayout(Output output, String part) throws IOException {
    String sample = "_Sample_" + (part == null ? 1 : Integer.parseInt(part) + 1);
    for (int year = Calendar.FIRST_YEAR; year <= Calendar.LAST_YEAR; year++) {
      String name = "DE1_0_" + year + "_Beneficiary_Summary_File" + sample;
      beneficiaries.put(year, output.file(name, BENEFICIARY));
    }
    this.inpatient = output.file("DE1_0_2008_to_2010_Inpatient_Claims" + sample, INPATIENT);
    this.carrier = output.file("DE1_0_2008_to_2010_Carrier_Claims" + sample, CARRIER);
  }

  /** For {@code region.ssa-county} and {@code region.county-hrr}. */
  static void writeCrosswalks(Output output, Nation nation) throws IOException {
    RowFile counties =
        output.file("ssa_county", StructType.fromDDL("ssacounty STRING, fipscounty STRING"));
    RowFile regions =
        output.file("county_hrr", StructType.fromDDL("fips STRING, hrr STRING, weight DOUBLE"));
    int perHrr = nation.simulation().hospitalsPerHrr();
    for (int number = 0; number < nation.hospitals().size(); number += perHrr) {
      Hospital hospital = nation.hospitals().get(number);
      String county = Hospital.STATE + hospital.county();
      counties.row(county, county);
      regions.row(county, hospital.hrr(), 1.0);
    }
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
      } else if (!claim.isEmergency()) {
        addCarrier(history.person(), claim);
      }
    }
  }

  private void addYear(Person person, int year) throws IOException {
    NamedRow record = new NamedRow(BENEFICIARY);
    record.put("DESYNPUF_ID", person.patientId());
    record.put("BENE_BIRTH_DT", day(person.birth()));
    record.put("BENE_DEATH_DT", person.death() == null ? null : day(person.death()));
    record.put("BENE_SEX_IDENT_CD", SEX.get(person.sex()));
    record.put("BENE_RACE_CD", RACE.get(person.race()));
    record.put("SP_STATE_CODE", Hospital.STATE);
    record.put("BENE_COUNTY_CD", person.home().county());
    int months = person.monthsCovered(year);
    record.put("BENE_HI_CVRAGE_TOT_MONS", months);
    record.put("BENE_SMI_CVRAGE_TOT_MONS", months);
    record.put("BENE_HMO_CVRAGE_TOT_MONS", 0);
    record.addTo(beneficiaries.get(year));
  }

  private void addInpatient(Person person, Claim claim) throws IOException {
    Stay stay = claim.stay();
    NamedRow record = new NamedRow(INPATIENT);
    record.put("DESYNPUF_ID", person.patientId());
    record.put("CLM_ID", claim.id());
    record.put("SEGMENT", 1);
    record.put("CLM_FROM_DT", day(claim.from()));
    record.put("CLM_THRU_DT", day(claim.to()));
    CmsStay.put(record, stay, day(claim.from()), day(claim.to()));
    record.put("ICD9_DGNS_CD_", claim.diagnoses());
    record.addTo(inpatient);
  }

  private void addCarrier(Person person, Claim claim) throws IOException {
    List<ClaimLine> lines = claim.lines();
    NamedRow record = new NamedRow(CARRIER);
    record.put("DESYNPUF_ID", person.patientId());
    record.put("CLM_ID", claim.id());
    record.put("CLM_FROM_DT", day(claim.from()));
    record.put("CLM_THRU_DT", day(claim.to()));
    record.put("ICD9_DGNS_CD_", claim.diagnoses());
    record.put("PRF_PHYSN_NPI_", lines.stream().map(line -> line.physician().npi()).toList());
    record.put("HCPCS_CD_", lines.stream().map(line -> line.service().hcpcs()).toList());
    record.put(
        "LINE_NCH_PMT_AMT_",
        lines.stream().map(line -> Money.dollars(line.money().paidCents()).toString()).toList());
    record.put(
        "LINE_ALOWD_CHRG_AMT_",
        lines.stream().map(line -> Money.dollars(line.money().allowedCents()).toString()).toList());
    record.addTo(carrier);
  }

  private static String day(LocalDate day) {
    return DAY.format(day);
  }
}
