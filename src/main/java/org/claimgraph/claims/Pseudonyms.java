package org.claimgraph.claims;

import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot read source.pseudonym-key-file " + file + ".",
          "Name a file that this user can read.");
    }
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
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] hash = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
    }
  }

  /** Whether ids are replaced. */
  boolean replaceIds() {
    return key != null;
  }
}
