package org.claimgraph.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever follows a link of README or docs arrives. */
class LinksTest {

  static List<Markdown> documents() throws IOException {
    return Markdown.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFileAndAHeadingOfIt(Markdown document) throws IOException {
    for (String link : document.links()) {
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? document.file() : document.file().resolveSibling(parts[0]);
      assertThat(Files.exists(target)).as("%s in %s", link, document).isTrue();
      if (parts.length > 1) {
        assertThat(Markdown.read(target).anchors())
            .as("%s in %s", link, document)
            .contains(parts[1]);
      }
    }
  }

  @Test
  void everyDocumentIsReachedFromReadme() throws IOException {
    List<String> links = documents().get(0).links();
    for (Markdown document : documents().subList(1, documents().size())) {
      assertThat(links).contains(document.toString());
    }
  }

  @Test
  void headingsBecomeAnchorsAsOnGitHub() {
    assertThat(Markdown.anchor("What `run` does, and why: 1.2"))
        .isEqualTo("what-run-does-and-why-12");
  }
}
