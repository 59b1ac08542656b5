package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  /** Expected value: printf patient-0001 | openssl dgst -sha256 -hmac KEY, its first half. */
  @Test
  void aPseudonymIsTheFirstHalfOfTheHmacOfTheId() {
    assertThat(Pseudonyms.of(source(false, null), KEY).of("patient-0001"))
        .isEqualTo("5b094b418446b611500ebaf4ddaa6a36");
    assertThat(
            Pseudonyms.of(source(false, null), "another-key-another-key-another-key")
                .of("patient-0001"))
        .isEqualTo("5d6740488c8438920f4b07d7a5b1fd01");
  }

  @Test
  void pseudonymsOfTwoKeysHaveNothingInCommon() {
    Pseudonyms one = Pseudonyms.of(source(false, null), KEY);
    Pseudonyms other = Pseudonyms.of(source(false, null), KEY + "x");
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      all.add(one.of("p" + i));
      all.add(other.of("p" + i));
    }
    assertThat(all).hasSize(2000);
  }

  @Test
  void theKeyOfTheFileWinsOverTheEnvironmentAndItsLineEndIsNoPartOfIt() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
    Pseudonyms pseudonyms = Pseudonyms.of(source(false, file.toString()), "z".repeat(40));
    assertThat(pseudonyms.of("patient-0001")).isEqualTo("5b094b418446b611500ebaf4ddaa6a36");
  }

  @Test
  void syntheticDataNeedNoKeyAndUseOneThatIsGiven() {
    assertThat(Pseudonyms.of(source(true, null), null).replaceIds()).isFalse();
    assertThat(Pseudonyms.of(source(true, null), " ").replaceIds()).isFalse();
    assertThat(Pseudonyms.of(source(true, null), KEY).replaceIds()).isTrue();
  }

  @Test
  void realDataWithoutAKeyAreRefused() {
    assertThatThrownBy(() -> Pseudonyms.of(source(false, null), null))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Missing pseudonym key: source.synthetic is false, so patient ids must be replaced."
                + " Set CLAIMGRAPH_PSEUDONYM_KEY or source.pseudonym-key-file, or source.synthetic ="
                + " true if no row is about a real person.");
  }

  @Test
  void aShortKeyIsRefusedWithoutBeingTold() {
    assertThatThrownBy(() -> Pseudonyms.of(source(false, null), "  0123456789  "))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Invalid pseudonym key: it is shorter than 32 characters. Give a longer random key.");
  }

  @Test
  void aKeyFileThatCannotBeReadIsRefused() {
    String file = folder.resolve("none").toString();
    assertThatThrownBy(() -> Pseudonyms.of(source(true, file), KEY))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read source.pseudonym-key-file "
                + file
                + ". Name a file that this user can read.");
  }

  @Test
  void aTieListHasNoPatientsAndNeedsNoKey() {
    SourceConfig ties =
        new SourceConfig(
            "shared-patients",
            "ties",
            null,
            null,
            false,
            null,
            0,
            null,
            null,
            null,
            Collections.emptySortedMap(),
            List.of(),
            List.of());
    assertThat(Pseudonyms.of(ties, null).replaceIds()).isFalse();
  }

  private static SourceConfig source(boolean synthetic, String keyFile) {
    return new SourceConfig(
        "canonical",
        "claims",
        null,
        null,
        synthetic,
        keyFile,
        0,
        null,
        null,
        null,
        Collections.emptySortedMap(),
        List.of(),
            List.of());
  }
}
