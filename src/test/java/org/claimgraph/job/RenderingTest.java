package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class RenderingTest {

  private static final String ROW =
      "SELECT '=1' AS `a`, -1 AS `a`, '' AS `b,c`, array('x') AS d, named_struct('y', 2) AS e, null AS f";

  @Test
  void csvHoldsNoFormulaAndKeepsColumnsOfOneName(SparkSession spark) {
    assertThat(printed(Rendering.csv, spark))
        .isEqualTo(
            """
            a,a,"b,c",d,e,f
            "'=1",-1,"","[""x""]","{""y"":2}",
            """);
  }

  @Test
  void aTableShowsWhatIsUndefined(SparkSession spark) {
    assertThat(printed(Rendering.table, spark))
        .isEqualTo(
            """
            a   a   b,c  d    e    f
            =1  -1       [x]  {2}  NULL
            """);
  }

  private static String printed(Rendering format, SparkSession spark) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.print(spark.sql(ROW), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
