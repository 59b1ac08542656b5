/**
 * Which claim lines connect a patient and a physician, and where physicians and hospitals belong.
 *
 * <p>Barnett et al., Medical Care 50:152, 2012, appendix; Bynum et al., Health Services Research
 * 42:45, 2007.
 */
package org.claimgraph.encounters;
