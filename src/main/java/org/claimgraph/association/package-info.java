/**
 * Network and outcomes of regions, physicians or patients side by side, and how one goes with the
 * other.
 */
package org.claimgraph.association;
