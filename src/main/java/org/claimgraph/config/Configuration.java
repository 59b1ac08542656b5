package org.claimgraph.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.claimgraph.UserException;

/**
 * Every setting of one command, read and checked at once.
 *
 * @param warehouse where the tables live, any Hadoop URI
 * @param source where the claims come from
 * @param checks what the rows of the source are asked
 * @param region crosswalks to regions
 * @param specialty specialty groups
 * @param period the reporting period; null where the command needs none
 * @param encounter which lines connect a patient and a physician
 * @param tie which ties are kept
 * @param referral which physician is seen after which
 * @param measure what is measured
 * @param team how the physicians of a patient are looked at together
 * @param attributes what is known of single physicians beside claims
 * @param outcome what is counted for whom
 * @param attribution where patients belong
 * @param charlson which diagnoses make a patient's Charlson score
 * @param risk what outcomes are adjusted for
 * @param associate which associations are estimated
 * @param publish what analysts may see
 * @param report what the report shows
 * @param effective the whole configuration as one text, keys in order
 */
public record Configuration(
    String warehouse,
    SourceConfig source,
    CheckConfig checks,
    RegionConfig region,
    SpecialtyConfig specialty,
    Period period,
    EncounterConfig encounter,
    TieConfig tie,
    ReferralConfig referral,
    MeasureConfig measure,
    TeamConfig team,
    AttributeConfig attributes,
    OutcomeConfig outcome,
    AttributionConfig attribution,
    CharlsonConfig charlson,
    RiskConfig risk,
    AssociateConfig associate,
    PublishConfig publish,
    ReportConfig report,
    String effective) {

  private static final String ROOT = "claimgraph";

  /** What tells nothing of the numbers but where files are. */
  private static final List<String> PLACES =
      List.of(
          "warehouse",
          "source",
          "region",
          "specialty",
          "attributes",
          "report",
          "encounter.rvu",
          "attribution.drg",
          "outcome.betos",
          "outcome.rbcs",
          "outcome.acsc");

  /**
   * Reads the files, then single settings over them, then the defaults under both.
   *
   * @param files HOCON files; a later one wins
   * @param settings {@code KEY=VALUE}; a later one wins, and all win over files
   * @throws UserException naming every missing, invalid or unknown setting
   */
  public static Configuration read(List<Path> files, List<String> settings) {
    Config given = ConfigFactory.empty();
    for (String setting : settings) {
      given = parseSetting(setting).withFallback(given);
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      given = given.withFallback(parseFile(files.get(i)));
    }
    refuseForeignRoots(given);
    Config defaults =
        ConfigFactory.parseResources(
            Configuration.class,
            "reference.conf",
            ConfigParseOptions.defaults().setAllowMissing(false));
    Config config = root(given.withFallback(defaults));
    ConfigReader in = new ConfigReader(config);
    Configuration configuration = read(in, config.root().render(ConfigRenderOptions.concise()));
    in.finish();
    return configuration;
  }

  private static Config root(Config all) {
    try {
      return all.resolve().getConfig(ROOT);
    } catch (ConfigException invalid) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid configuration: " + invalid.getMessage() + ".",
          "conf/reference.conf explains every setting.");
    }
  }

  /** Reads every key there is; problems stay with the reader. */
  static Configuration read(ConfigReader in, String effective) {
    int quarters = in.intBetween("period.quarters", 1, 400);
    String warehouse = in.text("warehouse");
    SourceConfig source = SourceConfig.read(in);
    CheckConfig checks = CheckConfig.read(in);
    RegionConfig region = RegionConfig.read(in);
    SpecialtyConfig specialty = SpecialtyConfig.read(in);
    Period period = in.parsed("period.end", label -> Period.ending(label, quarters));
    EncounterConfig encounter = EncounterConfig.read(in);
    TieConfig tie = TieConfig.read(in, source);
    ReferralConfig referral = ReferralConfig.read(in);
    MeasureConfig measure = MeasureConfig.read(in);
    return new Configuration(
        warehouse,
        source,
        checks,
        region,
        specialty,
        period,
        encounter,
        tie,
        referral,
        measure,
        TeamConfig.read(in),
        AttributeConfig.read(in),
        OutcomeConfig.read(in),
        AttributionConfig.read(in),
        CharlsonConfig.read(in),
        RiskConfig.read(in),
        AssociateConfig.read(in, tie, measure),
        PublishConfig.read(in),
        ReportConfig.read(in),
        effective);
  }

  private static Config parseFile(Path file) {
    if (!Files.isReadable(file)) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Missing configuration file " + file + ".",
          "Give --config a file that can be read.");
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF));
    } catch (ConfigException invalid) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid configuration file " + invalid.getMessage() + ".",
          "Mend that line; conf/reference.conf shows the form.");
    }
  }

  private static Config parseSetting(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid --set " + setting + ": it has no KEY=VALUE.",
          "Write for example --set period.end=2010Q4.");
    }
    String key = setting.substring(0, equals).strip();
    String path = key.startsWith(ROOT + ".") ? key : ROOT + "." + key;
    try {
      return ConfigFactory.empty().withValue(path, parseValue(setting.substring(equals + 1)));
    } catch (ConfigException invalid) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid --set " + setting + ".",
          "Write for example --set period.end=2010Q4 or --set 'tie.rules=[all, min-11]'.");
    }
  }

  /** Lists, quoted texts and null are HOCON; anything else is the text as it stands. */
  private static ConfigValue parseValue(String text) {
    return text.matches("(?s)\\s*([\\[{\"].*|null\\s*)")
        ? ConfigFactory.parseString("value = " + text).root().get("value")
        : ConfigValueFactory.fromAnyRef(text.strip(), "--set");
  }

  private static void refuseForeignRoots(Config given) {
    for (String root : given.root().keySet()) {
      if (!root.equals(ROOT)) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Invalid configuration: " + root + " stands outside of claimgraph { … }.",
            "Put every setting inside claimgraph { … }.");
      }
    }
  }

  /** The period, or the report that it is missing. */
  public Period requiredPeriod() {
    if (period == null) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Missing period: period.end is not set.",
          "Give --period, for example --period 2010Q4.");
    }
    return period;
  }

  /** The settings that numbers depend on, one a line, without places of files. */
  public String forReaders() {
    Config settings = ConfigFactory.parseString(effective);
    for (String place : PLACES) {
      settings = settings.withoutPath(place);
    }
    return settings.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + " = " + entry.getValue().render(ConfigRenderOptions.concise()))
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
