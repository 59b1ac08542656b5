package org.claimgraph.measures;

import java.io.Serializable;

/**
 * What one piece of a network found.
 *
 * @param order the place of the piece among those of the network
 */
record Found(int order, Piece.Finding finding) implements Serializable {}
