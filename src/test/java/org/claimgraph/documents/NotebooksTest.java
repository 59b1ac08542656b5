package org.claimgraph.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in notebooks, without running them. */
class NotebooksTest {

  private static final Path NOTEBOOKS = Path.of("notebooks");
  private static final Pattern QUERY =
      Pattern.compile("sql\\(\"\"\"\n(.*?)\n\"\"\"\\)", Pattern.DOTALL);
  private static final Pattern NOT_FOR_ANALYSTS =
      Pattern.compile("\\b(claims|network|outcome|analysis|ops)\\.\\w");

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(NOTEBOOKS)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @Test
  void thereIsOneForEachQuestion() throws IOException {
    assertThat(notebooks())
        .extracting(file -> file.getFileName().toString().replace(".ipynb", ""))
        .containsExactly(
            "compare_regions",
            "data_quality",
            "one_physician",
            "quick_start",
            "reproduce_barnett_2012",
            "what_changed");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void itFindsASessionFirstAssertsAndHoldsNoOutput(Path notebook) throws IOException {
    List<JsonNode> cells = codeCells(notebook);
    assertThat(source(cells.get(0)))
        .isEqualTo(
            "from claimgraph_session import connect\n\nsql = connect(globals().get(\"spark\"))");
    assertThat(cells).anyMatch(cell -> source(cell).startsWith("assert "));
    assertThat(cells)
        .allSatisfy(
            cell -> {
              assertThat(cell.get("outputs")).isEmpty();
              assertThat(cell.get("execution_count").isNull()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void itAsksPublishedTablesWhatAFileOfSqlAsks(Path notebook) throws IOException {
    List<String> files = queries();
    List<String> asked =
        codeCells(notebook).stream()
            .flatMap(cell -> QUERY.matcher(source(cell)).results())
            .map(query -> query.group(1))
            .toList();
    assertThat(asked).isNotEmpty().isSubsetOf(files);
    assertThat(asked).noneMatch(sql -> NOT_FOR_ANALYSTS.matcher(sql).find());
  }

  @Test
  void everyFileOfSqlIsAskedByANotebookOrADocument() throws IOException {
    String all = "";
    for (Path notebook : notebooks()) {
      for (JsonNode cell : codeCells(notebook)) {
        all += source(cell);
      }
    }
    for (Markdown document : Markdown.all()) {
      all += document.text();
    }
    try (Stream<Path> files = Files.list(NOTEBOOKS.resolve("sql"))) {
      for (Path file : files.toList()) {
        assertThat(all.contains(query(file)) || all.contains("--file " + file))
            .as("%s", file)
            .isTrue();
      }
    }
  }

  private static List<JsonNode> codeCells(Path notebook) throws IOException {
    List<JsonNode> cells = new ArrayList<>();
    for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
      if (cell.get("cell_type").asText().equals("code")) {
        cells.add(cell);
      }
    }
    return cells;
  }

  private static String source(JsonNode cell) {
    StringBuilder text = new StringBuilder();
    cell.get("source").forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  /** Every file of SQL without its comments. */
  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    try (Stream<Path> files = Files.list(NOTEBOOKS.resolve("sql"))) {
      for (Path file : files.toList()) {
        queries.add(query(file));
      }
    }
    return queries;
  }

  private static String query(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("--"))
        .collect(Collectors.joining("\n"));
  }
}
