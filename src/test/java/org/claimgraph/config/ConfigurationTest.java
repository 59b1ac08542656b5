package org.claimgraph.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractThrowableAssert;
import org.claimgraph.UserException;
import org.claimgraph.config.CheckConfig.Comparison;
import org.claimgraph.config.CheckConfig.Rule;
import org.claimgraph.config.CheckConfig.Severity;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.config.OutcomeConfig.Coverage;
import org.claimgraph.config.ReferralConfig.Construction;
import org.claimgraph.config.ReferralConfig.Count;
import org.claimgraph.config.SourceConfig.VersionRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

  private static final String HELP = " conf/reference.conf explains every setting.";

  @TempDir Path folder;

  @Test
  void theDefaultsAreThoseOfTheReferenceAndNeedNoPeriod() {
    Configuration config = Configuration.read(List.of(), List.of());
    assertThat(config.warehouse()).isEqualTo("file:/srv/claimgraph");
    assertThat(config.source())
        .isEqualTo(
            new SourceConfig(
                null,
                null,
                null,
                null,
                false,
                null,
                0.05,
                null,
                null,
                null,
                Collections.emptySortedMap(),
                List.of(VersionRule.values()),
                List.of("~", "NULL", "\\N")));
    assertThat(config.encounter().minRvu()).isEqualTo(2);
    assertThat(config.tie().rules()).containsExactly("all");
    assertThat(config.referral())
        .isEqualTo(
            new ReferralConfig(
                List.of(30, 60, 90, 180), Construction.SLIDING_FRAME, Count.ALL_PAIRS));
    assertThat(config.outcome().cohorts())
        .containsExactly(
            new Cohort("all", null, List.of()), new Cohort("last-two-years", null, List.of()));
    assertThat(config.period()).isNull();
    assertThatThrownBy(config::requiredPeriod)
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Missing period: period.end is not set. Give --period, for example --period 2010Q4.");
  }

  @Test
  void everyProblemIsReportedAtOnceWithFileAndLine() throws IOException {
    Path file =
        write(
            "run.conf",
            """
            claimgraph {
              source.max-rejected-share = 1.5
              source.synthetic = maybe
              period { end = 2010, quarters = 0 }
              encounter.polcy = any
              tie.rules = [all, min-0]
            }
            """);
    refused(() -> read(List.of(file), "outcome.money=charged", "warehouse=null"))
        .hasMessage(
            "Invalid configuration: "
                + (file + ":4: period.quarters = 0 must be a whole number from 1 to 400; ")
                + "warehouse is not set: it is required; "
                + (file + ":3: source.synthetic = maybe must be true or false; ")
                + (file + ":2: source.max-rejected-share = 1.5 must be a number from 0 to 1; ")
                + (file + ":4: period.end = 2010 must be a quarter such as 2010Q4; ")
                + (file
                    + ":6: tie.rules = [all, min-0] must list some of all, min-N, strongest-Q,"
                    + " disparity-A, hypergeometric-A, sdsm-A, each once: min-0 is no rule, the"
                    + " nearest is min-11 for at least 11 shared patients; ")
                + "outcome.money = charged must be one of paid, allowed; "
                + (file + ":5: encounter.polcy is not a setting; the nearest is encounter.policy.")
                + HELP);
  }

  @ParameterizedTest
  @CsvSource({
    "tie.rule, tie.rules",
    "source.fromat, source.format",
    "source.pseudonym-key, source.pseudonym-key-file",
    "encounter.min-patient, encounter.min-patients",
    "claimgraph.region.zip_hrr, region.zip-hrr"
  })
  void anUnknownKeyIsReportedWithTheNearestKnownOne(String key, String nearest) {
    refused(() -> read(List.of(), key + "=x"))
        .hasMessage(
            "Invalid configuration: "
                + key.replace("claimgraph.", "")
                + " is not a setting; the nearest is "
                + nearest
                + "."
                + HELP);
  }

  @Test
  void anUnknownKeyWithoutAValueIsReportedToo() {
    refused(() -> read(List.of(), "source.fromat=null"))
        .hasMessage(
            "Invalid configuration: source.fromat is not a setting; the nearest is source.format."
                + HELP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tie.rules=all,min-11",
        "tie.rules=all, min-11",
        "tie.rules = all , min-11 ",
        "tie.rules=[all,min-11]",
        "tie.rules=[\"all\", \"min-11\"]",
        " claimgraph.tie.rules=[all, min-11]"
      })
  void aListMayBeSetWithAndWithoutBrackets(String setting) {
    assertThat(read(List.of(), setting).tie().rules()).containsExactly("all", "min-11");
  }

  @Test
  void textsAreTakenAsTheyStandUnlessTheyAreQuoted() {
    assertThat(read(List.of(), "source.path=/a b/c:d=e#f ").source().path())
        .isEqualTo("/a b/c:d=e#f");
    assertThat(read(List.of(), "source.path=\" quoted \"").source().path()).isEqualTo(" quoted ");
    assertThat(read(List.of(), "source.path=nullable").source().path()).isEqualTo("nullable");
  }

  @Test
  void nullTakesASettingBack() throws IOException {
    Path file = write("a.conf", "claimgraph.source.path = claims");
    assertThat(read(List.of(file)).source().path()).isEqualTo("claims");
    assertThat(read(List.of(file), "source.path=null").source().path()).isNull();
  }

  @Test
  void anEmptyListMayBeSetWithAndWithoutBrackets() {
    assertThat(read(List.of(), "encounter.excluded-specialties=[]").encounter())
        .isEqualTo(read(List.of(), "encounter.excluded-specialties=").encounter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tie.rules", "outcome.cohorts", "associate.outcomes", "measure.regions"})
  void aListThatIsNeededAndNullIsReportedOnce(String key) {
    refused(() -> read(List.of(), key + "=null"))
        .hasMessage("Invalid configuration: " + key + " is not set: it must be a list." + HELP);
  }

  @Test
  void nothingIsComparedWithRandomNetworksUnlessAsked() {
    assertThat(read(List.of()).measure().nullModel()).isEqualTo(new NullConfig(0, 1));
    assertThat(
            read(List.of(), "measure.null.draws=20", "measure.null.seed=7").measure().nullModel())
        .isEqualTo(new NullConfig(20, 7));
    refused(() -> read(List.of(), "measure.null.draws=-1"))
        .hasMessage(
            "Invalid configuration: measure.null.draws = -1 must be a whole number from 0 to"
                + " 100000."
                + HELP);
  }

  @Test
  void aTextThatIsNeededIsNotBlank() {
    refused(() -> read(List.of(), "warehouse= "))
        .hasMessage("Invalid configuration: warehouse =  is required." + HELP);
  }

  @Test
  void aListOfUnknownOrRepeatedNamesIsRefused() {
    refused(() -> read(List.of(), "measure.regions=hospital,hospital"))
        .hasMessage(
            "Invalid configuration: measure.regions = hospital,hospital must list some of hospital,"
                + " hrr, nation, each once."
                + HELP);
    refused(() -> read(List.of(), "outcome.cohorts=[everyone]"))
        .hasMessage(
            "Invalid configuration: outcome.cohorts = [everyone] must list some of all,"
                + " last-two-years, each once."
                + HELP);
  }

  @Test
  void windowsOfReferralsAreDaysInTheirOrderOrNone() {
    assertThat(read(List.of(), "referral.windows=[180, 7, 36600]").referral().windows())
        .containsExactly(7, 180, 36600);
    assertThat(read(List.of(), "referral.windows=[]").referral().windows()).isEmpty();
    for (String windows : List.of("0", "30,30", "36601", "1.5", "month", "030")) {
      refused(() -> read(List.of(), "referral.windows=" + windows))
          .hasMessage(
              "Invalid configuration: referral.windows = "
                  + windows
                  + " must list whole numbers of days from 1 to 36600, each once."
                  + HELP);
    }
    refused(() -> read(List.of(), "referral.construction=frame"))
        .hasMessage(
            "Invalid configuration: referral.construction = frame must be one of sliding-frame,"
                + " binning, trace-route."
                + HELP);
  }

  @Test
  void cohortsMayBeGivenAsSqlAndMustBeListed() {
    String sql = "SELECT patient_id, window_start, window_end FROM stay";
    assertThat(
            read(
                    List.of(),
                    "outcome.cohorts=hip-2010,all",
                    "outcome.cohort-sql.hip-2010=" + sql,
                    "outcome.coverage.part-a=all,hip-2010",
                    "outcome.coverage.no-hmo=all",
                    "outcome.ages=67-99")
                .outcome()
                .cohorts())
        .containsExactly(
            new Cohort("hip-2010", sql, List.of(Coverage.PART_A)),
            new Cohort("all", null, List.of(Coverage.PART_A, Coverage.NO_HMO)));
    refused(
            () ->
                read(
                    List.of(),
                    "outcome.cohorts=all",
                    "outcome.cohort-sql.hip=x",
                    "outcome.cohort-sql.all=y",
                    "outcome.coverage.part-b=[none]",
                    "outcome.ages=99-67"))
        .hasMessage(
            "Invalid configuration: outcome.cohort-sql.all = y must not have the name of another"
                + " cohort; outcome.cohort-sql.hip = x must be listed in outcome.cohorts;"
                + " outcome.coverage.part-b = [none] must list cohorts of outcome.cohorts;"
                + " outcome.ages = 99-67 must begin with the lower age."
                + HELP);
    refused(() -> read(List.of(), "outcome.cohort-sql.Hip=x"))
        .hasMessage(
            "Invalid configuration: outcome.cohort-sql = {Hip=x} must have names of lower-case"
                + " letters, digits and dashes."
                + HELP);
    refused(() -> read(List.of(), "outcome.cohort-sql=x"))
        .hasMessage(
            "Invalid configuration: outcome.cohort-sql = x must be a group of texts with names."
                + HELP);
  }

  @Test
  void codesOfOutcomesHaveTheirFormAndProceduresOneClassification() {
    assertThat(read(List.of(), "outcome.emergency.hcpcs=99281").outcome().emergency().hcpcs())
        .containsExactly("99281");
    refused(
            () ->
                read(
                    List.of(),
                    "outcome.emergency.revenue-codes=450-459",
                    "outcome.betos=b.csv",
                    "outcome.rbcs=r.csv"))
        .hasMessage(
            "Invalid configuration: outcome.emergency.revenue-codes = 450-459 must list codes or"
                + " ranges such as 0450-0452; outcome.rbcs = r.csv must not be set beside"
                + " outcome.betos."
                + HELP);
  }

  @Test
  void groupsOfSpecialtiesDoNotOverlap() {
    refused(() -> read(List.of(), "specialty.primary=01,02", "specialty.surgical=02"))
        .hasMessage(
            "Invalid configuration: specialty.surgical = 02 must not repeat 02, a code of another"
                + " group."
                + HELP);
  }

  @Test
  void aLaterFileWinsAndASettingWinsOverFiles() throws IOException {
    Path first = write("a.conf", "claimgraph { period.quarters = 1, tie.rules = [min-2] }");
    Path second = write("b.conf", "claimgraph { period { quarters = 2 } }");
    Configuration config = read(List.of(first, second), "period.end=2010Q4");
    assertThat(config.requiredPeriod()).isEqualTo(new Period(2010, 4, 2));
    assertThat(config.tie().rules()).containsExactly("min-2");
    Configuration set =
        read(List.of(second, first), "period.end=2010Q4", "period.quarters=3", "period.quarters=8");
    assertThat(set.requiredPeriod()).isEqualTo(new Period(2010, 4, 8));
  }

  @Test
  void dayOfTheSourceIsADay() {
    assertThat(read(List.of(), "source.first-day=2008-01-01").source().firstDay())
        .isEqualTo(LocalDate.of(2008, 1, 1));
    refused(() -> read(List.of(), "source.first-day=2008"))
        .hasMessage(
            "Invalid configuration: source.first-day = 2008 must be a day such as 2008-01-01."
                + HELP);
  }

  @Test
  void aTieListHasNodesAndNoRulesThatNeedPatients() {
    SourceConfig ties =
        read(List.of(), "source.format=shared-patients", "source.nodes=n.csv").source();
    assertThat(ties.isTieList()).isTrue();
    assertThat(ties.nodes()).isEqualTo("n.csv");
    refused(() -> read(List.of(), "source.format=canonical", "source.nodes=n.csv"))
        .hasMessage(
            "Invalid configuration: source.nodes = n.csv is for source.format = shared-patients"
                + " alone."
                + HELP);
    for (String rule : List.of("hypergeometric-05", "sdsm-01")) {
      refused(
              () ->
                  read(List.of(), "source.format=shared-patients", "tie.rules=[all, " + rule + "]"))
          .hasMessage(
              "Invalid configuration: tie.rules = [all, "
                  + rule
                  + "] must not list "
                  + rule
                  + " with source.format = shared-patients: it compares ties with the patients of"
                  + " each physician, which a tie list does not tell."
                  + HELP);
    }
    refused(() -> read(List.of(), "source.format=shared-patients", "tie.rules=[all, sdsm-0.05]"))
        .as("a rule that is none is told once")
        .hasMessage(
            "Invalid configuration: tie.rules = [all, sdsm-0.05] must list some of all, min-N,"
                + " strongest-Q, disparity-A, hypergeometric-A, sdsm-A, each once: sdsm-0.05 is no"
                + " rule, the nearest is sdsm-05 for 0.05."
                + HELP);
    assertThat(read(List.of(), "source.format=shared-patients", "tie.rules=disparity-05").tie())
        .as("a rule that looks at ties alone")
        .isNotNull();
  }

  @Test
  void aSettingWithoutValueIsRefused() {
    refused(() -> read(List.of(), "period.end"))
        .hasMessage(
            "Invalid --set period.end: it has no KEY=VALUE. Write for example --set"
                + " period.end=2010Q4.");
    refused(() -> read(List.of(), "tie.rules=[all"))
        .hasMessage(
            "Invalid --set tie.rules=[all. Write for example --set period.end=2010Q4 or --set"
                + " 'tie.rules=[all, min-11]'.");
  }

  @Test
  void aFileThatIsMissingOrMalformedIsRefused() throws IOException {
    Path none = folder.resolve("none.conf");
    refused(() -> read(List.of(none)))
        .hasMessage(
            "Missing configuration file " + none + ". Give --config a file that can be read.");
    Path broken = write("broken.conf", "claimgraph {\n  tie.rules = [all\n}\n");
    refused(() -> read(List.of(broken)))
        .hasMessageStartingWith("Invalid configuration file " + broken + ": 3: ")
        .hasMessageEndingWith(". Mend that line; conf/reference.conf shows the form.");
  }

  @Test
  void settingsOutsideOfTheRootAreRefused() throws IOException {
    Path file = write("a.conf", "tie.rules = [all]");
    refused(() -> read(List.of(file)))
        .hasMessage(
            "Invalid configuration: tie stands outside of claimgraph { … }."
                + " Put every setting inside claimgraph { … }.");
  }

  @Test
  void aSubstitutionWithoutAValueIsRefused() throws IOException {
    Path file = write("a.conf", "claimgraph.source.path = ${NO_SUCH_VARIABLE_OF_CLAIMGRAPH}");
    refused(() -> read(List.of(file)))
        .hasMessage(
            "Invalid configuration: "
                + file
                + ": 1: Could not resolve substitution to a value:"
                + " ${NO_SUCH_VARIABLE_OF_CLAIMGRAPH}."
                + HELP);
  }

  @Test
  void aRootThatIsNoGroupIsRefused() throws IOException {
    Path file = write("a.conf", "claimgraph = 5");
    refused(() -> read(List.of(file)))
        .hasMessageStartingWith(
            "Invalid configuration: " + file + ": 1: claimgraph has type NUMBER")
        .hasMessageEndingWith(HELP);
  }

  @Test
  void theEffectiveConfigurationDoesNotDependOnTheWayItWasGiven() throws IOException {
    Path file = write("a.conf", "claimgraph { tie.rules = [all, min-2], period.end = 2010Q4 }");
    assertThat(read(List.of(file)).effective())
        .isEqualTo(read(List.of(), "period.end=2010Q4", "tie.rules=[all, min-2]").effective())
        .isNotEqualTo(read(List.of(), "period.end=2010Q4").effective());
  }

  @Test
  void everyKeyOfTheReferenceIsReadAndEveryKeyReadIsInTheReference() {
    Config defaults =
        ConfigFactory.parseResources(Configuration.class, "reference.conf").getConfig("claimgraph");
    Set<String> documented = new TreeSet<>();
    collect("", defaults.root(), documented);
    ConfigReader in = new ConfigReader(defaults);
    Configuration.read(in, "");
    assertThat(documented).hasSizeGreaterThan(30).isEqualTo(in.known());
  }

  @Test
  void checksOfASiteStandBesideThoseThatComeWithClaimgraph() {
    CheckConfig checks =
        read(
                List.of(),
                "checks.npi-check-digit.severity=error",
                "checks.own.sql=SELECT 1",
                "checks.own.threshold=2",
                "checks.own.severity=off")
            .checks();
    assertThat(checks.rules().get("npi-check-digit"))
        .isEqualTo(new Rule(null, Severity.ERROR, Comparison.AT_MOST, 0.01));
    assertThat(checks.rules().get("own"))
        .isEqualTo(new Rule("SELECT 1", Severity.OFF, Comparison.AT_MOST, 2));
    assertThat(checks.rules().get("region-coverage").passes(0.9)).isTrue();
    assertThat(checks.rules().get("region-coverage").passes(0.899)).isFalse();
    assertThat(checks.rules().get("service-in-future").passes(0.01)).isTrue();
    assertThat(checks.rules().get("service-in-future").passes(0.011)).isFalse();
  }

  @Test
  void aCheckThatIsNotWholeIsRefused() {
    refused(() -> read(List.of(), "checks.own.severity=loud"))
        .hasMessageContaining("checks.own.severity = loud must be one of error, warning, info, off")
        .hasMessageContaining("checks.own.threshold is not set");
    refused(() -> read(List.of(), "checks.npi-check-digit.treshold=1"))
        .hasMessageContaining(
            "checks.npi-check-digit.treshold is not a setting; the nearest is"
                + " checks.npi-check-digit.threshold");
    refused(() -> read(List.of(), "checks.Own.severity=error"))
        .hasMessageContaining("names of lower-case letters, digits and dashes");
  }

  private static void collect(String prefix, ConfigObject group, Set<String> keys) {
    for (Map.Entry<String, ConfigValue> entry : group.entrySet()) {
      if (entry.getValue() instanceof ConfigObject inner) {
        collect(prefix + entry.getKey() + ".", inner, keys);
      } else {
        keys.add(prefix + entry.getKey());
      }
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Configuration read(List<Path> files, String... settings) {
    return Configuration.read(files, List.of(settings));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
    return assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2));
  }
}
