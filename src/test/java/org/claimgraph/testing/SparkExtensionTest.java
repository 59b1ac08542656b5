package org.claimgraph.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class SparkExtensionTest {

  @Test
  void everyTestGetsTheSameSession(SparkSession spark) {
    assertThat(spark).isSameAs(SparkSession.active());
  }

  @Test
  void framesComparesRowsInAnyOrder(SparkSession spark) {
    Frames frames = new Frames(spark);
    frames.assertDataFrameNoOrderEquals(
        spark.range(5).toDF(), spark.range(5).orderBy(functions.col("id").desc()).toDF());
    assertThatThrownBy(
            () -> frames.assertDataFrameNoOrderEquals(spark.range(5).toDF(), spark.range(6).toDF()))
        .isInstanceOf(AssertionError.class);
  }
}
