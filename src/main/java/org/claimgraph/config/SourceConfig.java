package org.claimgraph.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * Where the claims, or the ties, come from.
 *
 * @param format layout of the files; null where no source is read
 * @param path folder of the files, or one file; null where no source is read
 * @param nodes further file with the physicians of a tie list; null where there is none
 * @param windowDays longest wait in days within which the directed pairs of a tie list were
 *     counted; null where that is not known
 * @param synthetic whether the data are declared to be about nobody, so that ids may stay
 * @param pseudonymKeyFile file with the pseudonym key; null to take it from the environment
 * @param maxRejectedShare largest share of rows that may be rejected, in [0,1]
 * @param firstDay first day the source covers completely; null to judge by the data
 * @param lastDay last day the source covers completely; null to judge by the data
 * @param presets folder with SQL of the site for kinds of files; null for that of the layout
 * @param columns SQL expressions in the place of columns, by kind of file and column with a point
 *     between
 * @param finalAction what tells the versions of a claim apart that count; empty where all count
 * @param nulls texts that stand for no value
 */
public record SourceConfig(
    String format,
    String path,
    String nodes,
    Integer windowDays,
    boolean synthetic,
    String pseudonymKeyFile,
    double maxRejectedShare,
    LocalDate firstDay,
    LocalDate lastDay,
    String presets,
    SortedMap<String, String> columns,
    List<VersionRule> finalAction,
    List<String> nulls) {

  /** What tells which versions of a claim count. */
  public enum VersionRule {
    /** What the source says of each row: final or not, denied or not. */
    FLAG,
    /** Claims that name the one they replace or take back. */
    REPLACEMENT,
    /** Numbered versions of one claim id. */
    LATEST
  }

  /** The format of a ready-made list of ties. */
  static final String TIE_LIST = "shared-patients";

  static SourceConfig read(ConfigReader in) {
    SourceConfig source =
        new SourceConfig(
            in.optionalText("source.format"),
            in.optionalText("source.path"),
            in.optionalText("source.nodes"),
            in.parsed("source.window-days", SourceConfig::days),
            in.flag("source.synthetic"),
            in.optionalText("source.pseudonym-key-file"),
            in.share("source.max-rejected-share"),
            in.parsed("source.first-day", SourceConfig::day),
            in.parsed("source.last-day", SourceConfig::day),
            in.optionalText("source.presets"),
            in.textsByPath("source.columns"),
            in.anyOf("source.final-action", VersionRule.class),
            in.texts("source.nulls"));
    if (source.nodes != null && !source.isTieList()) {
      in.invalid("source.nodes", "is for source.format = " + TIE_LIST + " alone");
    }
    return source;
  }

  /** Whether the source is a ready-made list of ties: it has no claims and no patients. */
  public boolean isTieList() {
    return TIE_LIST.equals(format);
  }

  static Integer days(String text) {
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException("must be a number of days from 1 to 99999");
    }
    return Integer.valueOf(text);
  }

  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException invalid) {
      throw new IllegalArgumentException("must be a day such as 2008-01-01", invalid);
    }
  }
}
