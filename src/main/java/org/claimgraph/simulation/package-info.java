/**
 * Claims of people who do not exist, for trying everything else on.
 *
 * <p>In: a {@link org.claimgraph.simulation.Simulation}, five numbers. Out: files of the {@code
 * canonical} source layout, read back through the same door as real claims.
 *
 * <p>What is decided about a hospital, a physician or a person is a pure function of the seed and
 * its number: people do not influence each other, so any part of them can be made anywhere, in any
 * order, with the same bytes. A {@link org.claimgraph.simulation.PatientHistory} is one person's
 * share; a layout writes histories down.
 *
 * <p>The shape follows Barnett et al., Med Care 50:152, 2012: in hospitals whose physicians have
 * more ties per shared patient, care is more and costs more.
 */
package org.claimgraph.simulation;
