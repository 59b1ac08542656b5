package org.claimgraph.job;

import java.io.PrintStream;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Tells that the program was told to stop (SIGTERM, Ctrl-C) while it does something. It does so
 * before Spark stops, since nobody waits for what then fails to tell why.
 */
final class StopSign {

  static final String SENTENCE =
      "Cannot finish: the program was told to stop. What was committed stays; run again to go on"
          + " from there.";

  /** Above those of Spark and of Hadoop's file systems; what is higher comes first. */
  private static final int PRIORITY = 100;

  private StopSign() {}

  static void watch(PrintStream log, Runnable action) {
    Runnable hook = () -> log.println(SENTENCE);
    ShutdownHookManager.get().addShutdownHook(hook, PRIORITY);
    try {
      action.run();
    } finally {
      if (!isSeen()) {
        ShutdownHookManager.get().removeShutdownHook(hook);
      }
    }
  }

  /** Whether the program is about to end; what fails then fails by that. */
  static boolean isSeen() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }
}
