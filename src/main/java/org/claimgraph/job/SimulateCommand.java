package org.claimgraph.job;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.claimgraph.simulation.Effects;
import org.claimgraph.simulation.FileFormat;
import org.claimgraph.simulation.Layout;
import org.claimgraph.simulation.Outcome;
import org.claimgraph.simulation.SimulatedClaims;
import org.claimgraph.simulation.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate}: claims about nobody, with planted effects. */
@Command(
    name = "simulate",
    description = {
      "Writes claims about nobody, the same for the same options, with known effects of the network"
          + " of a hospital on the care of its patients.",
      "What was planted stands in truth.json beside them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  jobs/submit simulate --output target/claims",
      "  jobs/submit simulate --output target/claims --patients 1000000 --effect spending=0.25",
      "  jobs/submit simulate --output target/claims --layout omop --no-effects"
    })
final class SimulateCommand implements Callable<Integer> {

  private static final int MOST_PATIENTS_IN_CSV = 100_000;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to write, any Hadoop URI; must be empty or not there.")
  private String output;

  @Option(
      names = "--patients",
      paramLabel = "N",
      description =
          "Number of patients, beside newborns from whose claims the hospitals of physicians are"
              + " known; default: ${DEFAULT-VALUE}.")
  private int patients = 4_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Which of the possible nations; default: ${DEFAULT-VALUE}.")
  private long seed = 2012;

  @Option(
      names = "--hrrs",
      paramLabel = "N",
      description =
          "Hospital referral regions; default: as many as a thousand patients for each"
              + " hospital make, from 6 to 306.")
  private Integer hrrs;

  @Option(
      names = "--hospitals-per-hrr",
      paramLabel = "N",
      description = "Hospitals of each region; default: 4, from 100,000 patients on 10.")
  private Integer hospitalsPerHrr;

  @Option(
      names = "--physicians-per-hospital",
      paramLabel = "N",
      description = "Physicians of each hospital; default: one for eight patients, from 25 to 150.")
  private Integer physiciansPerHospital;

  @Option(
      names = "--hub-patients",
      paramLabel = "N",
      description =
          "Patients who see a tenth of all physicians, at most 2,000; default: one in"
              + " 100,000.")
  private Integer hubPatients;

  @Option(
      names = "--hub-physicians",
      paramLabel = "N",
      description =
          "Physicians who see a large share of their region; default: one in every fifth"
              + " region.")
  private Integer hubPhysicians;

  @Option(
      names = "--effect",
      paramLabel = "OUTCOME=CHANGE",
      description = {
        "Relative change of an outcome per standard deviation of its network measure, from -0.5 to"
            + " 1; repeatable. Of adjusted_degree_median: spending (default: 0.178),"
            + " hospital_days (0.174), physician_visits (0.238). Of"
            + " pcp_relative_centrality_winsorized: medical_specialist_visits (-0.147),"
            + " spending_imaging (-0.092), spending_tests (-0.129); not in de-synpuf, which tells no"
            + " specialties."
      })
  private Map<String, Double> effects = new LinkedHashMap<>();

  @Option(names = "--no-effects", description = "Plant no effects but those of --effect.")
  private boolean noEffects;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description = "A source.format of claims that can be simulated; default: canonical.")
  private String layout = "canonical";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "csv or parquet; default: csv for up to 100,000 patients and for layouts other than"
              + " canonical, else parquet.")
  private String format;

  @Override
  public Integer call() {
    Layout chosen = Layout.named(layout);
    chosen.require(changes().keySet());
    Simulation simulation = simulation();
    FileFormat files = format == null ? usualFormat(chosen) : FileFormat.named(format);
    SimulatedClaims.write(Session.open("simulate"), output, simulation, chosen, files);
    System.err.println("Wrote claims of " + patients + " simulated patients to " + output + ".");
    return 0;
  }

  private FileFormat usualFormat(Layout chosen) {
    return chosen == Layout.CANONICAL && patients > MOST_PATIENTS_IN_CSV
        ? FileFormat.PARQUET
        : FileFormat.CSV;
  }

  private Simulation simulation() {
    Simulation usual = Simulation.usual(patients, seed);
    int regions = orUsual(hrrs, usual.hrrs());
    int hospitals = orUsual(hospitalsPerHrr, usual.hospitalsPerHrr());
    int physicians = Simulation.usualPhysicians(patients, regions * hospitals);
    return new Simulation(
        patients,
        regions,
        hospitals,
        orUsual(physiciansPerHospital, physicians),
        orUsual(hubPatients, usual.hubPatients()),
        orUsual(hubPhysicians, Math.min(usual.hubPhysicians(), regions)),
        seed,
        planted());
  }

  private static int orUsual(Integer given, int usual) {
    return given == null ? usual : given;
  }

  private Effects planted() {
    return (noEffects ? Effects.NONE : Effects.USUAL).with(changes());
  }

  private Map<Outcome, Double> changes() {
    Map<Outcome, Double> changes = new EnumMap<>(Outcome.class);
    effects.forEach((outcome, change) -> changes.put(Outcome.named(outcome), change));
    return changes;
  }
}
