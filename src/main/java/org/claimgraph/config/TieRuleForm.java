package org.claimgraph.config;

import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.config.TieRule.Significant;
import org.claimgraph.config.TieRule.Strongest;

/** How names of rules are written, and an example of each. */
enum TieRuleForm {
  ALL("all", "all", "all"),
  MIN("min-N", "min-[1-9][0-9]{0,8}", "min-11 for at least 11 shared patients"),
  STRONGEST("strongest-Q", "strongest-[1-9][0-9]?", "strongest-20 for 20 percent"),
  DISPARITY("disparity-A", significant("disparity"), "disparity-05 for 0.05"),
  HYPERGEOMETRIC("hypergeometric-A", significant("hypergeometric"), "hypergeometric-05 for 0.05"),
  SDSM("sdsm-A", significant("sdsm"), "sdsm-05 for 0.05");

  private final String form;
  private final Pattern pattern;
  private final String example;

  TieRuleForm(String form, String pattern, String example) {
    this.form = form;
    this.pattern = Pattern.compile(pattern);
    this.example = example;
  }

  /** Two or three digits after the point, not all of them 0. */
  private static String significant(String test) {
    return test + "-(?!0+$)[0-9]{2,3}";
  }

  /** All forms, for messages. */
  static String all() {
    return Stream.of(values()).map(one -> one.form).collect(Collectors.joining(", "));
  }

  /**
   * The rule of a name.
   *
   * @throws IllegalArgumentException if it has none of the forms; the text names the nearest
   */
  static TieRule parse(String name) {
    return Stream.of(values())
        .filter(form -> form.pattern.matcher(name).matches())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name + " is no rule, the nearest is " + nearest(name).example))
        .rule(name);
  }

  private TieRule rule(String name) {
    String value = name.substring(name.indexOf('-') + 1);
    return switch (this) {
      case ALL -> new MinShared(name, 1);
      case MIN -> new MinShared(name, Long.parseLong(value));
      case STRONGEST -> new Strongest(name, Integer.parseInt(value));
      case DISPARITY, HYPERGEOMETRIC, SDSM ->
          new Significant(name, TieRule.Test.valueOf(name()), Double.parseDouble("0." + value));
    };
  }

  private static TieRuleForm nearest(String name) {
    return Stream.of(values())
        .min(Comparator.comparingInt(one -> EditDistance.of(kind(name), kind(one.form))))
        .orElseThrow();
  }

  private static String kind(String name) {
    return name.replaceFirst("-.*", "");
  }
}
