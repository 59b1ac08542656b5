/** Settings: every key read, checked and reported at once. Nothing here knows Spark. */
package org.claimgraph.config;
