/**
 * Source files in, classified rows and the tables {@code claims.*} out; of a tie list, the pairs
 * and physicians that it names.
 *
 * <p>Each kind of file becomes rows by a preset of plain Spark SQL; every row is accepted, rejected
 * or filtered, with a reason.
 */
package org.claimgraph.claims;
