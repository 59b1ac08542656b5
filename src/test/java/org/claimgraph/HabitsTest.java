package org.claimgraph;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.tables.RunLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Habits that keep the code easy to trust. */
class HabitsTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.claimgraph");

  private static final Set<String> ACTIONS =
      Set.of(
          "collect",
          "collectAsList",
          "count",
          "first",
          "foreach",
          "foreachPartition",
          "head",
          "isEmpty",
          "reduce",
          "take",
          "takeAsList",
          "toLocalIterator");

  @Test
  void packagesDoNotGoRoundInCircles() {
    slices().matching("org.claimgraph.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void onlyJobStartsSpark() {
    outside("job").should().callMethod(SparkSession.class, "builder").check(MAIN);
  }

  @Test
  void onlyTablesWritesDatasets() {
    outside("tables").should().callMethodWhere(on(Dataset.class, "write.*")).check(MAIN);
  }

  @Test
  void onlyTablesKnowsDelta() {
    outside("tables")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta..")
        .check(MAIN);
  }

  @Test
  void onlyOneClassTouchesGraphx() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.measures\\.GraphxNetwork(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark.graphx..")
        .check(MAIN);
  }

  @Test
  void onlyClaimsAndTablesReadFilesWithSpark() {
    outside("claims", "tables")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(DataFrameReader.class)
        .check(MAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"encounters"})
  void roomSaysWhatToComputeAndLeavesTheComputingToJob(String room) {
    noClasses()
        .that()
        .resideInAPackage(packageOf(room))
        .should()
        .callMethodWhere(
            on(Dataset.class, ".*")
                .and(describe("is an action", call -> ACTIONS.contains(call.getName()))))
        .check(MAIN);
  }

  @Test
  void onlyJobLooksAtTheClock() {
    outside("job")
        .should()
        .callMethodWhere(on(LocalDate.class, "now").or(on(Instant.class, "now")))
        .check(MAIN);
    // The age of a lock is measured against the clock; no result depends on it.
    outside("job")
        .and()
        .doNotBelongToAnyOf(RunLock.class)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(MAIN);
  }

  @Test
  void randomNumbersHaveASeed() {
    noClasses()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callConstructor(SplittableRandom.class)
        .check(MAIN);
  }

  @Test
  void staticFieldsNeverChange() {
    fields().that().areStatic().should().beFinal().check(MAIN);
  }

  @Test
  void topLevelClassesAreFinal() {
    classes()
        .that()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(MAIN);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common|Base|Abstract|Factory)")
        .check(MAIN);
  }

  @Test
  void kernelsLoopOverArrays() {
    noClasses()
        .that()
        .resideInAPackage(packageOf("graph"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.stream..")
        .check(MAIN);
  }

  static List<Path> kernels() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/org/claimgraph/graph"))) {
      return files.filter(file -> !file.endsWith("package-info.java")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void kernelNamesItsReferenceAndItsCost(Path source) throws IOException {
    String text = Files.readString(source);
    String comment = text.substring(text.indexOf("/**"), text.indexOf("*/"));
    assertThat(comment).contains("<p>Reference: ").contains("<p>Time ");
  }

  @Test
  void thereAreKernels() throws IOException {
    assertThat(kernels()).hasSizeGreaterThan(10);
  }

  private static GivenClassesConjunction outside(String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.of(rooms).map(HabitsTest::packageOf).toArray(String[]::new));
  }

  private static String packageOf(String room) {
    return "org.claimgraph." + room + "..";
  }

  private static DescribedPredicate<JavaCall<?>> on(Class<?> owner, String name) {
    return describe(
        owner.getSimpleName() + "." + name,
        call ->
            call.getTargetOwner().isEquivalentTo(owner)
                && call.getTarget().getName().matches(name));
  }
}
