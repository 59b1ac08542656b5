package org.claimgraph.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents that are generated say what the program says. {@code mvn test
 * -Dtest=GeneratedDocumentsTest -Ddocuments=write} writes them anew.
 */
class GeneratedDocumentsTest {

  private static final Map<String, Supplier<String>> GENERATED =
      Map.of(
          "docs/data-dictionary.md", DataDictionary::text,
          "docs/configuration.md", ConfigurationReference::text);

  static Stream<String> files() {
    return GENERATED.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theDocumentIsWhatIsGenerated(String file) throws IOException {
    String generated = GENERATED.get(file).get();
    if ("write".equals(System.getProperty("documents"))) {
      Files.writeString(Path.of(file), generated);
    }
    assertThat(Path.of(file)).content().isEqualTo(generated);
  }
}
