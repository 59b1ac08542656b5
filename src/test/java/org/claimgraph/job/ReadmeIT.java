package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimgraph.job.Submit.Result;
import org.junit.jupiter.api.Test;

/** Every command of README does what it says, in the order in which a reader meets them. */
class ReadmeIT {

  private static final Pattern BLOCK = Pattern.compile("```(bash|hocon)\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyCommandOfReadmeRuns() throws Exception {
    String readme = Files.readString(Submit.ROOT.resolve("README.md"));
    Path config = Submit.ROOT.resolve("my-claims.conf");
    int commands = 0;
    try {
      for (Matcher block = BLOCK.matcher(readme); block.find(); ) {
        String text = block.group(2);
        if (block.group(1).equals("hocon")) {
          writeConfig(config, text);
        } else if (!text.equals("mvn verify\n")) { // which is what runs this test
          Result result = Submit.run(Submit.ROOT, Map.of(), List.of("bash", "-euc", text));
          assertThat(result.status()).as("%s%n%s", text, result.err()).isZero();
          assertThat(result.out()).as(text).isNotBlank();
          commands++;
        }
      }
    } finally {
      Files.deleteIfExists(config);
    }
    assertThat(commands).isEqualTo(6);
  }

  /** The example, with the folders of the quick start in place of those of a reader. */
  private static void writeConfig(Path config, String text) throws IOException {
    Path quickstart = Submit.ROOT.resolve("target/quickstart");
    Path key = quickstart.resolve("key");
    Files.writeString(key, "a key for tests, of thirty-two characters");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    String adapted =
        // What is published of these claims the quick start has shown.
        text.replace("claimgraph {", "claimgraph {\n  publish.automatically = false")
            .replace("/data/claimgraph", quickstart.resolve("own-warehouse").toString())
            .replace("/data/claims", quickstart.resolve("claims").toString())
            .replace("/data/key", key.toString());
    assertThat(adapted).doesNotContain("/data/");
    Files.writeString(config, adapted);
  }
}
