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
 */
record LockHolder(String run, String token, String machine, long process, String start) {

  private static final String UNKNOWN = "";

  /** A new holding by this process. */
  static LockHolder ofThisProcess(String run) {
    return of(run, ProcessHandle.current().pid());
  }

  /** A new holding by a process of this machine. */
  static LockHolder of(String run, long process) {
    return new LockHolder(
        run, UUID.randomUUID().toString(), thisMachine(), process, startOf(process));
  }

  /** What {@link #text} gave; of other texts nothing is known. */
  static LockHolder parse(String text) {
    Properties told = new Properties();
    try {
      told.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException other) {
      told.clear();
    }
    String process = told.getProperty("process", UNKNOWN);
    boolean isKnown = process.matches("[0-9]{1,18}");
    return new LockHolder(
        told.getProperty("run", UNKNOWN),
        told.getProperty("token", text),
        isKnown ? told.getProperty("machine", UNKNOWN) : UNKNOWN,
        isKnown ? Long.parseLong(process) : 0,
        told.getProperty("start", UNKNOWN));
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "run = %s\ntoken = %s\nmachine = %s\nprocess = %d\nstart = %s\n",
        run,
        token,
        machine,
        process,
        start);
  }

  /** Whether processes of this machine can tell whether the holder lives. */
  boolean isOfThisMachine() {
    return !machine.isEmpty() && machine.equals(thisMachine());
  }

  /** Whether the process is there, stopped or not. Asked on its machine only. */
  boolean isAlive() {
    return !start.isEmpty() && start.equals(startOf(process));
  }

  /** Empty where the system does not say, which is any but Linux. */
  private static String thisMachine() {
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
