/** Table contracts, the door to Delta, and the records of runs. */
package org.claimgraph.tables;
