package org.claimgraph.simulation;

/**
 * What a physician bills for: HCPCS code, CMS place of service, and the usual price: of visits to
 * those a person knows relative to that of other such visits, of all else in dollars.
 */
enum Service {
  SHORT_OFFICE_VISIT("99213", "11", 0.8),
  LONG_OFFICE_VISIT("99214", "11", 1.3),
  HOSPITAL_VISIT("99232", "21", 1),
  EMERGENCY_VISIT("99284", "23", 112),
  CHEST_X_RAY("71020", "22", 32),
  SPINE_MRI("72148", "22", 390),
  METABOLIC_PANEL("80053", "11", 15);

  private static final double LONG_SHARE = 0.4;
  private static final double MRI_SHARE = 0.1;

  private final String hcpcs;
  private final String placeOfService;
  private final double usualPrice;

  Service(String hcpcs, String placeOfService, double usualPrice) {
    this.hcpcs = hcpcs;
    this.placeOfService = placeOfService;
    this.usualPrice = usualPrice;
  }

  /** Of expected price 1, as is a visit in hospital. */
  static Service drawOfficeVisit(Draws draws) {
    return draws.chance(LONG_SHARE) ? LONG_OFFICE_VISIT : SHORT_OFFICE_VISIT;
  }

  static Service drawImage(Draws draws) {
    return draws.chance(MRI_SHARE) ? SPINE_MRI : CHEST_X_RAY;
  }

  /** What an image costs on average. */
  static double imageDollars() {
    return MRI_SHARE * SPINE_MRI.usualPrice + (1 - MRI_SHARE) * CHEST_X_RAY.usualPrice;
  }

  static double testDollars() {
    return METABOLIC_PANEL.usualPrice;
  }

  String hcpcs() {
    return hcpcs;
  }

  String placeOfService() {
    return placeOfService;
  }

  double usualPrice() {
    return usualPrice;
  }
}
