package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfiguration;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** Files for schedulers are what their programs can read, and give commands that exist. */
class SchedulesTest {

  private static final Path SCHEDULES = Path.of("jobs/schedules");

  @TempDir Path temporary;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(SCHEDULES)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void noFileHoldsAKeyOrNamesAPersonalFolder(Path file) throws IOException {
    assertThat(Files.readString(file))
        .doesNotContain("CLAIMGRAPH_PSEUDONYM_KEY=", "/home/", "/root", "/work", "/tmp")
        .doesNotContainPattern("(?i)(password|token)\\s*[:=]");
  }

  @Test
  void airflowRunsOneQuarterAtATimeAndEndsAsTheCommandDoes() throws Exception {
    Path dag = SCHEDULES.resolve("airflow/claimgraph_quarterly.py");
    assertThat(Files.readString(dag))
        .contains("catchup=False", "max_active_runs=1", "CronDataIntervalTimetable")
        .contains("properties_file=PROPERTIES", "claimgraph_delta_jars")
        // Without a rule of its own the second task does not hide that the first failed.
        .contains(
            "claimgraph(\"run\") >> claimgraph(\"status\", deploy_mode=\"client\", retries=0)")
        .doesNotContain("trigger_rule");
    assumeThat(has("python3")).as("python3 is there").isTrue();
    String parse = "import ast, sys; ast.parse(open(sys.argv[1]).read())";
    assertThat(exitStatus("python3", "-c", parse, dag.toString())).isZero();
  }

  @Test
  void kubernetesRunsItAsNobodySpecial() throws IOException {
    Map<String, Object> application = yaml("kubernetes/scheduled-spark-application.yaml");
    assertThat(application)
        .containsEntry("apiVersion", "sparkoperator.k8s.io/v1beta2")
        .containsEntry("kind", "ScheduledSparkApplication");
    Map<String, Object> spec = map(application, "spec");
    assertThat(spec).containsEntry("concurrencyPolicy", "Forbid");
    Map<String, Object> template = map(spec, "template");
    for (String pod : List.of("driver", "executor")) {
      assertThat(map(map(template, pod), "podSecurityContext")).containsEntry("runAsNonRoot", true);
      assertThat(map(map(template, pod), "securityContext"))
          .containsEntry("allowPrivilegeEscalation", false);
    }
    assertThat(template).containsEntry("sparkVersion", sparkVersion());
    assertThat(map(template, "sparkConf")).isEqualTo(prod());
    assertIsCommand(texts(template.get("arguments")));
  }

  /** What claims about people need of any cluster; REST is a matter of standalone masters. */
  private static Map<String, Object> prod() throws IOException {
    Properties prod = new Properties();
    prod.load(new StringReader(Files.readString(Path.of("conf/prod/spark-defaults.conf"))));
    Map<String, Object> settings = new TreeMap<>();
    prod.forEach((key, value) -> settings.put(key.toString(), value));
    settings.remove("spark.master.rest.enabled");
    return settings;
  }

  @Test
  void databricksRunsItOnceAtATime() throws IOException {
    Map<String, Object> jobs = map(map(yaml("databricks/databricks.yml"), "resources"), "jobs");
    Map<String, Object> job = map(jobs, "claimgraph_quarterly");
    assertThat(job).containsEntry("max_concurrent_runs", 1);
    Map<?, ?> task = (Map<?, ?>) ((List<?>) job.get("tasks")).get(0);
    Map<?, ?> jar = (Map<?, ?>) task.get("spark_jar_task");
    assertThat(jar.get("main_class_name")).isEqualTo("org.claimgraph.ClaimGraph");
    assertIsCommand(texts(jar.get("parameters")));
  }

  @Test
  void aLineOfCronHasFiveTimesAUserAndACommand() throws IOException {
    List<String> lines =
        Files.readAllLines(SCHEDULES.resolve("cron/claimgraph")).stream()
            .filter(line -> !line.startsWith("#") && !line.contains("="))
            .toList();
    assertThat(lines).hasSize(1);
    List<String> words = List.of(lines.get(0).split(" "));
    assertThat(words.subList(0, 5)).allMatch(word -> word.matches("[0-9,*]+"));
    assertIsSubmit(words.subList(6, words.size()));
  }

  @Test
  void systemdKnowsWhatToRunAndWhen() throws Exception {
    Map<String, String> service = unit("claimgraph.service");
    assertThat(service)
        .containsEntry("Service.Type", "oneshot")
        .containsEntry("Service.User", "claimgraph")
        .containsEntry("Service.NoNewPrivileges", "yes");
    assertIsSubmit(List.of(service.get("Service.ExecStart").split(" ")));
    Map<String, String> timer = unit("claimgraph.timer");
    assertThat(timer).containsEntry("Timer.Persistent", "true");
    assumeThat(has("systemd-analyze")).as("systemd-analyze is there").isTrue();
    assertThat(exitStatus("systemd-analyze", "calendar", timer.get("Timer.OnCalendar"))).isZero();
  }

