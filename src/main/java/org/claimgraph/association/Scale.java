package org.claimgraph.association;

import java.util.Arrays;
import org.claimgraph.config.ModelConfig;
import org.claimgraph.stats.Quantiles;
import org.claimgraph.stats.Standardizing;

/**
 * An exposure over the units of a model: without its extremes where that is asked, then in standard
 * deviations from its mean.
 */
final class Scale {

  private final double low;
  private final double high;
  private final Standardizing standardized;

  private Scale(double low, double high, Standardizing standardized) {
    this.low = low;
    this.high = high;
    this.standardized = standardized;
  }

  /**
   * Standardizes values that are not all the same.
   *
   * @param winsorize quantiles beyond which values are set to them; null for none
   * @return null where the values are all the same without their extremes
   */
  static Scale of(double[] values, ModelConfig.Quantiles winsorize) {
    double low = Double.NaN;
    double high = Double.NaN;
    double[] kept = values.clone();
    if (winsorize != null) {
      low = Quantiles.of(values, winsorize.lower());
      high = Quantiles.of(values, winsorize.upper());
      for (int i = 0; i < kept.length; i++) {
        kept[i] = StrictMath.max(low, StrictMath.min(high, kept[i]));
      }
    }
    boolean varies = Arrays.stream(kept).distinct().limit(2).count() > 1;
    return varies ? new Scale(low, high, Standardizing.of(kept)) : null;
  }

  double[] zScores() {
    return standardized.zScores();
  }

  double mean() {
    return standardized.mean();
  }

  double standardDeviation() {
    return standardized.standardDeviation();
  }

  /** The lowest value left; NaN where extremes stay. */
  double low() {
    return low;
  }

  /** The highest value left; NaN where extremes stay. */
  double high() {
    return high;
  }
}
