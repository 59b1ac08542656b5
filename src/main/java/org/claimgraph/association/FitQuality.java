package org.claimgraph.association;

/**
 * How well a model fits; NaN where its form does not tell.
 *
 * @param rSquared share of the response's variance that is explained
 * @param adjustedRSquared the same by variances that count degrees of freedom
 * @param residualDeviation standard deviation of the residuals of a unit of weight 1
 * @param maxVif largest variance inflation factor of the columns beside the intercept
 * @param maxLeverage largest leverage of a unit
 */
record FitQuality(
    double rSquared,
    double adjustedRSquared,
    double residualDeviation,
    double maxVif,
    double maxLeverage) {}
