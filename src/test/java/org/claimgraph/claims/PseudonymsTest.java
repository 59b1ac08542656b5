package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
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
    Path file = keyFile("rw-r-----", KEY + "\n");
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
  void aKeyInThePlaceOfItsFileIsRefusedWithoutBeingTold() {
    for (String key : List.of(KEY, "no such\0file")) {
      assertThatThrownBy(() -> Pseudonyms.of(source(true, key), KEY))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "Cannot read the file that source.pseudonym-key-file names. Name a file with the key"
                  + " as text that this user can read.");
    }
  }

  @Test
  void aKeyFileThatEverybodyMayReadOrWriteIsRefused() throws IOException {
    for (String rights : List.of("rw-r--r--", "rw-----w-")) {
      String file = keyFile(rights, KEY).toString();
      assertThatThrownBy(() -> Pseudonyms.of(source(true, file), null))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "Invalid source.pseudonym-key-file: everybody may read or write the file. Take the"
                  + " rights of others away, e.g. chmod 600, and use a new key.");
    }
  }

  /** Test case 2 of RFC 4231. */
  @Test
  void theHashIsThatOfThePublishedTestVector() {
    assertThat(
            HexFormat.of()
                .formatHex(
                    Pseudonyms.hmac(
                        "Jefe".getBytes(StandardCharsets.UTF_8), "what do ya want for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void keysHaveFingerprintsOfTheirOwnAndKeptIdsHaveNone() throws IOException {
    assertThat(Pseudonyms.fingerprint(source(true, null), null)).isEmpty();
    String fingerprint = Pseudonyms.fingerprint(source(false, null), KEY);
    assertThat(fingerprint).isNotEmpty().doesNotContain(KEY);
    assertThat(Pseudonyms.fingerprint(source(true, keyFile("rw-------", KEY).toString()), null))
        .isEqualTo(fingerprint);
    assertThat(Pseudonyms.fingerprint(source(true, null), KEY + "x")).isNotEqualTo(fingerprint);
  }

  private Path keyFile(String rights, String key) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), key);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
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
