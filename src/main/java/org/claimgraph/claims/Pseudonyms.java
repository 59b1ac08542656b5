package org.claimgraph.claims;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.tables.Sha256;

/**
 * Replaces patient ids by keyed pseudonyms: the first 128 bits of HMAC-SHA-256 of the id, in hex.
 * The key travels inside the task, never in a plan, an argument or a log.
 */
final class Pseudonyms implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SHORTEST_KEY = 32;
  private static final int BYTES = 16;

  private final byte[] key;

  private Pseudonyms(byte[] key) {
    this.key = key;
  }

  /**
   * Takes the key from the file of the configuration, else from the environment.
   *
   * @param environmentKey value of CLAIMGRAPH_PSEUDONYM_KEY, null where it is not set
   * @return pseudonyms; ids as they are where no key is given and the data are declared synthetic
   *     or have no patients
   * @throws UserException where there is no key and patients may be real
   */
  static Pseudonyms of(SourceConfig source, String environmentKey) {
    String key =
        source.pseudonymKeyFile() == null ? environmentKey : read(source.pseudonymKeyFile());
    if (key == null || key.isBlank()) {
      if (source.synthetic() || source.isTieList()) {
        return new Pseudonyms(null);
      }
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Missing pseudonym key: source.synthetic is false, so patient ids must be replaced.",
          "Set CLAIMGRAPH_PSEUDONYM_KEY or source.pseudonym-key-file, or source.synthetic = true if"
              + " no row is about a real person.");
    }
    if (key.strip().length() < SHORTEST_KEY) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid pseudonym key: it is shorter than " + SHORTEST_KEY + " characters.",
          "Give a longer random key.");
    }
    return new Pseudonyms(key.strip().getBytes(StandardCharsets.UTF_8));
  }

  /** Messages do not tell what the setting says: it may be the key itself, by mistake. */
  private static String read(String file) {
    try {
      Path path = Path.of(file);
      if (isReadByAll(path)) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Invalid source.pseudonym-key-file: everybody may read or write the file.",
            "Take the rights of others away, e.g. chmod 600, and use a new key.");
      }
      return Files.readString(path);
    } catch (IOException | InvalidPathException unreadable) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot read the file that source.pseudonym-key-file names.",
          "Name a file with the key as text that this user can read.");
    }
  }

  private static boolean isReadByAll(Path file) throws IOException {
    PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return rights != null
        && rights.readAttributes().permissions().stream()
            .anyMatch(right -> right == OTHERS_READ || right == OTHERS_WRITE);
  }

  /** What tells keys apart without telling them; empty where ids are kept. */
  static String fingerprint(SourceConfig source, String environmentKey) {
    Pseudonyms pseudonyms = of(source, environmentKey);
    return pseudonyms.key == null
        ? ""
        : Sha256.of(new String(pseudonyms.key, StandardCharsets.UTF_8));
  }

  /** The pseudonym of each id; null stays null. */
  Column of(Column id) {
    if (key == null) {
      return id;
    }
    UserDefinedFunction pseudonym =
        udf((UDF1<String, String>) value -> value == null ? null : of(value), DataTypes.StringType);
    return pseudonym.apply(id);
  }

  String of(String id) {
    return HexFormat.of().formatHex(Arrays.copyOf(hmac(key, id), BYTES));
  }

  /** HMAC-SHA-256 (RFC 2104, FIPS 198-1). */
  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
    }
  }

  /** Whether ids are replaced. */
  boolean replaceIds() {
    return key != null;
  }
}
