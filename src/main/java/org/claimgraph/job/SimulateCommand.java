package org.claimgraph.job;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Placeholder until the room is there. */
@Command(name = "simulate", description = "Writes claims about nobody.")
final class SimulateCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
