package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.claimgraph.config.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Lines for a shell that somebody may copy, judged without running them. */
final class CommandLines {

  private CommandLines() {}

  /** The words that {@code jobs/submit} gets in a line, as bash sees them, none before them. */
  static List<String> wordsOfSubmit(String line) throws Exception {
    String command = line.substring(line.indexOf("jobs/submit")).split("[)|>]")[0];
    String tell = "jobs/submit() { printf '%s\\0' \"$@\"; }; " + command;
    Submit.Result told = Submit.run(Submit.ROOT, Map.of(), List.of("bash", "-euc", tell));
    assertThat(told.status()).as("%s%n%s", line, told.err()).isZero();
    return Arrays.stream(told.out().split("\0")).filter(word -> !word.isEmpty()).toList();
  }

  /** Unknown commands, options and settings fail, and files of the checkout that are not there. */
  static void assertCanBeParsed(String line) throws Exception {
    List<String> words = wordsOfSubmit(line);
    int end = words.contains("--") ? words.indexOf("--") : words.size();
    CommandLine commands = Cli.commandLine();
    ParseResult parsed = commands.parseArgs(words.subList(0, end).toArray(String[]::new));
    if (parsed.hasSubcommand()) {
      assertAreSettings(parsed.subcommand(), line);
    }
  }

  private static void assertAreSettings(ParseResult parsed, String line) {
    List<Path> files = parsed.matchedOptionValue("--config", List.<Path>of());
    for (Path file : files) {
      assertThat(file.startsWith("conf") ? Files.exists(file) : true).as("%s", line).isTrue();
    }
    // Settings that do not exist, or cannot be read, are refused.
    Configuration.read(
        files.stream().filter(Files::exists).toList(),
        parsed.matchedOptionValue("--set", List.<String>of()));
  }
}
