package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimgraph.config.Configuration;
import org.claimgraph.documents.Markdown;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What README and docs tell to type is what the program understands. Blocks of {@code bash} are
 * also run, by {@link ReadmeIT}; those of {@code sh} need a cluster, data or time that a test has
 * not.
 */
class DocumentedCommandsTest {

  /** Files and folders of the checkout that a text names. */
  private static final Pattern PATH =
      Pattern.compile("`((?:jobs|conf|notebooks|src|docs)/[\\w./-]*\\w)(?: [^`]*)?`");

  @TempDir Path folder;

  static List<Markdown> documents() throws IOException {
    return Markdown.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLineForAShellCanBeParsed(Markdown document) throws Exception {
    for (Markdown.Block block : document.blocks()) {
      if (List.of("bash", "sh").contains(block.language())) {
        assertIsShell(block.text());
        for (String line : block.text().replace("\\\n", " ").split("\n")) {
          if (line.startsWith("jobs/submit ")) {
            CommandLines.assertCanBeParsed(line);
          }
        }
      }
    }
  }

  private static void assertIsShell(String text) throws Exception {
    Submit.Result read = Submit.run(Submit.ROOT, Map.of(), List.of("bash", "-nc", text));
    assertThat(read.status()).as("%s%n%s", text, read.err()).isZero();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyBlockOfSettingsIsRead(Markdown document) throws IOException {
    for (Markdown.Block block : document.blocks()) {
      if (block.language().equals("hocon")) {
        Path file = Files.writeString(folder.resolve("block.conf"), block.text());
        assertThat(Configuration.read(List.of(file), List.of())).as(block.text()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyFileThatIsNamedIsThere(Markdown document) {
    for (Matcher path = PATH.matcher(document.text()); path.find(); ) {
      assertThat(Submit.ROOT.resolve(path.group(1)))
          .as("%s in %s", path.group(), document)
          .exists();
    }
  }
}
