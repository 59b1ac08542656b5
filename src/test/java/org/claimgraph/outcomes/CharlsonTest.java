package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimgraph.config.CharlsonConfig.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharlsonTest {

  @ParameterizedTest
  @CsvSource({
    "41071, MYOCARDIAL_INFARCTION",
    "412, MYOCARDIAL_INFARCTION",
    "I25.2, MYOCARDIAL_INFARCTION",
    "I251, ''",
    "428.0, HEART_FAILURE",
    "40403, HEART_FAILURE RENAL",
    "404.12, RENAL",
    "40411, HEART_FAILURE",
    "44020, PERIPHERAL_VASCULAR",
    "36234, CEREBROVASCULAR",
    "43310, CEREBROVASCULAR",
    "294.10, DEMENTIA",
    "49121, CHRONIC_PULMONARY",
    "5060, ''",
    "7140, RHEUMATIC",
    "7143, ''",
    "53140, PEPTIC_ULCER",
    "5715, MILD_LIVER",
    "07030, ''",
    "25000, DIABETES",
    "25090, DIABETES",
    "25040, DIABETES_WITH_COMPLICATIONS",
    "E11.9, DIABETES",
    "e1165, DIABETES",
    "E11.22, DIABETES_WITH_COMPLICATIONS",
    "E15, ''",
    "34290, HEMIPLEGIA",
    "5856, RENAL",
    "N186, RENAL",
    "1749, CANCER",
    "17300, ''",
    "2386, CANCER",
    "C509, CANCER",
    "C44, ''",
    "4560, SEVERE_LIVER",
    "57220, SEVERE_LIVER",
    "1970, METASTATIC_CANCER",
    "C787, METASTATIC_CANCER",
    "042, AIDS",
    "B23, ''",
    "B20, AIDS",
    "4019, ''",
    "41, ''",
    "'', ''"
  })
  void codeStandsForTheConditionsThatItBeginsAs(String code, String conditions) {
    assertThat(names(Charlson.conditions(code, true))).isEqualTo(conditions);
    assertThat(names(Charlson.conditions(" " + code + " ", false))).isEqualTo(conditions);
  }

  @Test
  void aCodeThatBeginsWithVIsReadByItsTime() {
    assertThat(names(Charlson.conditions("V42.0", true))).isEqualTo("RENAL");
    assertThat(names(Charlson.conditions("V434", true))).isEqualTo("PERIPHERAL_VASCULAR");
    assertThat(Charlson.conditions("V42.0|V434|V427|V4511|V560", false)).isZero();
  }

  @Test
  void codesOfAClaimAreReadTogether() {
    assertThat(names(Charlson.conditions("4019|42823|25000|4280", true)))
        .isEqualTo("HEART_FAILURE DIABETES");
    assertThat(Charlson.conditions("", true)).isZero();
  }

  /** Numbers of codes in the programs that Quan's group published with the paper. */
  @Test
  void everyConditionHasAsManyPrefixesAsPublished() throws IOException {
    assertThat(prefixes("9"))
        .containsExactly(2, 16, 12, 10, 3, 18, 11, 4, 15, 6, 4, 11, 22, 59, 7, 4, 3);
    assertThat(prefixes("10"))
        .containsExactly(3, 14, 13, 13, 7, 21, 9, 4, 19, 25, 25, 12, 22, 83, 11, 4, 4);
  }

  private static List<Integer> prefixes(String revision) throws IOException {
    Set<String> lines = new HashSet<>();
    try (InputStream in = Charlson.class.getResourceAsStream("charlson.csv")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
    }
    return Arrays.stream(Comorbidity.values())
        .map(condition -> condition.name().toLowerCase(Locale.ROOT) + "," + revision + ",")
        .map(start -> (int) lines.stream().filter(line -> line.startsWith(start)).count())
        .toList();
  }

  @Test
  void scoreIsTheSumOfTheWeightsWithoutTheMilderForms() {
    assertThat(score(Weights.ORIGINAL, Comorbidity.HEART_FAILURE, Comorbidity.RENAL)).isEqualTo(3);
    assertThat(score(Weights.QUAN_2011, Comorbidity.HEART_FAILURE, Comorbidity.RENAL)).isEqualTo(3);
    assertThat(score(Weights.ORIGINAL, Comorbidity.MILD_LIVER, Comorbidity.SEVERE_LIVER))
        .isEqualTo(3);
    assertThat(
            score(Weights.ORIGINAL, Comorbidity.DIABETES, Comorbidity.DIABETES_WITH_COMPLICATIONS))
        .isEqualTo(2);
    assertThat(score(Weights.ORIGINAL, Comorbidity.CANCER, Comorbidity.METASTATIC_CANCER))
        .isEqualTo(6);
    assertThat(score(Weights.QUAN_2011, Comorbidity.MYOCARDIAL_INFARCTION)).isZero();
    assertThat(score(Weights.ORIGINAL)).isZero();
  }

  @Test
  void scoreOfEverythingIsTheGreatestThatIsPublished() {
    assertThat(score(Weights.ORIGINAL, Comorbidity.values())).isEqualTo(29);
    assertThat(score(Weights.QUAN_2011, Comorbidity.values())).isEqualTo(24);
  }

  private static int score(Weights weights, Comorbidity... conditions) {
    return Charlson.score(
        Arrays.stream(conditions).mapToInt(Comorbidity::bit).reduce(0, (a, b) -> a | b), weights);
  }

  private static String names(int conditions) {
    Set<Comorbidity> found = EnumSet.allOf(Comorbidity.class);
    found.removeIf(condition -> !condition.isIn(conditions));
    return found.stream().map(Comorbidity::name).collect(Collectors.joining(" "));
  }
}
