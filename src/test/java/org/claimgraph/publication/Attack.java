package org.claimgraph.publication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Somebody who knows every published number and how they belong together, and wants to know hidden
 * ones: linear programs for the least and the greatest value that each may have.
 */
final class Attack {

  private static final double ALMOST = 1e-6;

  private final int variables;
  private final List<LinearConstraint> known = new ArrayList<>();

  /** An attack on hidden numbers that are 0 or more. */
  Attack(int variables) {
    this.variables = variables;
  }

  /** Knows that weighted hidden numbers add up to so many; weights by variable. */
  void sumIs(double[] weights, double sum) {
    known.add(new LinearConstraint(weights, Relationship.EQ, sum));
  }

  /** Knows that weighted hidden numbers add up to at least so many. */
  void sumIsAtLeast(double[] weights, double sum) {
    known.add(new LinearConstraint(weights, Relationship.GEQ, sum));
  }

  /** Whether it is proven that the sum of weighted hidden numbers is from 1 to most. */
  boolean provesSmall(double[] weights, long most) {
    return bound(weights, GoalType.MINIMIZE) > ALMOST
        && bound(weights, GoalType.MAXIMIZE) < most + 1 - ALMOST;
  }

  /** Whether only one value is left for the sum of weighted hidden numbers. */
  boolean pins(double[] weights) {
    return bound(weights, GoalType.MAXIMIZE) - bound(weights, GoalType.MINIMIZE) < ALMOST;
  }

  /** Whether the sum of weighted hidden numbers may be anything from least to most. */
  boolean spans(double[] weights, double least, double most) {
    return bound(weights, GoalType.MINIMIZE) < least + ALMOST
        && bound(weights, GoalType.MAXIMIZE) > most - ALMOST;
  }

  private double bound(double[] weights, GoalType goal) {
    return new SimplexSolver()
        .optimize(
            new LinearObjectiveFunction(weights, 0),
            new LinearConstraintSet(known),
            goal,
            new NonNegativeConstraint(true))
        .getValue();
  }

  /** The weights of one variable minus others. */
  double[] difference(int whole, int... parts) {
    double[] weights = new double[variables];
    weights[whole] = 1;
    Arrays.stream(parts).forEach(part -> weights[part] -= 1);
    return weights;
  }
}
