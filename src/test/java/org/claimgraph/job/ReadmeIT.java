package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.claimgraph.documents.Markdown;
import org.claimgraph.job.Submit.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of README and docs does what it says, in the order in which a reader meets them,
 * and so does every notebook, on the tables that these commands have made.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadmeIT {

  private static final Path CONFIG = Submit.ROOT.resolve("my-claims.conf");

  @TempDir static Path own;

  @AfterAll
  static void removeConfig() throws IOException {
    Files.deleteIfExists(CONFIG);
  }

  @Test
  @Order(1)
  void everyCommandOfReadmeRuns() throws Exception {
    assertThat(commandsThatRun(List.of(Markdown.readme()))).isEqualTo(3);
  }

  @Test
  @Order(2)
  @Tag("long")
  void everyCommandOfTheGuidesRunsAfterThoseOfReadme() throws Exception {
    if (!Files.exists(CONFIG)) {
      everyCommandOfReadmeRuns();
    }
    List<Markdown> guides = new ArrayList<>(Markdown.all());
    guides.remove(0);
    assertThat(commandsThatRun(guides)).isEqualTo(5);
  }

  /** Runs the blocks of bash, with a settings file as the last block of settings says. */
  private static int commandsThatRun(List<Markdown> documents) throws Exception {
    int commands = 0;
    for (Markdown document : documents) {
      for (Markdown.Block block : document.blocks()) {
        if (block.language().equals("hocon") && block.text().contains("/data/")) {
          writeConfig(block.text());
        } else if (block.language().equals("bash")
            && !block.text().equals("mvn verify\n")) { // which is what runs this test
          assertRuns(block.text());
          commands++;
        }
      }
    }
    return commands;
  }

  private static void assertRuns(String block) throws Exception {
    // As the quick start: compiling takes longer than running.
    String quick =
        "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m"
            + " -Dspark.sql.codegen.wholeStage=false -Dspark.sql.codegen.factoryMode=NO_CODEGEN";
    Result result =
        Submit.run(Submit.ROOT, Map.of("SPARK_SUBMIT_OPTS", quick), List.of("bash", "-euc", block));
    assertThat(result.status()).as("%s%n%s", block, result.err()).isZero();
    assertThat(result.out()).as(block).isNotBlank();
  }

  @Test
  @Order(3)
  @Tag("long")
  void everyNotebookRuns() throws Exception {
    String look = "jupyter --version && /usr/bin/python3 -c 'import ipykernel, jpype, matplotlib'";
    assumeThat(Submit.run(Submit.ROOT, Map.of(), List.of("bash", "-c", look)).status())
        .as("Jupyter of Debian is there, with python3-jpype and python3-matplotlib")
        .isZero();
    Path executed = Files.createDirectories(Submit.ROOT.resolve("target/notebooks"));
    assertRuns(
        "JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1"
            + " jupyter nbconvert --to notebook --execute --output-dir '%s' notebooks/*.ipynb 2>&1"
                .formatted(executed));
    try (Stream<Path> notebooks = Files.list(executed)) {
      assertThat(notebooks)
          .hasSize(6)
          .allSatisfy(file -> assertThat(file).content().contains("<table>"));
    }
  }

  /** The example, with fewer claims than those of the quick start in place of a reader's. */
  private static void writeConfig(String text) throws Exception {
    String claims = own.resolve("claims").toString();
    Result simulated = Submit.submit(own, "simulate", "--output=" + claims, "--patients=1000");
    assertThat(simulated.status()).as(simulated.err()).isZero();
    Path key = own.resolve("key");
    Files.writeString(key, "a key for tests, of thirty-two characters");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    String adapted =
        // What is published of these claims the quick start has shown.
        text.replace("claimgraph {", "claimgraph {\n  publish.automatically = false")
            .replace("/data/claimgraph", own.resolve("warehouse").toString())
            .replace("/data/claims", claims)
            .replace("/data/key", key.toString());
    assertThat(adapted).doesNotContain("/data/");
    Files.writeString(CONFIG, adapted);
  }
}
