/** Cohorts, and what happened to their patients: money, hospital days, visits. */
package org.claimgraph.outcomes;
