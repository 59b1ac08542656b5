package org.claimgraph.simulation;

import java.util.Arrays;
import java.util.List;

/** Reasons for a stay: MS-DRG, whether medical, principal diagnosis (ICD-9), usual payment. */
enum DiagnosisRelatedGroup {
  HEART_FAILURE("291", true, "42823", 8_400),
  PNEUMONIA("194", true, "486", 6_100),
  LUNG_DISEASE("190", true, "49121", 6_900),
  SEPSIS("871", true, "0389", 11_200),
  STROKE("065", true, "43491", 7_000),
  URINARY_INFECTION("690", true, "5990", 4_700),
  KIDNEY_FAILURE("683", true, "5849", 7_300),
  JOINT_REPLACEMENT("470", false, "71536", 12_100),
  CORONARY_STENT("247", false, "41401", 12_300),
  HIP_FRACTURE("481", false, "82021", 11_300),
  BOWEL_SURGERY("330", false, "56211", 15_400),
  /** Of newborns, and never drawn. */
  NEWBORN("795", true, "V3000", 1_400);

  private static final List<DiagnosisRelatedGroup> MEDICAL =
      Arrays.stream(values()).filter(group -> group.medical && group != NEWBORN).toList();
  private static final List<DiagnosisRelatedGroup> SURGICAL =
      Arrays.stream(values()).filter(group -> !group.medical).toList();

  private final String code;
  private final boolean medical;
  private final String diagnosis;
  private final int usualDollars;

  DiagnosisRelatedGroup(String code, boolean medical, String diagnosis, int usualDollars) {
    this.code = code;
    this.medical = medical;
    this.diagnosis = diagnosis;
    this.usualDollars = usualDollars;
  }

  /** Three stays of four are medical. */
  static DiagnosisRelatedGroup draw(Draws draws) {
    return draws.pick(draws.chance(0.75) ? MEDICAL : SURGICAL);
  }

  String code() {
    return code;
  }

  boolean medical() {
    return medical;
  }

  String diagnosis() {
    return diagnosis;
  }

  int usualDollars() {
    return usualDollars;
  }
}
