/** Network and outcomes of regions side by side, and how one goes with the other. */
package org.claimgraph.association;
