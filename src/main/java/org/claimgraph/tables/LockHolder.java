package org.claimgraph.tables;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;

/**
 * Who holds a lock, as its file tells: the run, and the process that it runs in, so that others on
 * the same machine can see whether that process still lives.
 *
 * @param run who holds it, for people
 * @param token tells this holding from every other
 * @param machine which boot of which machine, and which container of it; empty where that is not
 *     known
 * @param process number of the process there
 * @param start when the process started, in ticks of that machine since its boot; a later process
 *     may have the same number, and wall clocks may be set
 * @param since when it took the lock, in milliseconds of its clock; 0 where that is not known
 */
record LockHolder(
    String run, String token, String machine, long process, String start, long since) {

  private static final String UNKNOWN = "";

  /** A new holding by this process. */
  static LockHolder ofThisProcess(String run, long now) {
    return of(run, ProcessHandle.current().pid(), now);
  }

  /** A new holding by a process of this machine. */
  static LockHolder of(String run, long process, long now) {
    return new LockHolder(
        run, UUID.randomUUID().toString(), thisMachine(), process, startOf(process), now);
  }

  /** What {@link #text} gave; of other texts nothing is known. */
  static LockHolder parse(String text) {
    Properties told = new Properties();
    try {
      told.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException other) {
      told.clear();
    }
    long process = number(told.getProperty("process", UNKNOWN));
    return new LockHolder(
        told.getProperty("run", UNKNOWN),
        told.getProperty("token", text),
        process > 0 ? told.getProperty("machine", UNKNOWN) : UNKNOWN,
        process,
        told.getProperty("start", UNKNOWN),
        number(told.getProperty("since", UNKNOWN)));
  }

  private static long number(String digits) {
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "run = %s\ntoken = %s\nmachine = %s\nprocess = %d\nstart = %s\nsince = %d\n",
        run,
        token,
        machine,
        process,
        start,
        since);
  }

  /** Whether processes of this machine can tell whether the holder lives. */
  boolean isOfThisMachine() {
    return !machine.isEmpty() && machine.equals(thisMachine());
  }

  /** Whether the process is there, stopped or not. Asked on its machine only. */
  boolean isAlive() {
    return !start.isEmpty() && start.equals(startOf(process));
  }

  /** Whether it is certain that the process is no more. */
  boolean hasDied() {
    return isOfThisMachine() && !isAlive();
  }

  /**
   * Empty where the system does not say, which is any but Linux, or hides processes of other users,
   * such as the first: a living one would seem to have died.
   */
  private static String thisMachine() {
    if (!Files.isReadable(Path.of("/proc/1/stat"))) {
      return UNKNOWN;
    }
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException notLinux) {
      return UNKNOWN;
    }
  }

  /** Empty where there is no such process, or it has died and only waits for its parent. */
  private static String startOf(long process) {
    try {
      String told = Files.readString(Path.of("/proc/" + process + "/stat"));
      // The name of the program stands in brackets and may hold anything.
      String[] fields = told.substring(told.lastIndexOf(')') + 2).split(" ");
      boolean hasDied = fields[0].equals("Z") || fields[0].equals("X");
      return hasDied ? UNKNOWN : fields[19];
    } catch (IOException gone) {
      return UNKNOWN;
    }
  }
}
