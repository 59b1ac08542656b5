package org.claimgraph.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.tables.Tables.PATIENT_PHYSICIAN;
import static org.claimgraph.tables.Tables.TIE;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.claimgraph.testing.Frames;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class BatchFileTest {

  private static final int ROWS = 50_000;

  @TempDir Path warehouse;

  private SparkSession spark;
  private TableStore tables;

  @BeforeEach
  void openStore(SparkSession session) {
    spark = session;
    tables = new TableStore(spark, warehouse.toUri().toString());
  }

  @Test
  void batchesAreReadAsTheRowsTheyHold() {
    // More rows than a row group holds in one file, fewer in another, none in a third.
    tables.replace(TIE, "2010Q4", batches(List.of(22, 1, 0)));
    assertSame(tables.read(TIE, "2010Q4"), expected(23));
  }

  /** The builder of indexes that pages without a count of rows share is not made for threads. */
  @Test
  void tasksWriteTheirFilesAtTheSameTime() {
    tables.replace(TIE, "2010Q4", batches(List.of(12, 12, 12, 12)));
    assertThat(tables.read(TIE, "2010Q4").count()).isEqualTo(48L * ROWS);
  }

  @Test
  void filtersFindTheRowsOfAFile() {
    tables.replace(TIE, "2010Q4", batches(List.of(2)));
    Dataset<Row> expected = expected(2);
    for (String filter :
        List.of(
            "npi_b = 'b77'",
            "shared_patients = 6",
            "newman_weight IS NULL",
            "newman_weight > 2.5",
            "min_encounters < 0",
            "same_hospital",
            "kept IS NULL")) {
      assertThat(tables.read(TIE).where(filter).count())
          .as(filter)
          .isEqualTo(expected.where(filter).count());
    }
  }

  @Test
  void aPeriodIsReplacedByBatchesAndNoOther() {
    tables.replace(TIE, "2010Q3", batches(List.of(1)));
    long first = tables.replace(TIE, "2010Q4", batches(List.of(2, 1)));
    long second = tables.replace(TIE, "2010Q4", batches(List.of(1)));
    assertThat(second).isEqualTo(first + 1).isEqualTo(tables.version(TIE));
    assertThat(tables.read(TIE, "2010Q3").count()).isEqualTo(ROWS);
    assertSame(tables.read(TIE, "2010Q4"), expected(1));
    tables.replace(TIE, "2010Q4", batches(List.of(0)));
    assertThat(tables.read(TIE).count()).isEqualTo(ROWS);
    tables.replace(TIE, "2010Q3", expected(1).limit(5));
    assertThat(tables.read(TIE).count()).isEqualTo(5);
  }

  @Test
  void whatAFailedAttemptWroteIsNotInTheTable() throws IOException {
    tables.replace(TIE, "2010Q4", batches(List.of(1)));
    assertThatThrownBy(
            () -> tables.replace(TIE, "2010Q4", batches(List.of(1)).map(batch -> fail(batch))))
        .hasMessageContaining("out of luck");
    assertSame(tables.read(TIE, "2010Q4"), expected(1));
    try (Stream<Path> files = Files.list(warehouse.resolve("network/tie/_delta_log"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(1);
    }
  }

  private static ColumnarBatch fail(ColumnarBatch batch) {
    throw new IllegalStateException("out of luck with " + batch.numRows());
  }

  @Test
  void aTableWhoseKeysNeedAnAuditIsRefused() {
    assertThatThrownBy(() -> tables.replace(PATIENT_PHYSICIAN, "2010Q4", batches(List.of(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid table network.patient_physician: its keys need an audit");
    assertThat(tables.exists(PATIENT_PHYSICIAN)).isFalse();
  }

  /** So many batches in each partition. */
  private JavaRDD<ColumnarBatch> batches(List<Integer> counts) {
    List<Integer> firsts =
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.subList(0, i).stream().mapToInt(count -> count).sum())
            .toList();
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(IntStream.range(0, counts.size()).boxed().toList(), counts.size())
        .flatMap(i -> new Batches(firsts.get(i), firsts.get(i) + counts.get(i)));
  }

  /** The rows of the first batches, by another way. */
  private Dataset<Row> expected(int count) {
    return spark
        .range((long) count * ROWS)
        .selectExpr(
            "concat('a', id div 1000) AS npi_a",
            "concat('b', id % 4999) AS npi_b",
            "id % 7 AS shared_patients",
            "if(id % 11 = 0, NULL, id / 4.0D) AS newman_weight",
            "id * 3 - 100000 AS min_encounters",
            "id % 3 = 0 AS same_hospital",
            "if(id % 5 = 0, NULL, id % 2 = 0) AS same_hrr",
            "CASE id % 4 WHEN 0 THEN NULL WHEN 1 THEN array() WHEN 2 THEN array('all')"
                + " ELSE array('all', 'é') END AS kept");
  }

  private void assertSame(Dataset<Row> part, Dataset<Row> expected) {
    Dataset<Row> rows = part.drop("period");
    String sum = "hash(npi_a, npi_b, shared_patients, newman_weight, min_encounters, kept)";
    assertThat(part.count()).isEqualTo(expected.count());
    assertThat(rows.selectExpr("bit_xor(" + sum + ")").head())
        .isEqualTo(expected.selectExpr("bit_xor(" + sum + ")").head());
    String some = "min_encounters % 1009 = 0";
    new Frames(spark).assertDataFrameDataEquals(expected.where(some), rows.where(some));
  }

  /** One batch object again and again. */
  private static final class Batches implements Iterator<ColumnarBatch> {

    private final OnHeapColumnVector[] columns =
        OnHeapColumnVector.allocateColumns(ROWS, TIE.rowSchemaOfPart());
    private final int last;
    private int next;

    Batches(int first, int last) {
      this.next = first;
      this.last = last;
    }

    @Override
    public boolean hasNext() {
      return next < last;
    }

    @Override
    public ColumnarBatch next() {
      for (OnHeapColumnVector column : columns) {
        column.reset();
      }
      WritableColumnVector a = coded(columns[0], code -> "a" + code);
      WritableColumnVector b = coded(columns[1], code -> "b" + code);
      WritableColumnVector names = columns[7].arrayData();
      names.reserve(2);
      coded(names, code -> code == 0 ? "all" : "é").putInts(0, 2, new int[] {0, 1}, 0);
      for (int i = 0; i < ROWS; i++) {
        put(i, (long) next * ROWS + i, a, b);
      }
      next++;
      return new ColumnarBatch(columns, ROWS);
    }

    private void put(int at, long id, WritableColumnVector a, WritableColumnVector b) {
      a.putInt(at, (int) (id / 1000));
      b.putInt(at, (int) (id % 4999));
      columns[2].putLong(at, id % 7);
      if (id % 11 == 0) {
        columns[3].putNull(at);
      } else {
        columns[3].putDouble(at, id / 4.0);
      }
      columns[4].putLong(at, id * 3 - 100_000);
      columns[5].putBoolean(at, id % 3 == 0);
      if (id % 5 == 0) {
        columns[6].putNull(at);
      } else {
        columns[6].putBoolean(at, id % 2 == 0);
      }
      if (id % 4 == 0) {
        columns[7].putNull(at);
      } else {
        columns[7].putArray(at, 0, (int) (id % 4 - 1));
      }
    }

    private static WritableColumnVector coded(WritableColumnVector texts, Text text) {
      texts.setDictionary(new Texts(text));
      return texts.reserveDictionaryIds(ROWS);
    }
  }

  private interface Text extends Serializable {
    String of(int code);
  }

  private record Texts(Text text) implements Dictionary {

    @Override
    public byte[] decodeToBinary(int code) {
      return text.of(code).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int decodeToInt(int code) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long decodeToLong(int code) {
      throw new UnsupportedOperationException();
    }

    @Override
    public float decodeToFloat(int code) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double decodeToDouble(int code) {
      throw new UnsupportedOperationException();
    }
  }
}
