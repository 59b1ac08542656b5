/**
 * The report: what analysts may see of one period, as one HTML page that needs no network, with the
 * same numbers as csv and JSON beside it.
 */
package org.claimgraph.report;
