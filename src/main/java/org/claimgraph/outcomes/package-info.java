/**
 * Cohorts, and what happened to their patients: money by kind of service, days in hospital and
 * intensive care, visits by specialty, emergency visits, readmissions; to whom patients belong, how
 * ill they are, and what is expected of people like them.
 *
 * <p>H. Quan et al., Medical Care 43:1130, 2005, for illness; the Dartmouth Atlas of Health Care
 * for hospitals and indirect standardization.
 */
package org.claimgraph.outcomes;
