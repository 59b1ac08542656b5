package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.RegionConfig;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class LookupTest {

  @TempDir Path folder;

  @Test
  void readsTheColumnsAskedForAndSurvivesAByteOrderMark(SparkSession spark) throws IOException {
    Path file = write("\uFEFFrvu,x,HCPCS\n1.5,a,99213\n\n2,b,G0008\n");
    assertThat(texts(read(spark, file.toString()), "hcpcs", "rvu"))
        .containsExactly("99213 1.5", "G0008 2");
  }

  @Test
  void noFileGivesNoRows(SparkSession spark) {
    Dataset<Row> rows = read(spark, null);
    assertThat(rows.columns()).containsExactly("hcpcs", "rvu");
    assertThat(rows.isEmpty()).isTrue();
  }

  @Test
  void aFileThatIsMissingIsRefused(SparkSession spark) {
    Path none = folder.resolve("none.csv");
    assertThatThrownBy(() -> read(spark, none.toString()))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2))
        .hasMessage(
            "Cannot read encounter.rvu = "
                + none
                + ". Name a csv or csv.gz file with the columns hcpcs, rvu.");
  }

  @Test
  void aFileWithoutAColumnIsRefusedAtOnce(SparkSession spark) throws IOException {
    Path file = write("code,rvu\n99213,1\n");
    assertThatThrownBy(() -> read(spark, file.toString()))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2))
        .hasMessage(
            "Missing column hcpcs in encounter.rvu = "
                + file
                + ". Name a csv or csv.gz file with the columns hcpcs, rvu.");
  }

  @Test
  void ofSeveralRegionsOfAPlaceTheHeaviestWinsAndThenTheLowest(SparkSession spark)
      throws IOException {
    Path counties =
        write("fips,hrr,weight\n1001,7,0.5\n01001,6,0.5\n25001,1,0.2\n25001,2,0.8\n25003,3,x\n");
    RegionConfig byCounty = new RegionConfig(null, counties.toString(), null);
    assertThat(texts(Crosswalk.counties(spark, byCounty), "county", "county_hrr"))
        .containsExactly("01001 6", "25001 2");
    Path zips = write("zip,hrr\n2138,227\n02138,111\n");
    RegionConfig byZip = new RegionConfig(null, null, zips.toString());
    assertThat(texts(Crosswalk.zips(spark, byZip), "zip", "zip_hrr")).containsExactly("02138 111");
  }

  private static Dataset<Row> read(SparkSession spark, String path) {
    return Lookup.read(spark, "encounter.rvu", path, List.of("hcpcs", "rvu"));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("lookup.csv"), text);
  }
}
