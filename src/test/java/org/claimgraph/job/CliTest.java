package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What the commands say of themselves. */
class CliTest {

  @TempDir Path folder;

  static Stream<CommandLine> commands() {
    CommandLine root = Cli.commandLine();
    return Stream.concat(Stream.of(root), root.getSubcommands().values().stream());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysWhatItDoesAndGivesExamplesThatItTakes(CommandLine command) throws Exception {
    String help = command.getUsageMessage();
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(help).contains("Examples:", "Exit status:");
    List<String> examples =
        help.substring(help.indexOf("Examples:"))
            .lines()
            .filter(line -> line.contains("jobs/submit"))
            .toList();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      CommandLines.assertCanBeParsed(example);
      if (command.getParent() != null) {
        assertThat(CommandLines.wordsOfSubmit(example)).startsWith(command.getCommandName());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rnu, Unknown command rnu; the nearest is run. jobs/submit --help",
    "--verison, Unknown option --verison; the nearest is --version. jobs/submit --help",
    "run --perod 2010Q4, Unknown option --perod; the nearest is --period. jobs/submit run --help",
    "export --output=x --fromat=csv, Unknown option --fromat; the nearest is --format. jobs/submit export --help",
    "ties 2010Q4, Unknown argument 2010Q4. jobs/submit ties --help"
  })
  void whatIsUnknownIsAnsweredWithTheNearestKnown(String line, String answer) {
    StringWriter said = new StringWriter();
    int status = Cli.commandLine().setErr(new PrintWriter(said, true)).execute(line.split(" "));
    assertThat(status).isEqualTo(2);
    assertThat(said.toString().strip()).isEqualTo(answer + " tells what there is.");
  }

  @Test
  void theVersionNamesTheCommitSparkAndDelta() {
    StringWriter said = new StringWriter();
    Cli.commandLine().setOut(new PrintWriter(said, true)).execute("--version");
    assertThat(said.toString())
        .matches(
            "claimgraph \\S+ \\([0-9a-f]{7,}(-dirty)?\\)\\s+Spark \\d\\.\\d\\.\\d\\s+"
                + "Delta \\d\\.\\d\\.\\d\\s+");
  }

  @Test
  void aShellCompletesCommandsOptionsAndValues() throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, AutoComplete.bash("submit", Cli.commandLine()));
    assertThat(completed(script, "jobs/submit", "back")).isEqualTo("backfill");
    assertThat(completed(script, "jobs/submit", "run", "--dry")).isEqualTo("--dry-run");
    assertThat(completed(script, "jobs/submit", "backfill", "--on-existing", "re"))
        .isEqualTo("replace");
  }

  /** What bash puts in the place of the last word. */
  private static String completed(Path script, String... words) throws Exception {
    String line = String.join(" ", words);
    String complete =
        ("source '" + script + "'; COMP_WORDS=(" + line + "); COMP_CWORD=" + (words.length - 1))
            + ("; COMP_LINE='" + line + "'; COMP_POINT=" + line.length())
            + "; _complete_submit; echo \"${COMPREPLY[@]}\"; complete -p submit >&2";
    Submit.Result told = Submit.run(Submit.ROOT, Map.of(), List.of("bash", "-c", complete));
    assertThat(told.err()).contains("-F _complete_submit");
    return told.out().strip();
  }
}
