package org.claimgraph.config;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Where the claims come from.
 *
 * @param format layout of the files; null where no claims are read
 * @param path folder of the files; null where no claims are read
 * @param synthetic whether the data are declared to be about nobody, so that ids may stay
 * @param pseudonymKeyFile file with the pseudonym key; null to take it from the environment
 * @param maxRejectedShare largest share of rows that may be rejected, in [0,1]
 * @param firstDay first day the source covers completely; null to judge by the data
 */
public record SourceConfig(
    String format,
    String path,
    boolean synthetic,
    String pseudonymKeyFile,
    double maxRejectedShare,
    LocalDate firstDay) {

  static SourceConfig read(ConfigReader in) {
    return new SourceConfig(
        in.optionalText("source.format"),
        in.optionalText("source.path"),
        in.flag("source.synthetic"),
        in.optionalText("source.pseudonym-key-file"),
        in.share("source.max-rejected-share"),
        in.parsed("source.first-day", SourceConfig::day));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException invalid) {
      throw new IllegalArgumentException("must be a day such as 2008-01-01", invalid);
    }
  }
}
