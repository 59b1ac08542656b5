package org.claimgraph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the house and which of them each may use. */
class RoomsTest {

  private static final String ROOT = "org.claimgraph";

  /** A class that fits no room means a missing room or a missing thought. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("config", Set.of()),
          Map.entry("tables", Set.of("config")),
          Map.entry("graph", Set.of()),
          Map.entry("stats", Set.of()),
          Map.entry("claims", Set.of("config", "tables")),
          Map.entry("encounters", Set.of("config", "claims")),
          Map.entry("ties", Set.of("config", "encounters", "graph", "stats")),
          Map.entry("measures", Set.of("config", "ties", "encounters", "graph", "stats")),
          Map.entry("outcomes", Set.of("config", "claims", "encounters", "stats")),
          // encounters: what is unknown there is not a region here.
          Map.entry("association", Set.of("config", "encounters", "measures", "outcomes", "stats")),
          Map.entry("publication", Set.of("config", "tables", "stats")),
          // stats and graph: the line through a scatter, the places of a network's nodes.
          Map.entry("report", Set.of("config", "tables", "graph", "stats")),
          // The network of simulated links is measured by the code that an analysis uses.
          Map.entry(
              "simulation", Set.of("config", "encounters", "ties", "measures", "stats", "tables")),
          Map.entry(
              "job",
              Set.of(
                  "config",
                  "tables",
                  "claims",
                  "encounters",
                  "ties",
                  "measures",
                  "outcomes",
                  "association",
                  "publication",
                  "report",
                  "simulation")));

  /** Libraries beside the JDK, for rooms that could run without Spark. */
  private static final Map<String, Set<String>> KERNELS =
      Map.of("graph", Set.of("nl.cwts.."), "stats", Set.of("org.apache.commons.math3.."));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static Stream<String> rooms() {
    return MAY_USE.keySet().stream().sorted();
  }

  static Stream<String> kernels() {
    return KERNELS.keySet().stream().sorted();
  }

  @Test
  void everyPackageIsOnThePlan() {
    assertThat(MAIN.stream().map(RoomsTest::room).collect(toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(rooms(), Stream.of("")).collect(toSet()));
  }

  @Test
  void roomsHaveNoRoomsInside() {
    assertThat(MAIN.stream().map(RoomsTest::room)).noneMatch(room -> room.contains("."));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void roomUsesOnlyRoomsOnThePlan(String room) {
    String[] others =
        rooms()
            .filter(other -> !other.equals(room) && !MAY_USE.get(room).contains(other))
            .map(RoomsTest::packageOf)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(packageOf(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void roomKnowsOfTheRootOnlyWhatAnOperatorCanMend(String room) {
    noClasses()
        .that()
        .resideInAPackage(packageOf(room))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ClaimGraph.class.getName())
        .check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void kernelsNeedNothingButTheJdk(String room) {
    String[] libraries =
        Stream.concat(Stream.of("java..", packageOf(room)), KERNELS.get(room).stream())
            .toArray(String[]::new);
    ClassesShouldConjunction rule =
        classes()
            .that()
            .resideInAPackage(packageOf(room))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(libraries);
    rule.check(MAIN);
  }

  @Test
  void onlyTheMainClassUsesJob() {
    noClasses()
        .that()
        .resideOutsideOfPackage(packageOf("job"))
        .and()
        .doNotHaveFullyQualifiedName(ClaimGraph.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAPackage(packageOf("job"))
        .check(MAIN);
  }

  private static String packageOf(String room) {
    return ROOT + "." + room + "..";
  }

  /** The name of a package below the root; empty for the root. */
  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }
}
