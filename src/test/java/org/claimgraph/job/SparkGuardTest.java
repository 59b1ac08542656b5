package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkGuardTest {

  @ParameterizedTest
  @CsvSource({
    "spark.sql.files.ignoreCorruptFiles, TRUE",
    "spark.files.ignoreCorruptFiles, true",
    "spark.sql.files.ignoreMissingFiles, true",
    "spark.sql.ansi.enabled, false",
    "spark.sql.execution.sortBeforeRepartition, false",
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version, 2",
    "spark.databricks.delta.retentionDurationCheck.enabled, false",
    "spark.databricks.delta.schema.autoMerge.enabled, true",
    "spark.delta.logStore.class, org.apache.spark.sql.delta.storage.LocalLogStore",
    "spark.delta.logStore.file.impl, io.delta.storage.LocalLogStore",
    "spark.kryo.registrationRequired, true"
  })
  void whatLosesRowsSilentlyIsRefusedByName(String key, String value) {
    assertThatThrownBy(() -> SparkGuard.check(Map.of(key, value)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Unsupported setting of Spark: " + key + " = " + value + " ")
        .hasMessageEndingWith("Remove it from --conf and from spark-defaults.conf.")
        .extracting(failure -> ((UserException) failure).exitStatus())
        .isEqualTo(2);
  }

  @Test
  void safeValuesOfTheSameSettingsPass() {
    assertThatCode(
            () ->
                SparkGuard.check(
                    Map.of(
                        "spark.sql.files.ignoreCorruptFiles", "false",
                        "spark.sql.ansi.enabled", "true",
                        "spark.delta.logStore.class", "io.delta.storage.HDFSLogStore",
                        "spark.app.name", "true")))
        .doesNotThrowAnyException();
  }
}
