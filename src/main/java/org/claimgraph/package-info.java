/**
 * Patient-sharing physician networks from claims, joined to what care costs and does.
 *
 * <p>The rooms in the order the data flow: {@code claims}, {@code encounters}, {@code ties}, {@code
 * measures} (with the kernels of {@code graph}), {@code outcomes}, {@code association} (with those
 * of {@code stats}), {@code publication}, {@code report}. {@code tables} is the door to Delta,
 * {@code config} holds settings, {@code simulation} makes claims about nobody, {@code job} wires
 * commands. A test holds the plan.
 */
package org.claimgraph;
