package org.claimgraph.association;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.claimgraph.UserException;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.ModelConfig;
import org.claimgraph.stats.LeastSquares;

/**
 * The columns of a model after the intercept: standardized exposures, then covariates, a category
 * as one column for each of its levels but the most frequent one, then interactions.
 */
final class Design {

  private final int units;
  private final List<DesignColumn> columns = new ArrayList<>();
  private final Map<String, Scale> scales = new HashMap<>();
  private final Map<String, List<String>> levels = new HashMap<>();
  private final Set<String> incomplete = new HashSet<>();

  private Design(int units) {
    this.units = units;
  }

  static Design of(Units units, AssociateConfig config) {
    Design design = new Design(units.count());
    for (String term : units.terms()) {
      Variable variable = units.variable(term);
      if (config.exposures().contains(term)) {
        design.addExposure(term, units.values(term), config.model().winsorize());
      } else if (variable.isCategory()) {
        design.addCategory(term, variable.levels(), units.values(term));
      } else {
        design.columns.add(new DesignColumn(term, term, units.values(term)));
      }
    }
    return design;
  }

  private void addExposure(String term, double[] values, ModelConfig.Quantiles winsorize) {
    Scale scale = Scale.of(values, winsorize);
    if (scale != null) {
      scales.put(term, scale);
      columns.add(new DesignColumn(term, term, scale.zScores()));
    }
  }

  private void addCategory(String term, List<String> texts, double[] places) {
    int[] counts = new int[texts.size()];
    Arrays.stream(places).forEach(place -> counts[(int) place]++);
    int most = 0; // of equal ones the first by name
    for (int level = 1; level < counts.length; level++) {
      most = counts[level] > counts[most] ? level : most;
    }
    levels.put(term, new ArrayList<>());
    for (int level = 0; level < counts.length; level++) {
      if (counts[level] > 0) {
        levels.get(term).add(texts.get(level));
      }
      if (counts[level] > 0 && level != most) {
        int one = level;
        double[] isLevel = Arrays.stream(places).map(place -> place == one ? 1 : 0).toArray();
        columns.add(new DesignColumn(name(term, texts.get(level)), term, isLevel));
      }
    }
  }

  private static String name(String category, String level) {
    return category + "=" + level;
  }

  /** Adds the products of an exposure and the columns of covariates, where they are there. */
  void interact(String exposure, List<String> covariates) {
    int own = place(exposure);
    if (own >= 0) {
      List<DesignColumn> others =
          columns.stream()
              .filter(column -> covariates.contains(column.term()))
              .filter(column -> scale(column.term()) == null)
              .toList();
      others.forEach(other -> columns.add(columns.get(own).times(other)));
    }
  }

  /** Leaves out a column. */
  void drop(int place) {
    incomplete.add(columns.remove(place).term());
  }

  /** The place of an exposure among the columns; -1 where it is not there. */
  int place(String exposure) {
    for (int place = 0; place < columns.size(); place++) {
      if (columns.get(place).name().equals(exposure)) {
        return place;
      }
    }
    return -1;
  }

  /** How an exposure of the model is standardized. */
  Scale scale(String exposure) {
    return scales.get(exposure);
  }

  /** Names of all columns but one. */
  List<String> beside(String exposure) {
    return columns.stream().map(DesignColumn::name).filter(name -> !name.equals(exposure)).toList();
  }

  int size() {
    return columns.size();
  }

  /** The design matrix, intercept first. */
  double[][] matrix() {
    double[][] x = new double[units][columns.size()];
    for (int unit = 0; unit < units; unit++) {
      for (int column = 0; column < columns.size(); column++) {
        x[unit][column] = columns.get(column).of(unit);
      }
    }
    return LeastSquares.withIntercept(x);
  }

  /**
   * Why nothing can be told of a profile; null where it can: its values must be those of terms in
   * the model, and a category or flag must have its value in some unit.
   *
   * @param covariates those of the study; a profile may name others, which are not looked at
   */
  String problem(Map<String, String> profile, List<String> covariates) {
    return covariates.stream()
        .filter(term -> !profile.getOrDefault(term, ModelConfig.MEAN).equals(ModelConfig.MEAN))
        .map(term -> problem(term, profile.get(term)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private String problem(String term, String value) {
    List<DesignColumn> own = columns.stream().filter(column -> column.term().equals(term)).toList();
    if (own.isEmpty() || incomplete.contains(term)) {
      return term
          + " of the reference profile is not in the model: it is constant, unknown for too many"
          + " units, or follows from other columns";
    }
    boolean isThere =
        levels.containsKey(term)
            ? levels.get(term).contains(value)
            : !isFlag(value) || own.get(0).has(number(term, value));
    return isThere ? null : "no unit has " + name(term, value) + " of the reference profile";
  }

  /**
   * The row of the design matrix of a reference profile with all exposures at their mean.
   *
   * @param profile value of each covariate that is not at its mean
   */
  double[] profile(Map<String, String> profile) {
    double[] row = new double[columns.size() + 1];
    row[0] = 1;
    for (int place = 0; place < columns.size(); place++) {
      DesignColumn column = columns.get(place);
      row[place + 1] = scales.containsKey(column.term()) ? 0 : value(column, profile);
    }
    return row;
  }

  /** What one standard deviation more of an exposure adds to that row, interactions included. */
  double[] step(String exposure, Map<String, String> profile) {
    double[] step = new double[columns.size() + 1];
    for (int place = 0; place < columns.size(); place++) {
      DesignColumn column = columns.get(place);
      if (column.term().equals(exposure)) {
        step[place + 1] = column.factor() == null ? 1 : value(column.factor(), profile);
      }
    }
    return step;
  }

  private double value(DesignColumn column, Map<String, String> profile) {
    String value = profile.getOrDefault(column.term(), ModelConfig.MEAN);
    if (value.equals(ModelConfig.MEAN)) {
      return column.mean();
    }
    if (levels.containsKey(column.term())) {
      return column.name().equals(name(column.term(), value)) ? 1 : 0;
    }
    return number(column.term(), value);
  }

  private static boolean isFlag(String value) {
    return value.equals("true") || value.equals("false");
  }

  private static double number(String term, String value) {
    if (isFlag(value)) {
      return value.equals("true") ? 1 : 0;
    }
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException notANumber) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid associate.reference-profile: " + term + " = " + value + " is not a number.",
          "Give a number, true, false or mean.");
    }
  }
}
