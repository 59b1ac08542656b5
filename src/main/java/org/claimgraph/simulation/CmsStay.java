package org.claimgraph.simulation;

/** What files of CMS tell of a hospital stay, under the names that they have in common. */
final class CmsStay {

  private CmsStay() {}

  /**
   * Puts the columns of a stay into a row.
   *
   * @param admitted first day, as the files write days
   * @param discharged last day
   */
  static void put(NamedRow row, Stay stay, String admitted, String discharged) {
    Admission admission = stay.admission();
    Money money = stay.money();
    row.put("PRVDR_NUM", admission.hospital().ccn());
    row.put("CLM_PMT_AMT", Money.dollars(money.paidCents()));
    row.put("AT_PHYSN_NPI", admission.attending().npi());
    row.put("OP_PHYSN_NPI", npi(admission.operating()));
    row.put("OT_PHYSN_NPI", npi(admission.other()));
    row.put("CLM_ADMSN_DT", admitted);
    row.put("NCH_BENE_IP_DDCTBL_AMT", Money.dollars(money.allowedCents() - money.paidCents()));
    row.put("CLM_UTLZTN_DAY_CNT", stay.to() - stay.from());
    row.put("NCH_BENE_DSCHRG_DT", discharged);
    row.put("CLM_DRG_CD", stay.group().code());
  }

  private static String npi(Physician physician) {
    return physician == null ? null : physician.npi();
  }
}
