/**
 * Claims of people who do not exist, for trying everything else on, with known effects.
 *
 * <p>In: a {@link org.claimgraph.simulation.Simulation}, a few numbers. Out: files of a source
 * layout, read back through the same door as real claims, and the truth.
 *
 * <p>Three steps. Links: whom each person sees ({@link org.claimgraph.simulation.Circle}) and when
 * they are admitted ({@link org.claimgraph.simulation.Admission}) are pure functions of the seed
 * and the person's number. Network: ties and hospital measures follow from the links of the last
 * year ({@link org.claimgraph.simulation.LastYear}), and from them how much care each hospital's
 * people get ({@link org.claimgraph.simulation.Planting}). Outcomes: given that, a person's {@link
 * org.claimgraph.simulation.History} is again a pure function of the seed and the number, so any
 * part of the people can be made anywhere, in any order, with the same bytes.
 *
 * <p>Beside the patients there are a few newborns ({@link org.claimgraph.simulation.Newborn}), in
 * whose claims everybody can read where physicians belong.
 *
 * <p>The shape and the usual effects follow Barnett et al., Med Care 50:152, 2012: in hospitals
 * whose physicians have more ties per shared patient care is more and costs more; where primary
 * physicians are more central, less of it is by specialists, images and tests.
 */
package org.claimgraph.simulation;
