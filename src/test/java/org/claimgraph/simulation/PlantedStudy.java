package org.claimgraph.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.association.Family;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.NetworkBasis;
import org.claimgraph.config.UnitType;
import org.claimgraph.simulation.Outcome.Exposure;
import org.claimgraph.tables.Staging;

/**
 * Hospitals of a simulated nation with the outcomes of their people in the last year, added up by
 * plain code from the claims of one person after the other, without any file or table. That the
 * pipeline adds up the same, SimulatedSourceTest tells.
 */
public final class PlantedStudy {

  /** Rows as those of {@code analysis.network_outcome}, with what the effects need. */
  private static final StructType HOSPITAL =
      StructType.fromDDL(
          "region_id STRING, hrr STRING, physicians BIGINT, patients BIGINT,"
              + " adjusted_degree_median DOUBLE, pcp_relative_centrality_winsorized DOUBLE,"
              + " spending_mean DOUBLE, hospital_days_mean DOUBLE, physician_visits_mean DOUBLE,"
              + " medical_specialist_visits_mean DOUBLE, spending_imaging_mean DOUBLE,"
              + " spending_tests_mean DOUBLE");

  private static final int EXPOSURE = column("exposure");
  private static final double CENTS = 100;
  private static final Set<Service> VISITS =
      Set.of(Service.SHORT_OFFICE_VISIT, Service.LONG_OFFICE_VISIT, Service.HOSPITAL_VISIT);
  private static final Set<Service> IMAGES = Set.of(Service.CHEST_X_RAY, Service.SPINE_MRI);

  private final Nation nation;
  private final List<HospitalNetwork> networks;
  private final Planting planting;

  /**
   * Draws who sees whom, measures the networks, and plans the care of every hospital.
   *
   * @param staging for rows on the way
   */
  public PlantedStudy(SparkSession spark, Simulation simulation, Staging staging) {
    this.nation = Nation.of(simulation);
    this.networks = new LastYear(spark, nation, Layout.CANONICAL, staging).networks();
    this.planting = new Planting(simulation.effects(), networks);
  }

  /**
   * What a study finds of one planted effect, in percent for one standard deviation of the measure.
   *
   * @param outcome its name
   * @param truth what was planted
   * @param estimate what is found, with the limits of its interval
   * @param p of no effect
   */
  public record Estimate(
      String outcome, double truth, double estimate, double low, double high, double p) {

    public boolean covers() {
      return low <= truth && truth <= high;
    }
  }

  /**
   * The planted effects as the code of the pipeline estimates them, both measures in one model.
   *
   * <p>The model has a log link: planted is how the expected outcome goes with the measure. The
   * logarithm of the mean of few people is on average lower than that of its expectation, the more
   * so where people differ more, and they do so most where a few large circles make the network.
   *
   * @param confidence level of the intervals, in (0,1)
   */
  public List<Estimate> estimates(double confidence) {
    String outcomes =
        Arrays.stream(Outcome.values()).map(Outcome::label).collect(Collectors.joining(","));
    Configuration config =
        Configuration.read(
            List.of(),
            List.of(
                "associate.model=quasi-poisson",
                "associate.covariates=[]",
                "associate.confidence=" + confidence,
                "associate.outcomes=" + outcomes));
    NetworkBasis basis = NetworkBasis.of(config.encounter().policy());
    Family family = new Family("all", "all", UnitType.HOSPITAL, basis);
    List<AssociateConfig> variants = List.of(config.associate());
    return org.claimgraph.association.Effects.estimate(hospitals(), family, variants).stream()
        .filter(effect -> effect.get(EXPOSURE).equals(outcome(effect).exposure().label()))
        .map(this::estimate)
        .toList();
  }

  private static Outcome outcome(Row effect) {
    return Outcome.named(effect.getString(column("outcome")));
  }

  private static int column(String name) {
    return org.claimgraph.association.Effects.SCHEMA.fieldIndex(name);
  }

  private Estimate estimate(Row effect) {
    Outcome outcome = outcome(effect);
    return new Estimate(
        outcome.label(),
        100 * nation.simulation().effects().of(outcome),
        effect.getDouble(column("estimate")),
        effect.getDouble(column("ci_low")),
        effect.getDouble(column("ci_high")),
        effect.getDouble(column("p")));
  }

