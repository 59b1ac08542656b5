package org.claimgraph.association;

import org.claimgraph.config.NetworkBasis;
import org.claimgraph.config.UnitType;

/**
 * What the models of one family have in common: their units and the networks they stand on.
 *
 * @param cohort whose outcomes are explained
 * @param tieRule rule by which ties are kept
 * @param units what is compared
 * @param network what the networks were inferred from
 */
public record Family(String cohort, String tieRule, UnitType units, NetworkBasis network) {}
