/**
 * What analysts may see: rows and cells of other tables, none of which tells, alone or with the
 * others, that a number of patients is from 1 to {@code publish.minimum-cell} - 1.
 *
 * <p>In: tables of one period. Out: the rows of {@code published.*} and what is not in them.
 *
 * <p>{@link org.claimgraph.publication.SmallCells} says what is small, {@link
 * org.claimgraph.publication.LinkedCounts} hides counts of parts of a total, {@link
 * org.claimgraph.publication.PairCounts} those of two physicians; the other classes say which
 * counts of the tables belong together.
 *
 * <p>CMS Cell Size Suppression Policy, ResDAC, 2024; A. Hundepool et al., Statistical Disclosure
 * Control, Wiley, 2012.
 */
package org.claimgraph.publication;
