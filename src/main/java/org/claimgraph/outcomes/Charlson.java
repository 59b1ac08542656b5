package org.claimgraph.outcomes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.claimgraph.config.CharlsonConfig.Weights;

/**
 * The Charlson score: from diagnosis codes to conditions, from conditions to a number.
 *
 * <p>A code stands for a condition if it begins with one of the condition's prefixes in {@code
 * charlson.csv}; 404.03, 404.13 and 404.93 stand for two. Codes are read with or without their dot.
 * Those that begin with a digit are ICD-9-CM, those that begin with a letter ICD-10, but for V,
 * which begins codes of both. A set of conditions is an int with a bit for each.
 *
 * <p>The score is the sum of the weights of the conditions, each once; of mild and severe liver
 * disease, diabetes without and with complications, cancer and metastatic cancer only the graver
 * one counts. It goes from 0 to 29 with the original weights, to 24 with those of 2011.
 *
 * <p>Code lists: H. Quan et al., <i>Coding algorithms for defining comorbidities in ICD-9-CM and
 * ICD-10 administrative data</i>, Medical Care 43:1130, 2005, enhanced ICD-9-CM and ICD-10. Codes
 * of later years are only in them where they begin as older ones do: secondary diabetes (ICD-9-CM
 * 249, since 2008) is not. Weights: M. Charlson et al., Journal of Chronic Diseases 40:373, 1987;
 * H. Quan et al., American Journal of Epidemiology 173:676, 2011.
 */
final class Charlson {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 5;

  private static final Map<String, Integer> ICD_9 = conditionsByPrefix("9");
  private static final Map<String, Integer> ICD_10 = conditionsByPrefix("10");

  private Charlson() {}

  /**
   * The conditions that some codes stand for.
   *
   * @param codes diagnosis codes, {@code |} between them
   * @param vIsIcd9 whether a code that begins with V is ICD-9-CM
   */
  static int conditions(String codes, boolean vIsIcd9) {
    int conditions = 0;
    for (String code : codes.split("\\|")) {
      conditions |= conditionsOf(code.strip().replace(".", "").toUpperCase(Locale.ROOT), vIsIcd9);
    }
    return conditions;
  }

  private static int conditionsOf(String code, boolean vIsIcd9) {
    Map<String, Integer> list = isIcd9(code, vIsIcd9) ? ICD_9 : ICD_10;
    int conditions = 0;
    for (int length = SHORTEST; length <= LONGEST && length <= code.length(); length++) {
      conditions |= list.getOrDefault(code.substring(0, length), 0);
    }
    return conditions;
  }

  private static boolean isIcd9(String code, boolean vIsIcd9) {
    return !code.isEmpty()
        && (Character.isDigit(code.charAt(0)) || code.startsWith("V") && vIsIcd9);
  }

  /** The score of a set of conditions. */
  static int score(int conditions, Weights weights) {
    int score = 0;
    for (Comorbidity condition : Comorbidity.values()) {
      if (condition.isIn(conditions) && !condition.isOutweighed(conditions)) {
        score += condition.weight(weights);
      }
    }
    return score;
  }

  /** The conditions that each prefix of one revision stands for. */
  private static Map<String, Integer> conditionsByPrefix(String revision) {
    return resource()
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .filter(entry -> entry[1].equals(revision))
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> entry[2], entry -> Comorbidity.named(entry[0]).bit(), (a, b) -> a | b));
  }

  private static String resource() {
    try (InputStream in = Charlson.class.getResourceAsStream("charlson.csv")) {
      if (in == null) {
        throw new IllegalStateException("Missing charlson.csv");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("Cannot read charlson.csv", unreadable);
    }
  }
}
