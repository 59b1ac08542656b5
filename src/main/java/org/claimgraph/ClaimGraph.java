package org.claimgraph;

import org.claimgraph.job.Cli;

/** The class that spark-submit starts. */
public final class ClaimGraph {

  private ClaimGraph() {}

  public static void main(String[] args) {
    System.exit(Cli.execute(args));
  }
}
