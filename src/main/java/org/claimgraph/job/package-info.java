/** Commands and stages; wiring only. */
package org.claimgraph.job;
