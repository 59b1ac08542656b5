package org.claimgraph.job;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.claimgraph.simulation.SimulatedClaims;
import org.claimgraph.simulation.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate}: claims about nobody, in the layout canonical. */
@Command(
    name = "simulate",
    description = "Writes claims about nobody in the layout canonical, the same for the same seed.")
final class SimulateCommand implements Callable<Integer> {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to write; must not hold claims yet.")
  private Path output;

  @Option(
      names = "--patients",
      paramLabel = "N",
      description = "Number of patients; default: 4000.")
  private int patients = Simulation.QUICK_START.patients();

  @Option(names = "--seed", paramLabel = "N", description = "Seed; default: 2012.")
  private long seed = Simulation.QUICK_START.seed();

  @Override
  public Integer call() {
    Simulation usual = Simulation.QUICK_START;
    SimulatedClaims.write(
        output,
        new Simulation(
            patients, usual.hrrs(), usual.hospitalsPerHrr(), usual.physiciansPerHospital(), seed));
    System.err.println("Wrote claims of " + patients + " simulated patients to " + output + ".");
    return 0;
  }
}
