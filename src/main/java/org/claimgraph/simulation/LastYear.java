package org.claimgraph.simulation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.encounters.Places;
import org.claimgraph.measures.RegionNetworks;
import org.claimgraph.tables.Staging;
import org.claimgraph.ties.PatientPhysicians;
import org.claimgraph.ties.SharedPatientTies;

/**
 * The network of the last year, before anything else happens in it: who sees whom follows from the
 * seed alone, and ties and measures follow from that by the code that an analysis uses.
 *
 * <p>Everybody in a circle is visited, and nobody else whose visits an analysis of the layout lets
 * in, so circles are the links; the hospital of each physician is known from newborns ({@link
 * Newborn}). Circles are computed once and held in files; only one row for each hospital comes to
 * the driver.
 */
final class LastYear {

  private static final String RULE = "all";

  /** A circle member; what a person adds to the sums of home is on the first. */
  private static final StructType LINK =
      StructType.fromDDL(
          "patient_id STRING, npi STRING, encounters BIGINT,"
              + " home INT, people INT, medical_need DOUBLE, other_need DOUBLE");

  private final SparkSession spark;
  private final Nation nation;
  private final Layout layout;
  private final Staging staging;

  LastYear(SparkSession spark, Nation nation, Layout layout, Staging staging) {
    this.spark = spark;
    this.nation = nation;
    this.layout = layout;
    this.staging = staging;
  }

  /** What the last year shows of each hospital, by number. */
  List<HospitalNetwork> networks() {
    Dataset<Row> links = staging.hold("links", links());
    Map<Integer, Row> sums = sums(links);
    Map<String, Row> measures = measures(links);
    List<HospitalNetwork> networks = new ArrayList<>();
    for (Hospital hospital : nation.hospitals()) {
      Row sum = sums.get(hospital.number());
      Row measure = measures.get(hospital.ccn());
      networks.add(
          new HospitalNetwork(
              orNaN(measure, Outcome.Exposure.ADJUSTED_DEGREE_MEDIAN),
              orNaN(measure, Outcome.Exposure.PCP_RELATIVE_CENTRALITY_WINSORIZED),
              sum == null ? 0 : sum.getLong(1),
              sum == null ? 0 : sum.getDouble(2),
              sum == null ? 0 : sum.getDouble(3)));
    }
    return networks;
  }

  private Dataset<Row> links() {
    Simulation simulation = nation.simulation();
    return spark
        .range(1, simulation.patients() + 1L)
        .mapPartitions(
            (MapPartitionsFunction<Long, Row>) numbers -> new Links(Nation.of(simulation), numbers),
            Encoders.row(LINK));
  }

  /** Multiples of a half, so exact in any order. */
  private static Map<Integer, Row> sums(Dataset<Row> links) {
    Map<Integer, Row> sums = new HashMap<>();
    links
        .where(col("people").equalTo(1))
        .groupBy("home")
        .agg(sum("people"), sum("medical_need"), sum("other_need"))
        .collectAsList()
        .forEach(row -> sums.put(row.getInt(0), row));
    return sums;
  }

  /** As the stages ties and measures do it for the last year. */
  private Map<String, Row> measures(Dataset<Row> sums) {
    Dataset<Row> links = sums.select("patient_id", "npi", "encounters");
    Dataset<Row> physicians =
        staging.hold(
            "physicians",
            PatientPhysicians.physicians(links, 1).join(physicians(), new String[] {"npi"}));
    Dataset<Row> ties =
        staging.hold(
            "ties",
            SharedPatientTies.infer(links, physicians).withColumn("kept", array(lit(RULE))));
    Dataset<Row> measured =
        staging.hold(
            "measures",
            RegionNetworks.measure(
                physicians,
                links,
                ties,
                List.of(RULE),
                new MeasureConfig(List.of(RegionType.HOSPITAL), RegionType.NATION)));
    Map<String, Row> measures = new HashMap<>();
    RegionNetworks.regionMeasures(measured, RegionType.HOSPITAL)
        .collectAsList()
        .forEach(row -> measures.put(row.getAs("region_id"), row));
    return measures;
  }

  /** As readers of the layout know them. */
  private Dataset<Row> physicians() {
    List<Row> rows =
        nation.physicians().stream()
            .map(
                physician ->
                    RowFactory.create(
                        physician.npi(),
                        layout.tellsSpecialties() ? physician.field().group() : Places.UNKNOWN,
                        physician.hospital().ccn(),
                        physician.hospital().hrr()))
            .toList();
    return spark.createDataFrame(
        rows,
        StructType.fromDDL("npi STRING, specialty_group STRING, hospital STRING, hrr STRING"));
  }

  private static double orNaN(Row measures, Outcome.Exposure exposure) {
    Double value = measures == null ? null : measures.<Double>getAs(exposure.label());
    return value == null ? Double.NaN : value;
  }

  /** The links of some persons, one person at a time. */
  private static final class Links implements Iterator<Row> {

    private final Nation nation;
    private final Iterator<Long> numbers;
    private Iterator<Row> links = List.<Row>of().iterator();

    Links(Nation nation, Iterator<Long> numbers) {
      this.nation = nation;
      this.numbers = numbers;
    }

    @Override
    public boolean hasNext() {
      while (!links.hasNext() && numbers.hasNext()) {
        Person person = Person.of(nation, Math.toIntExact(numbers.next()));
        if (person.sees(Calendar.LAST_YEAR)) {
          links = links(person).iterator();
        }
      }
      return links.hasNext();
    }

    @Override
    public Row next() {
      return links.next();
    }

    private List<Row> links(Person person) {
      List<Row> rows = new ArrayList<>();
      List<Physician> circle = Circle.of(nation, person);
      for (Physician physician : circle) {
        boolean first = rows.isEmpty() && !person.hub();
        rows.add(
            RowFactory.create(
                person.patientId(),
                physician.npi(),
                1L,
                person.home().number(),
                first ? 1 : 0,
                first ? need(person, circle, true) : 0.0,
                first ? need(person, circle, false) : 0.0));
      }
      return rows;
    }

    private static double need(Person person, List<Physician> circle, boolean medical) {
      long known = circle.stream().filter(p -> (p.field() == Field.MEDICAL) == medical).count();
      return person.need(Calendar.LAST_YEAR) * known;
    }
  }
}
