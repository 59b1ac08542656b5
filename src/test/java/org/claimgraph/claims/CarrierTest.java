package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimgraph.claims.SmallSource.CARRIER;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The physician claims of the CMS DE-SynPUF: 13 lines side by side in one row. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class CarrierTest {

  private static final List<String> COLUMNS = columns();

  @TempDir Path folder;

  @Test
  void theHeaderHasThe142ColumnsOfTheFile() {
    assertThat(COLUMNS).hasSize(142).doesNotHaveDuplicates();
  }

  @Test
  void everyUsedSlotIsALineAndARowWithoutAnyIsFilteredOut(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("de-synpuf", folder)
            .with(
                CARRIER,
                String.join(",", COLUMNS),
                row(
                    Map.of(
                        "CLM_ID",
                        "0301",
                        "PRF_PHYSN_NPI_1",
                        "0000000021",
                        "HCPCS_CD_1",
                        "99213",
                        "LINE_NCH_PMT_AMT_1",
                        "60.00",
                        "LINE_ALOWD_CHRG_AMT_1",
                        "80.00",
                        "PRF_PHYSN_NPI_13",
                        "0000000022",
                        "HCPCS_CD_13",
                        "G0008",
                        "LINE_NCH_PMT_AMT_13",
                        "-5.00",
                        "ICD9_DGNS_CD_8",
                        "4019")),
                row(Map.of("CLM_ID", "0302", "HCPCS_CD_2", "71010")),
                row(Map.of("CLM_ID", "0303", "LINE_NCH_PMT_AMT_1", "0.00")),
                row(Map.of("CLM_ID", "0302", "HCPCS_CD_2", "71010")));
    Intake intake = source.read(spark);
    assertThat(
            texts(
                ClaimLines.of(intake),
                "claim_id",
                "line_number",
                "claim_type",
                "service_from",
                "service_to",
                "npi",
                "npi_role",
                "hcpcs",
                "hospital",
                "allowed_amount",
                "paid_amount",
                "concat_ws(';', diagnoses) AS codes"))
        .containsExactly(
            "0301 1 professional 2008-05-01 2008-05-02 0000000021 rendering 99213 - 80.00 60.00"
                + " 4019",
            "0301 13 professional 2008-05-01 2008-05-02 0000000022 rendering G0008 - - -5.00 4019",
            "0302 2 professional 2008-05-01 2008-05-02 - - 71010 - - - ");
    assertThat(texts(intake.fates(), "rejected", "filtered", "concat_ws(';', remarks) AS remarks"))
        .containsExactly(
            "- - line_without_physician",
            "- - negative_payment",
            "- repeated_row line_without_physician",
            "- without_lines ");
    assertThat(Stays.of(intake).isEmpty()).isTrue();
  }

  @Test
  void rowsThatCannotBeUsedAreRejectedWithTheirReason(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("de-synpuf", folder)
            .with(
                CARRIER,
                String.join(",", COLUMNS),
                row(Map.of("HCPCS_CD_1", "99213")),
                row(Map.of("DESYNPUF_ID", "", "HCPCS_CD_1", "99213")),
                row(Map.of("CLM_ID", "", "HCPCS_CD_1", "99213")),
                row(Map.of("CLM_FROM_DT", "", "HCPCS_CD_1", "99213")),
                row(Map.of("CLM_FROM_DT", "20080230", "HCPCS_CD_1", "99213")),
                row(Map.of("CLM_THRU_DT", "x", "HCPCS_CD_1", "99213")),
                row(Map.of("CLM_THRU_DT", "20080430", "HCPCS_CD_1", "99213")),
                row(Map.of("LINE_ALOWD_CHRG_AMT_7", "$5", "HCPCS_CD_1", "99213")));
    Intake intake = source.read(spark);
    assertThat(texts(intake.rejected(), "row_number", "reason", "detail"))
        .containsExactly(
            "2 missing_id DESYNPUF_ID",
            "3 missing_id CLM_ID",
            "4 missing_date CLM_FROM_DT",
            "5 invalid_date CLM_FROM_DT",
            "6 invalid_date CLM_THRU_DT",
            "7 end_before_start CLM_THRU_DT",
            "8 invalid_amount LINE_NCH_PMT_AMT or LINE_ALOWD_CHRG_AMT");
  }

  private static String row(Map<String, String> values) {
    Map<String, String> defaults =
        Map.of(
            "DESYNPUF_ID", "0P1",
            "CLM_ID", "0300",
            "CLM_FROM_DT", "20080501",
            "CLM_THRU_DT", "20080502");
    return String.join(
        ",",
        COLUMNS.stream()
            .map(column -> values.getOrDefault(column, defaults.getOrDefault(column, "")))
            .toList());
  }

  private static List<String> columns() {
    List<String> columns =
        new ArrayList<>(List.of("DESYNPUF_ID", "CLM_ID", "CLM_FROM_DT", "CLM_THRU_DT"));
    repeat(columns, "ICD9_DGNS_CD_", 8);
    for (String repeated :
        List.of(
            "PRF_PHYSN_NPI_",
            "TAX_NUM_",
            "HCPCS_CD_",
            "LINE_NCH_PMT_AMT_",
            "LINE_BENE_PTB_DDCTBL_AMT_",
            "LINE_BENE_PRMRY_PYR_PD_AMT_",
            "LINE_COINSRNC_AMT_",
            "LINE_ALOWD_CHRG_AMT_",
            "LINE_PRCSG_IND_CD_",
            "LINE_ICD9_DGNS_CD_")) {
      repeat(columns, repeated, 13);
    }
    return columns;
  }

  private static void repeat(List<String> columns, String name, int times) {
    for (int i = 1; i <= times; i++) {
      columns.add(name + i);
    }
  }
}
