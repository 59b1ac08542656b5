package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class AttributeFileTest {

  @TempDir Path folder;

  @Test
  void numbersStayAndTextsBecomeAttributesOfThoseWithAnyValue(SparkSession spark)
      throws IOException {
    AttributeFile file =
        read(
            spark,
            """
            value,npi,attribute,asked
            1.50,A,adoption,2009
            -2e1,B,adoption,2009
            5,E,adoption,2009
            yes,A,trained,2009
            no,B,trained,2009
            unknown,C,trained,2009
            3,D,trained,2009
            yes,A,trained,2010
            ,C,adoption,2009
            1,,adoption,2009
            1,C
            NaN,C,adoption,2009
            """);
    assertThat(texts(file.values(), "attribute", "npi", "value"))
        .containsExactly(
            "adoption A 1.5",
            "adoption B -20.0",
            "adoption=NaN A 0.0",
            "adoption=NaN B 0.0",
            "adoption=NaN C 1.0",
            "trained D 3.0",
            "trained=no A 0.0",
            "trained=no B 1.0",
            "trained=no C 0.0",
            "trained=no D 0.0",
            "trained=unknown A 0.0",
            "trained=unknown B 0.0",
            "trained=unknown C 1.0",
            "trained=unknown D 0.0",
            "trained=yes A 1.0",
            "trained=yes B 0.0",
            "trained=yes C 0.0",
            "trained=yes D 0.0");
    assertThat(file.told())
        .isEqualTo(
            "7 values of 2 attributes, 4 of them texts; rows left out: 1 of physicians who are not"
                + " in the network of the period, 3 without npi, attribute or value, 1 repeated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "E,age,40;E,age,41;E,age,40|it has more than one value for 1 of its physicians.",
        "A,age,1;E,age,-1e101|a value is beyond 1e100.",
        "A,age,1e999|a value is beyond 1e100.",
        "A,age=x,1|= parts a name from a text."
      })
  void anAttributeThatCannotBeUsedIsNamedAndNobodyElseIs(
      String rows, String why, SparkSession spark) {
    assertThatThrownBy(() -> read(spark, "npi,attribute,value\n" + rows.replace(';', '\n') + "\n"))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(3))
        .hasMessageMatching("Invalid attribute age(=x)? in attributes.path: .*")
        .hasMessageContaining(why);
  }

  @Test
  void textsThatAreNoCategoriesAreRefused(SparkSession spark) {
    String rows =
        IntStream.range(0, 101)
            .mapToObj(i -> "P" + i + ",comment,text " + i + "\n")
            .collect(Collectors.joining());
    assertThatThrownBy(() -> read(spark, "npi,attribute,value\n" + rows))
        .hasMessage(
            "Invalid attribute comment in attributes.path: it has 101 different texts, at most 100"
                + " are categories. Group the texts, or leave the attribute out.");
  }

  private AttributeFile read(SparkSession spark, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("attributes.csv"), text);
    String[] physicians =
        Stream.concat(Stream.of("A", "B", "C", "D"), IntStream.range(0, 101).mapToObj(i -> "P" + i))
            .toArray(String[]::new);
    return AttributeFile.read(
        spark, file.toString(), TextTable.of(spark, "npi STRING", physicians), SmallSource::cached);
  }
}
