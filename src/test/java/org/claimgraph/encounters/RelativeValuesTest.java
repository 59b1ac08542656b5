package org.claimgraph.encounters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class RelativeValuesTest {

  @Test
  void largestValueOfEachProcedureCounts(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("rvu.csv");
    Files.writeString(
        file, "hcpcs,description,rvu\n10001,a,1.5\n10001,b,2.5\n10002,c,\n10003,d,many\n");
    assertThat(TextTable.lines(RelativeValues.read(spark, file.toString()), "hcpcs", "rvu"))
        .containsExactly("10001 2.5");
  }

  @Test
  void noFileIsNoProcedure(SparkSession spark) {
    assertThat(TextTable.lines(RelativeValues.read(spark, null), "hcpcs", "rvu")).isEmpty();
  }

  @Test
  void missingFileIsNamedWithItsSetting(SparkSession spark) {
    assertThatThrownBy(() -> RelativeValues.read(spark, "/nowhere/rvu.csv"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read encounter.rvu = /nowhere/rvu.csv. Name a csv or csv.gz file with the"
                + " columns hcpcs, rvu.");
  }
}
