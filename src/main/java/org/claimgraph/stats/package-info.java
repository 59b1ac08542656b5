/**
 * Statistics kernels: double arrays in, estimates out.
 *
 * <p>Nothing here knows of tables, settings or logs. NaN stands for undefined: descriptive kernels
 * skip it, regressions refuse it, because the caller must count what it leaves out. The order of
 * operations is fixed and elementary functions come from {@link java.lang.StrictMath}, so equal
 * input gives equal bits on every machine.
 *
 * <p>Sources: R. J. Hyndman and Y. Fan (1996) for quantiles, A. C. Cameron and D. L. Miller (2015)
 * for cluster-robust covariance, J. E. Pustejovsky and E. Tipton (2018) for its degrees of freedom,
 * D. A. Harville (1977) for random intercepts, P. McCullagh and J. A. Nelder (1989) for models with
 * a log link, S. Holm (1979) and Y. Benjamini and Y. Hochberg (1995) for multiple testing, C.
 * Loader (2000) and Y. Hong (2013) for tails of counts.
 */
package org.claimgraph.stats;
