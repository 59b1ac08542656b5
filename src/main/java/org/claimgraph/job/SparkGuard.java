package org.claimgraph.job;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.claimgraph.UserException;

/** Refuses settings of Spark with which rows go missing, or are doubled, without an error. */
final class SparkGuard {

  /**
   * A setting that loses data.
   *
   * @param key settings it is about
   * @param value values that are refused
   * @param harm what they do
   */
  private record Danger(Pattern key, Pattern value, String harm) {

    static Danger of(String key, String value, String harm) {
      return new Danger(
          Pattern.compile(key, Pattern.CASE_INSENSITIVE),
          Pattern.compile(value, Pattern.CASE_INSENSITIVE),
          harm);
    }

    boolean isIn(Map.Entry<String, String> setting) {
      return key.matcher(setting.getKey()).matches()
          && value.matcher(setting.getValue().strip()).matches();
    }
  }

  private static final List<Danger> DANGERS =
      List.of(
          Danger.of(
              "spark\\.(sql\\.)?files\\.ignoreCorruptFiles",
              "true",
              "reads part of a damaged file, or other rows than it has"),
          Danger.of(
              "spark\\.(sql\\.)?files\\.ignoreMissingFiles",
              "true",
              "leaves out the rows of a lost file"),
          Danger.of("spark\\.sql\\.ansi\\.enabled", "false", "lets sums overflow"),
          Danger.of(
              "spark\\.sql\\.execution\\.sortBeforeRepartition",
              "false",
              "may lose or double rows when a task runs again"),
          Danger.of(
              "spark\\.hadoop\\.mapreduce\\.fileoutputcommitter\\.algorithm\\.version",
              "2",
              "shows what tasks wrote that failed"),
          Danger.of(
              "spark\\.(databricks\\.)?delta\\.retentionDurationCheck\\.enabled",
              "false",
              "lets files be removed that somebody still reads"),
          Danger.of(
              "spark\\.databricks\\.delta\\.schema\\.autoMerge\\.enabled",
              "true",
              "lets tables change their columns"),
          Danger.of(
              "spark\\.delta\\.logStore\\..*",
              ".*\\bLocalLogStore",
              "lets two writers overwrite one another's commits"),
          Danger.of(
              "spark\\.kryo\\.registrationRequired", "true", "makes writing tables fail half-way"));

  private SparkGuard() {}

  /**
   * Looks at every setting that Spark was started with.
   *
   * @throws UserException that names each dangerous one
   */
  static void check(Map<String, String> settings) {
    String found =
        new TreeMap<>(settings)
            .entrySet().stream()
                .flatMap(
                    setting ->
                        DANGERS.stream()
                            .filter(danger -> danger.isIn(setting))
                            .map(
                                danger ->
                                    setting.getKey()
                                        + " = "
                                        + setting.getValue()
                                        + " "
                                        + danger.harm()))
                .collect(joining("; "));
    if (!found.isEmpty()) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Unsupported setting of Spark: " + found + ".",
          "Remove it from --conf and from spark-defaults.conf.");
    }
  }
}
