package org.claimgraph.claims;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** SQL that comes with the program. */
final class Resource {

  private Resource() {}

  /** The text of a file beside this class; null where there is none. */
  static String text(String path) {
    try (InputStream in = Resource.class.getResourceAsStream(path)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("Cannot read " + path, unreadable);
    }
  }
}
