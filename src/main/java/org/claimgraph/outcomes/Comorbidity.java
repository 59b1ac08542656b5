package org.claimgraph.outcomes;

import java.util.Locale;
import org.claimgraph.config.CharlsonConfig.Weights;

/** The conditions of the Charlson score and what each counts. */
enum Comorbidity {
  MYOCARDIAL_INFARCTION(1, 0),
  HEART_FAILURE(1, 2),
  PERIPHERAL_VASCULAR(1, 0),
  CEREBROVASCULAR(1, 0),
  DEMENTIA(1, 2),
  CHRONIC_PULMONARY(1, 1),
  RHEUMATIC(1, 1),
  PEPTIC_ULCER(1, 0),
  /** Counts only without {@link #SEVERE_LIVER}. */
  MILD_LIVER(1, 2),
  /** Counts only without {@link #DIABETES_WITH_COMPLICATIONS}. */
  DIABETES(1, 0),
  DIABETES_WITH_COMPLICATIONS(2, 1),
  HEMIPLEGIA(2, 2),
  RENAL(2, 1),
  /** Counts only without {@link #METASTATIC_CANCER}. */
  CANCER(2, 2),
  SEVERE_LIVER(3, 4),
  METASTATIC_CANCER(6, 6),
  AIDS(6, 4);

  private final int original;
  private final int quan2011;

  Comorbidity(int original, int quan2011) {
    this.original = original;
    this.quan2011 = quan2011;
  }

  /** The condition of a name such as {@code mild_liver}. */
  static Comorbidity named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** What it counts. */
  int weight(Weights weights) {
    return weights == Weights.ORIGINAL ? original : quan2011;
  }

  /** Its bit in a set of conditions. */
  int bit() {
    return 1 << ordinal();
  }

  /** Whether it is in a set of conditions. */
  boolean isIn(int conditions) {
    return (conditions & bit()) != 0;
  }

  /** Whether a graver form of it is in a set of conditions, so that it does not count itself. */
  boolean isOutweighed(int conditions) {
    return switch (this) {
      case MILD_LIVER -> SEVERE_LIVER.isIn(conditions);
      case DIABETES -> DIABETES_WITH_COMPLICATIONS.isIn(conditions);
      case CANCER -> METASTATIC_CANCER.isIn(conditions);
      default -> false;
    };
  }
}