  @Test
  void theImageIsThatOfTheSparkThatItIsBuiltWithAndDoesNotRunAsRoot() throws IOException {
    List<String> lines = Files.readAllLines(SCHEDULES.resolve("image/Dockerfile"));
    assertThat(lines).anyMatch(line -> line.startsWith("FROM apache/spark:" + sparkVersion()));
    assertThat(lines.get(lines.size() - 1)).isEqualTo("USER spark");
  }

  @Test
  void whatSparkLogsAsJsonHasNoExceptionThatMayQuoteAValue() throws IOException {
    Path file = Path.of("conf/log4j2-json.properties");
    try (InputStream in = Files.newInputStream(file)) {
      PropertiesConfiguration configuration =
          new PropertiesConfigurationFactory()
              .getConfiguration(
                  new LoggerContext("test"), new ConfigurationSource(in, file.toFile()));
      configuration.initialize();
      LogEvent event =
          Log4jLogEvent.newBuilder()
              .setLoggerName("spark")
              .setLevel(Level.ERROR)
              .setMessage(new SimpleMessage("it broke"))
              .setThrown(new IllegalStateException("row P-17"))
              .build();
      assertThat(configuration.getAppender("console").getLayout().toSerializable(event).toString())
          .matches(
              "\\{\"time\":\"[-0-9]{10}T[:.0-9]{12}Z\",\"level\":\"ERROR\",\"logger\":\"spark\","
                  + "\"message\":\"it broke\"}\\s*");
    }
  }

  @Test
  void lineageIsOffUntilItsSettingsAreUncommented() throws IOException {
    String text = Files.readString(Path.of("conf/openlineage.properties"));
    Properties given = new Properties();
    given.load(new StringReader(text));
    assertThat(given).isEmpty();
    Properties uncommented = new Properties();
    uncommented.load(new StringReader(text.replace("#spark.", "spark.")));
    assertThat(uncommented.stringPropertyNames())
        .hasSize(6)
        .allMatch(key -> key.startsWith("spark."));
    assertThat(URI.create(uncommented.getProperty("spark.openlineage.transport.url")).getHost())
        .isEqualTo("lineage.example.org");
  }

  @Test
  void theLastQuarterIsTheOneBeforeToday() {
    assertThat(ConfigOptions.quarterBefore(LocalDate.of(2011, 1, 1))).isEqualTo("2010Q4");
    assertThat(ConfigOptions.quarterBefore(LocalDate.of(2011, 4, 1))).isEqualTo("2011Q1");
    assertThat(ConfigOptions.quarterBefore(LocalDate.of(2011, 12, 31))).isEqualTo("2011Q3");
  }

  @Test
  void theFormatOfTheLogIsKnownWhereverItStands() {
    for (String line : List.of("run --log-format json", "--log-format json run", "run")) {
      CommandLine commandLine = Cli.commandLine();
      commandLine.parseArgs(line.split(" "));
      assertThat(commandLine.<Cli>getCommand().log() == System.err)
          .as(line)
          .isEqualTo(line.equals("run"));
    }
  }

  @Test
  void aFailureIsAnErrorInJson() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    LogFormat.json.to(out).println("ingest     reads");
    LogFormat.json.tellFailure(out, "Missing source.\nSet it.");
    assertThat(told.toString(StandardCharsets.UTF_8).lines().map(SchedulesTest::levelAndMessage))
        .containsExactly("INFO ingest     reads", "ERROR Missing source.\nSet it.");
  }

  private static String levelAndMessage(String line) {
    Map<String, Object> event = new Yaml(new SafeConstructor(new LoaderOptions())).load(line);
    return event.get("level") + " " + event.get("message");
  }

  private static void assertIsSubmit(List<String> words) {
    assertThat(words.get(0)).endsWith("/jobs/submit");
    assertIsCommand(words.subList(1, words.size()));
  }

  /** Unknown commands and options are refused here. */
  private static void assertIsCommand(List<String> words) {
    CommandLine.ParseResult parsed = Cli.commandLine().parseArgs(words.toArray(String[]::new));
    assertThat(parsed.subcommand().matchedOptionValue("--period", "")).isEqualTo("last-quarter");
  }

  private static String sparkVersion() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  private static Map<String, Object> yaml(String name) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions()))
        .load(Files.readString(SCHEDULES.resolve(name)));
  }

  @SuppressWarnings("unchecked") // what is no map fails the test
  private static Map<String, Object> map(Map<String, Object> in, String key) {
    return (Map<String, Object>) in.get(key);
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(Object::toString).collect(Collectors.toList());
  }

  /** Settings of a unit, as Section.Key. */
  private static Map<String, String> unit(String name) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    String section = "";
    for (String line : Files.readAllLines(SCHEDULES.resolve("systemd").resolve(name))) {
      if (line.startsWith("[")) {
        section = line.replaceAll("[\\[\\]]", "");
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] setting = line.split("=", 2);
        assertThat(setting).as(line).hasSize(2);
        settings.put(section + "." + setting[0], setting[1]);
      }
    }
    return settings;
  }

  private static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private int exitStatus(String... command) throws Exception {
    Path told = temporary.resolve("told");
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
