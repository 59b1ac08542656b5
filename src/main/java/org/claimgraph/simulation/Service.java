package org.claimgraph.simulation;

import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a physician bills for: HCPCS code, its BETOS category, CMS place of service, and the usual
 * price: of visits to those a person knows relative to that of other such visits, of all else in
 * dollars.
 */
enum Service {
  SHORT_OFFICE_VISIT("99213", "M1B", "11", 0.8),
  LONG_OFFICE_VISIT("99214", "M1B", "11", 1.3),
  HOSPITAL_VISIT("99232", "M2B", "21", 1),
  EMERGENCY_VISIT("99284", "M3", "23", 112),
  CHEST_X_RAY("71020", "I1A", "22", 32),
  SPINE_MRI("72148", "I2D", "22", 390),
  METABOLIC_PANEL("80053", "T1B", "11", 15);

  private static final double LONG_SHARE = 0.4;
  private static final double MRI_SHARE = 0.1;

  private final String hcpcs;
  private final String betos;
  private final String placeOfService;
  private final double usualPrice;

  Service(String hcpcs, String betos, String placeOfService, double usualPrice) {
    this.hcpcs = hcpcs;
    this.betos = betos;
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

  /** A csv file of the category of each code that a layout has, for {@code outcome.betos}. */
  static byte[] categories(Layout layout) {
    StringBuilder csv = new StringBuilder("hcpcs,betos\n");
    for (Service service : values()) {
      if (service != EMERGENCY_VISIT || layout.tellsSpecialties()) {
        csv.append(service.hcpcs).append(',').append(service.betos).append('\n');
      }
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** CMS places of service where something is done, in order. */
  static SortedSet<String> placesOfService() {
    return Stream.of(values())
        .map(Service::placeOfService)
        .collect(Collectors.toCollection(TreeSet::new));
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
