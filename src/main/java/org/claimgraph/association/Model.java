package org.claimgraph.association;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.stats.ClusterCorrection;
import org.claimgraph.stats.ClusterRobust;
import org.claimgraph.stats.DependentColumnException;
import org.claimgraph.stats.Estimate;
import org.claimgraph.stats.LeastSquares;
import org.claimgraph.stats.Standardizing;

/**
 * One log-linear model: log of the regional mean of an outcome on standardized exposures and
 * covariates, with standard errors clustered by HRR (CR1). A column that follows from earlier ones
 * is left out.
 */
final class Model {

  private final Units units;
  private final List<String> columns;
  private final Map<String, Double> deviations = new HashMap<>();
  private LeastSquares fit;
  private ClusterRobust robust;
  private String problem;

  private Model(Units units) {
    this.units = units;
    this.columns = new ArrayList<>(units.columns());
  }

  static Model of(Units units, String outcome, AssociateConfig config) {
    Model model = new Model(units);
    double[] y = units.values(outcome);
    Arrays.setAll(y, i -> StrictMath.log(y[i]));
    model.fit(y, config.exposures());
    return model;
  }

  private void fit(double[] y, List<String> exposures) {
    long clusters = clusters();
    while (problem == null && fit == null) {
      if (y.length <= columns.size() + 1) {
        problem = y.length + " regions are too few for " + (columns.size() + 1) + " coefficients";
      } else if (clusters <= columns.size() + 1) {
        problem =
            clusters
                + " clusters (hospital referral regions) are too few for "
                + (columns.size() + 1)
                + " coefficients";
      } else if (Arrays.stream(y).distinct().count() < 2) {
        problem = "the outcome is equal in all regions";
      } else {
        tryFit(y, exposures);
      }
    }
  }

  private void tryFit(double[] y, List<String> exposures) {
    double[][] x = new double[y.length][columns.size()];
    for (int column = 0; column < columns.size(); column++) {
      double[] values = regressor(columns.get(column), exposures);
      for (int row = 0; row < y.length; row++) {
        x[row][column] = values[row];
      }
    }
    try {
      fit = LeastSquares.ols(y, LeastSquares.withIntercept(x));
      robust = ClusterRobust.of(fit, units.clusters(), ClusterCorrection.CR1);
    } catch (DependentColumnException dependent) {
      columns.remove(dependent.column() - 1);
    }
  }

  private double[] regressor(String name, List<String> exposures) {
    double[] values = units.values(name);
    if (!exposures.contains(name)) {
      return values;
    }
    Standardizing standardized = Standardizing.of(values);
    deviations.put(name, standardized.standardDeviation());
    return standardized.zScores();
  }

  /** Why nothing can be estimated for an exposure; null where there is an estimate. */
  String problem(String exposure) {
    if (problem != null) {
      return problem;
    }
    return columns.contains(exposure)
        ? null
        : exposure
            + " is undefined in too many regions, equal in all, or follows from other columns";
  }

  /** The coefficient of an exposure, per standard deviation, on the log of the outcome. */
  Estimate estimate(String exposure) {
    return robust.estimate(columns.indexOf(exposure) + 1);
  }

  /** One standard deviation of an exposure over the regions of the model. */
  double deviation(String exposure) {
    return deviations.get(exposure);
  }

  /** Everything else in the model beside an exposure. */
  List<String> beside(String exposure) {
    return columns.stream().filter(column -> !column.equals(exposure)).toList();
  }

  long units() {
    return units.count();
  }

  long clusters() {
    return Arrays.stream(units.clusters()).distinct().count();
  }

  double rSquared() {
    return fit.rSquared();
  }
}
