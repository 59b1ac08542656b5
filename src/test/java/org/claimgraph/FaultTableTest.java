package org.claimgraph;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.AnnotationSupport.findRepeatableAnnotations;
import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;

/** FAULTS.md names tests that are there. */
class FaultTableTest {

  private static final Path SOURCES = Path.of("src/test/java");
  private static final Pattern TESTS_OF_A_CLASS = Pattern.compile("`(\\w+)`: ([^;]+)");

  private record Case(String id, String tests, String profile) {}

  static List<Case> cases() throws IOException {
    return Files.readAllLines(Path.of("src/test/FAULTS.md")).stream()
        .filter(line -> line.matches("\\| (R\\d\\d|extra) .*"))
        .map(line -> line.split("\\|"))
        .map(cells -> new Case(cells[1].strip(), cells[4].strip(), cells[5].strip()))
        .toList();
  }

  @Test
  void everyCaseIsThereOnce() throws IOException {
    assertThat(cases().stream().map(Case::id).filter(id -> !id.equals("extra")))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 36)
                .mapToObj(number -> String.format(Locale.ROOT, "R%02d", number))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyTestOfACaseIsThereAndRunsInItsProfile(Case named) throws Exception {
    Matcher classes = TESTS_OF_A_CLASS.matcher(named.tests());
    TreeSet<String> profiles = new TreeSet<>();
    int found = 0;
    while (classes.find()) {
      Class<?> type = type(classes.group(1));
      for (String words : classes.group(2).split(",")) {
        profiles.add(profile(test(type, words.replace(" ", ""))));
        found++;
      }
    }
    assertThat(found).isPositive();
    assertThat(named.profile()).isEqualTo(String.join(", ", profiles));
  }

  private static Class<?> type(String name) throws Exception {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Path file =
          files
              .filter(path -> path.endsWith(name + ".java"))
              .findAny()
              .orElseThrow(() -> new AssertionError("no test class " + name));
      Path source = SOURCES.relativize(file.resolveSibling(name));
      return Class.forName(
          IntStream.range(0, source.getNameCount())
              .mapToObj(i -> source.getName(i).toString())
              .collect(joining(".")),
          false,
          FaultTableTest.class.getClassLoader());
    }
  }

  private static Method test(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> isAnnotated(method, Testable.class))
        .filter(method -> method.getName().equalsIgnoreCase(name))
        .findAny()
        .orElseThrow(() -> new AssertionError("no test " + name + " in " + type));
  }

  private static String profile(Method test) {
    return Stream.of(test, test.getDeclaringClass())
            .flatMap(element -> findRepeatableAnnotations(element, Tag.class).stream())
            .anyMatch(tag -> tag.value().equals("faults"))
        ? "faults"
        : "default";
  }
}
