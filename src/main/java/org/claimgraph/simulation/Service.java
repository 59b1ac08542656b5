package org.claimgraph.simulation;

/** What a physician bills for: HCPCS code, CMS place of service, usual price. */
enum Service {
  SHORT_OFFICE_VISIT("99213", "11", 66),
  LONG_OFFICE_VISIT("99214", "11", 99),
  HOSPITAL_ADMISSION("99223", "21", 187),
  HOSPITAL_VISIT("99232", "21", 67),
  EMERGENCY_VISIT("99284", "23", 112),
  CHEST_X_RAY("71020", "22", 32),
  SPINE_MRI("72148", "22", 390),
  METABOLIC_PANEL("80053", "11", 15);

  private final String hcpcs;
  private final String placeOfService;
  private final int usualDollars;

  Service(String hcpcs, String placeOfService, int usualDollars) {
    this.hcpcs = hcpcs;
    this.placeOfService = placeOfService;
    this.usualDollars = usualDollars;
  }

  String hcpcs() {
    return hcpcs;
  }

  String placeOfService() {
    return placeOfService;
  }

  int usualDollars() {
    return usualDollars;
  }
}