  /** One row for each hospital with people whom medical admissions of the last year lead to it. */
  public List<Row> hospitals() {
    List<CareLevel> levels = planting.careLevels();
    List<List<Year>> people = new ArrayList<>();
    nation.hospitals().forEach(hospital -> people.add(new ArrayList<>()));
    IntStream.rangeClosed(1, nation.simulation().patients())
        .parallel()
        .mapToObj(number -> History.of(nation, levels, number))
        .filter(history -> history.stays().stream().anyMatch(PlantedStudy::attributes))
        .map(Year::of)
        .toList()
        .forEach(year -> people.get(year.home()).add(year));
    return nation.hospitals().stream()
        .filter(hospital -> !people.get(hospital.number()).isEmpty())
        .map(hospital -> row(hospital, people.get(hospital.number())))
        .toList();
  }

  private Row row(Hospital hospital, List<Year> people) {
    HospitalNetwork network = networks.get(hospital.number());
    List<Object> values = new ArrayList<>();
    values.add(hospital.ccn());
    values.add(hospital.hrr());
    values.add((long) nation.simulation().physiciansPerHospital());
    values.add((long) people.size());
    for (Exposure exposure : Exposure.values()) {
      values.add(network.has(exposure) ? network.measure(exposure) : null);
    }
    for (Outcome outcome : Outcome.values()) {
      long sum = people.stream().mapToLong(year -> year.of(outcome)).sum();
      double units = outcome.label().startsWith("spending") ? CENTS : 1;
      values.add(sum / units / people.size());
    }
    return new GenericRowWithSchema(values.toArray(), HOSPITAL);
  }

  /**
   * Whether a stay makes a person one of the hospital's: medical admissions do. A transfer has the
   * same group in both hospitals and is at home last, so home is always the one with most of them.
   */
  private static boolean attributes(Stay stay) {
    return isLast(stay) && stay.group().medical();
  }

  private static boolean isLast(Stay stay) {
    return stay.admission().year() == Calendar.LAST_YEAR;
  }

  /**
   * What one person got in the last year.
   *
   * @param home number of the hospital of the person
   * @param totals by outcome in their order, money in cents
   */
  private record Year(int home, long[] totals) {

    static Year of(History history) {
      long[] totals = new long[Outcome.values().length];
      totals[Outcome.HOSPITAL_DAYS.ordinal()] = days(history);
      Set<List<Object>> visits = new HashSet<>();
      int first = Calendar.start(Calendar.LAST_YEAR);
      for (Claim claim : history.claims()) {
        if (Calendar.number(claim.from()) >= first) {
          claim.lines().forEach(line -> add(claim, line, visits, totals));
        }
      }
      return new Year(history.person().home().number(), totals);
    }

    /** Stays of a transfer overlap; a stay of no night is a day. */
    private static long days(History history) {
      return history.stays().stream()
          .filter(PlantedStudy::isLast)
          .flatMap(
              stay -> IntStream.range(stay.from(), Math.max(stay.to(), stay.from() + 1)).boxed())
          .distinct()
          .count();
    }

    private static void add(Claim claim, ClaimLine line, Set<List<Object>> visits, long[] totals) {
      long paid = line.money() == null ? 0 : line.money().paidCents();
      totals[Outcome.SPENDING.ordinal()] += paid;
      if (line.service() == null) {
        return;
      }
      if (IMAGES.contains(line.service())) {
        totals[Outcome.SPENDING_IMAGING.ordinal()] += paid;
      } else if (line.service() == Service.METABOLIC_PANEL) {
        totals[Outcome.SPENDING_TESTS.ordinal()] += paid;
      } else if (VISITS.contains(line.service())
          && visits.add(List.of(line.physician().npi(), claim.from()))) {
        totals[Outcome.PHYSICIAN_VISITS.ordinal()]++;
        boolean medical = line.physician().field() == Field.MEDICAL;
        totals[Outcome.MEDICAL_SPECIALIST_VISITS.ordinal()] += medical ? 1 : 0;
      }
    }

    long of(Outcome outcome) {
      return totals[outcome.ordinal()];
    }
  }
}
