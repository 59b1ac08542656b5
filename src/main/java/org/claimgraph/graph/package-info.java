/**
 * Kernels: what a graph alone can tell.
 *
 * <p>In goes an undirected weighted simple graph as {@link org.claimgraph.graph.CsrGraph}; out come
 * arrays in node order, or one number for the whole graph. Nodes are 0 to n - 1, isolated nodes
 * included. A value that is not defined is {@code NaN}, never zero. Every kernel adds
 * floating-point numbers in one fixed order, so the same graph always gives the same bits.
 *
 * <p>Nothing here knows who the nodes are. Each kernel names the paper it follows and its cost; n
 * is the number of nodes, m the number of edges.
 */
package org.claimgraph.graph;
