package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class SessionTest {

  @Test
  void whatIsADayDoesNotDependOnTheSettingsOfACluster(SparkSession spark) {
    spark.conf().set("spark.sql.legacy.timeParserPolicy", "LEGACY");
    Session.configure(spark);
    assertThat(spark.sql("SELECT try_to_timestamp('2010-02-30', 'yyyy-MM-dd')").head().isNullAt(0))
        .isTrue();
  }
}
