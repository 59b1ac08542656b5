/** Kernels of {@code graph} applied to every region in parallel. */
package org.claimgraph.measures;
