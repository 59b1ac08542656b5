package org.claimgraph.job;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.claimgraph.UserException;

/** Which build of claimgraph this is. */
final class Build {

  private Build() {}

  /** Version and commit, such as {@code 0.1.0 (1a2b3c4)}. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = UserException.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException unreadable) {
      throw new IllegalStateException("Cannot read build.properties", unreadable);
    }
    String commit = properties.getProperty("git.commit.id.abbrev", "no commit");
    String dirty = properties.getProperty("git.dirty", "false").equals("true") ? "-dirty" : "";
    return properties.getProperty("git.build.version", "unknown") + " (" + commit + dirty + ")";
  }
}
