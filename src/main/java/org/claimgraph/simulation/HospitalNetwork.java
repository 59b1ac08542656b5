package org.claimgraph.simulation;

import java.io.Serializable;

/**
 * What the links of the last year show of one hospital and its people.
 *
 * @param adjustedDegree median adjusted degree of its physicians; NaN where undefined
 * @param centrality winsorized relative centrality of its primary physicians; NaN where undefined
 * @param people persons at home here and alive in that year, hub patients left out
 * @param medicalNeed sum over these persons of need times medical specialists in the circle
 * @param otherNeed sum over these persons of need times other physicians in the circle
 */
record HospitalNetwork(
    double adjustedDegree, double centrality, long people, double medicalNeed, double otherNeed)
    implements Serializable {

  boolean has(Outcome.Exposure exposure) {
    return !Double.isNaN(measure(exposure));
  }

  double measure(Outcome.Exposure exposure) {
    return switch (exposure) {
      case ADJUSTED_DEGREE_MEDIAN -> adjustedDegree;
      case PCP_RELATIVE_CENTRALITY_WINSORIZED -> centrality;
    };
  }
}
