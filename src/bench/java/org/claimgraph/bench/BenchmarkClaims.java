package org.claimgraph.bench;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/**
 * Claim lines with the skew of real ones, in the order of their days: physicians of a patient
 * follow a power law up to 300, most are of the patient's region, popular ones are met more often,
 * and a physician is met about three times. Twenty lines a patient, twenty patients a physician.
 */
public final class BenchmarkClaims {

  private static final int LINES_OF_A_PATIENT = 16;
  private static final int PATIENTS_OF_A_PHYSICIAN = 20;
  private static final int PHYSICIANS_OF_A_REGION = 250;
  private static final int LINES_OF_A_FILE = 5_000_000;
  private static final int FIRST_DAY = 14_610; // 2010-01-01

  static final StructType LINE =
      StructType.fromDDL("patient_id STRING, npi STRING, service_from DATE");
  static final StructType PHYSICIAN = StructType.fromDDL("npi STRING, hospital STRING, hrr STRING");

  private BenchmarkClaims() {}

  /** Takes visits one by one: a physician by number, and a day since 1970. */
  public interface Visits {
    void add(int physician, int day);
  }

  /** Writes folder/lines and folder/physicians as Parquet. */
  static void write(SparkSession spark, String folder, long lines) {
    long patients = lines / LINES_OF_A_PATIENT;
    int physicians =
        (int) Math.max(PHYSICIANS_OF_A_REGION, patients / PATIENTS_OF_A_PHYSICIAN)
            / PHYSICIANS_OF_A_REGION
            * PHYSICIANS_OF_A_REGION;
    int files = (int) Math.max(2, lines / LINES_OF_A_FILE);
    FlatMapFunction<Long, Row> linesOf = patient -> lines(patient, physicians);
    spark
        .range(0, patients, 1, files)
        .as(Encoders.LONG())
        .flatMap(linesOf, Encoders.row(LINE))
        .repartitionByRange(files, new org.apache.spark.sql.Column("service_from"))
        .sortWithinPartitions("service_from", "npi")
        .write()
        .parquet(folder + "/lines");
    Dataset<Row> table = spark.createDataFrame(physicians(physicians), PHYSICIAN);
    table.coalesce(1).write().parquet(folder + "/physicians");
  }

  /** Rows of npi, hospital and hrr. */
  public static List<Row> physicians(int count) {
    return IntStream.range(0, count)
        .<Row>mapToObj(
            i ->
                new GenericRowWithSchema(
                    new Object[] {npi(i), "H" + i / 25, "R" + i / PHYSICIANS_OF_A_REGION},
                    PHYSICIAN))
        .toList();
  }

  private static Iterator<Row> lines(long patient, int physicians) {
    String id = String.format(Locale.ROOT, "%016X", mix(patient));
    List<Row> lines = new ArrayList<>();
    visits(
        patient,
        physicians,
        (physician, day) ->
            lines.add(
                RowFactory.create(id, npi(physician), Date.valueOf(LocalDate.ofEpochDay(day)))));
    return lines.iterator();
  }

  /** Passes on each visit of a patient. */
  public static void visits(long patient, int physicians, Visits visits) {
    SplittableRandom random = new SplittableRandom(patient * 0x9E3779B97F4A7C15L + 7);
    int region = random.nextInt(physicians / PHYSICIANS_OF_A_REGION);
    // Pareto with exponent 1.6 from 2.3: mean about 6 physicians, seldom hundreds.
    int known = (int) Math.min(300, 2.3 / Math.pow(1 - random.nextDouble(), 1 / 1.6));
    for (int i = 0; i < Math.max(1, known); i++) {
      int physician = physician(random, region, physicians);
      int count = 1 + (int) (-2.3 * Math.log(1 - random.nextDouble()));
      for (int visit = 0; visit < count; visit++) {
        visits.add(physician, FIRST_DAY + random.nextInt(365));
      }
    }
  }

  private static int physician(SplittableRandom random, int region, int physicians) {
    if (random.nextInt(100) < 3) {
      return random.nextInt(physicians);
    }
    double popular = Math.pow(random.nextDouble(), 2.5);
    return region * PHYSICIANS_OF_A_REGION + (int) (popular * PHYSICIANS_OF_A_REGION);
  }

  /** Ten digits that do not follow the region. */
  public static String npi(int physician) {
    return Long.toString(
        1_000_000_000L + Long.remainderUnsigned(physician * 7_368_787_541L, 999_999_937L));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
