package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedClaimsTest {

  private static final List<String> OF_PATIENTS =
      List.of("beneficiary.csv", "stay.csv", "claim_line.csv");

  @TempDir Path folder;

  @Test
  void equalSimulationsGiveEqualBytesAndAnotherSeedGivesOthers() throws IOException {
    Path first = write("first", new Simulation(100, 2, 2, 12, 7));
    Path again = write("again", new Simulation(100, 2, 2, 12, 7));
    Path other = write("other", new Simulation(100, 2, 2, 12, 8));
    for (String file : CanonicalLayout.FILES) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
      assertThat(Files.mismatch(first.resolve(file), other.resolve(file))).as(file).isNotNegative();
    }
  }

  @Test
  void patientsDoNotDependOnHowManyThereAre() throws IOException {
    Path some = write("some", new Simulation(100, 2, 2, 12, 7));
    Path more = write("more", new Simulation(200, 2, 2, 12, 7));
    for (String file : OF_PATIENTS) {
      String start = Files.readString(some.resolve(file));
      assertThat(start.lines().count()).isGreaterThan(50);
      assertThat(Files.readString(more.resolve(file)).startsWith(start)).as(file).isTrue();
    }
    assertThat(more.resolve("hospital.csv")).hasSameBinaryContentAs(some.resolve("hospital.csv"));
    assertThat(more.resolve("physician.csv")).hasSameBinaryContentAs(some.resolve("physician.csv"));
  }

  @Test
  void aPatientDoesNotDependOnWhoCameBefore() {
    Simulation simulation = new Simulation(100, 2, 2, 12, 7);
    Nation nation = Nation.of(simulation);
    PatientHistory last = PatientHistory.of(nation, 100);
    assertThat(PatientHistory.of(nation, 1).claims()).isNotEmpty();
    assertThat(PatientHistory.of(nation, 100)).isEqualTo(last);
    assertThat(PatientHistory.of(Nation.of(simulation), 100)).isEqualTo(last);
  }

  /** Fails wherever another machine or Java version would simulate another nation. */
  @Test
  void bytesAreThoseOfEveryMachine() throws IOException, NoSuchAlgorithmException {
    Path small = write("small", new Simulation(50, 2, 2, 12, 7));
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String file : CanonicalLayout.FILES) {
      digest.update(file.getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(small.resolve(file)));
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("fec5ec1d6fac930bec49999af57dd2b3ce8370345dbc1bda9a1a91a1e715b897");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void smallestNationsWork(int physicians) {
    Path tiny = write("tiny", new Simulation(30, 1, 1, physicians, 3));
    assertThat(CsvTable.read(tiny.resolve("physician.csv"))).hasSize(physicians);
    assertThat(CsvTable.read(tiny.resolve("claim_line.csv"))).hasSizeGreaterThan(100);
  }

  @Test
  void refusesToOverwriteFiles() throws IOException {
    Path kept = Files.writeString(folder.resolve("stay.csv"), "kept");
    assertThatThrownBy(() -> SimulatedClaims.write(folder, new Simulation(1, 1, 1, 1, 1)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot write simulated claims to %s: it holds stay.csv already."
                + " Choose another folder, or remove what an earlier simulation left there.",
            folder);
    assertThat(kept).hasContent("kept");
    assertThat(folder.resolve("hospital.csv")).doesNotExist();
  }

  @Test
  void tellsWhereTheFolderCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> SimulatedClaims.write(file, new Simulation(1, 1, 1, 1, 1)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot write simulated claims to %s"
                + " (java.nio.file.FileAlreadyExistsException: %s)."
                + " Choose a folder that can be written and has room.",
            file, file);
  }

  private Path write(String name, Simulation simulation) {
    Path target = folder.resolve(name);
    SimulatedClaims.write(target, simulation);
    return target;
  }
}
