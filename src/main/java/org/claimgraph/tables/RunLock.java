package org.claimgraph.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.claimgraph.UserException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two runs from writing the same thing at once: a file below the warehouse, renewed every 30
 * seconds while the run lives.
 *
 * <p>The lock of a process of this machine that is no more is taken over at once, that of one that
 * is there never. What runs elsewhere has died where its lock seems five minutes old by the clocks
 * of the two machines, and then is not renewed for a minute and a half by the clock of this one. A
 * run that stood still so long has lost its lock and finds out by {@link #requireHeld} before its
 * next commit.
 */
public final class RunLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final Duration RENEWAL = Duration.ofSeconds(30);

  /** Renewals that have to be late by the clocks before anybody looks closer. */
  private static final int LATE = 10;

  /** Renewals that then have to be missed. */
  private static final int MISSED = 3;

  /** What maintenance of a warehouse holds, beside which nothing else may be held. */
  public static final String MAINTENANCE = "maintenance";

  private final FileSystem files;
  private final Path path;
  private final String what;
  private final LockHolder holder;
  private final OptionalLong diedSince;
  private final ScheduledThreadPoolExecutor renewal;

  private RunLock(
      FileSystem files, Path path, String what, LockHolder holder, OptionalLong diedSince) {
    this.files = files;
    this.path = path;
    this.what = what;
    this.holder = holder;
    this.diedSince = diedSince;
    this.renewal =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "claimgraph-lock");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lock.
   *
   * @param what what is held, such as a period label
   * @param run who holds it, written into the lock file
   * @throws UserException with exit status 4 where a living run holds it
   */
  public static RunLock acquire(Configuration hadoop, String warehouse, String what, String run) {
    return acquire(hadoop, warehouse, what, run, Duration.ZERO, () -> {});
  }

  /**
   * As {@link #acquire(Configuration, String, String, String)}, but waits while another run holds
   * it.
   *
   * @param patience how long at most
   * @param waiting what is done once where it has to wait, such as to tell so
   */
  public static RunLock acquire(
      Configuration hadoop,
      String warehouse,
      String what,
      String run,
      Duration patience,
      Runnable waiting) {
    return acquire(hadoop, warehouse, what, run, patience, waiting, RENEWAL);
  }

  static RunLock acquire(
      Configuration hadoop,
      String warehouse,
      String what,
      String run,
      Duration patience,
      Runnable waiting,
      Duration renewal) {
    long start = System.nanoTime();
    for (boolean isFirst = true; ; isFirst = false) {
      try {
        return acquireNow(hadoop, warehouse, what, LockHolder.ofThisProcess(run, now()), renewal);
      } catch (UserException held) {
        boolean isHeld = held.exitStatus() == UserException.Fault.BUSY.exitStatus();
        if (!isHeld || System.nanoTime() - start >= patience.toNanos()) {
          throw held;
        }
        if (isFirst) {
          waiting.run();
        }
        sleep(Duration.ofSeconds(1), held);
      }
    }
  }

  private static RunLock acquireNow(
      Configuration hadoop, String warehouse, String what, LockHolder holder, Duration renewal) {
    Path path = pathOf(warehouse, what);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      files.mkdirs(path.getParent());
      OptionalLong diedSince = removeAbandoned(files, path, renewal);
      write(files, FsPermission.getUMask(hadoop), path, holder.text());
      RunLock lock = new RunLock(files, path, what, holder, diedSince);
      try {
        lock.renewal.scheduleWithFixedDelay(
            lock::renew, renewal.toMillis(), renewal.toMillis(), TimeUnit.MILLISECONDS);
        // Each writes its own lock before it looks for the other's: one of the two sees the other.
        requireNoMaintenance(what, held(files, path.getParent(), renewal));
        return lock;
      } catch (IOException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (FileAlreadyExistsException held) {
      throw busy(what, "it (" + path + ")");
    } catch (IOException unwritable) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot write below warehouse " + warehouse + ": " + unwritable.getMessage() + ".",
          "Set warehouse to a place that can be written.");
    }
  }

  private static void requireNoMaintenance(String what, List<String> held) {
    boolean maintains = what.equals(MAINTENANCE);
    held.remove(what);
    if (maintains ? !held.isEmpty() : held.contains(MAINTENANCE)) {
      throw busy(what, maintains ? String.join(", ", held) : MAINTENANCE);
    }
  }

  private static void sleep(Duration time, UserException held) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw held;
    }
  }

  private static UserException busy(String what, String held) {
    return new UserException(
        UserException.Fault.BUSY,
        "Cannot run " + what + ": another run holds " + held + ".",
        "Wait until that run ends. The lock of a run that died on this machine ends with it, that"
            + " of one that died elsewhere after five minutes.");
  }

  private static List<String> held(FileSystem files, Path folder, Duration renewal)
      throws IOException {
    List<String> held = new ArrayList<>();
    for (FileStatus status : files.listStatus(folder)) {
      if (!isAbandoned(files, status, renewal)) {
        held.add(status.getPath().getName());
      }
    }
    return held;
  }

  /** Whether a living run holds something; answers at once, by the clocks. */
  public static boolean isHeld(Configuration hadoop, String warehouse, String what) {
    Path path = pathOf(warehouse, what);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      FileStatus status = files.getFileStatus(path);
      LockHolder holder = LockHolder.parse(read(files, path));
      return holder.isOfThisMachine() ? holder.isAlive() : !seemsLate(status, RENEWAL);
    } catch (FileNotFoundException released) {
      return false;
    } catch (IOException unreachable) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot read below warehouse " + warehouse + ": " + unreachable.getMessage() + ".",
          "Set warehouse to a place that can be read.");
    }
  }

  private static Path pathOf(String warehouse, String what) {
    return new Path(warehouse + "/_locks/" + what);
  }

  /** Returns since when it was held by a process of this machine that has died. */
  private static OptionalLong removeAbandoned(FileSystem files, Path path, Duration renewal)
      throws IOException {
    try {
      LockHolder holder = LockHolder.parse(read(files, path));
      if (isAbandoned(files, files.getFileStatus(path), renewal)) {
        // Where two find it at once, one may remove what the other has written by then: that one
        // finds out before it commits.
        files.delete(path, false);
      }
      boolean isCertain = holder.hasDied() && holder.since() > 0;
      return isCertain ? OptionalLong.of(holder.since()) : OptionalLong.empty();
    } catch (FileNotFoundException released) {
      return OptionalLong.empty();
    }
  }

  private static boolean isAbandoned(FileSystem files, FileStatus status, Duration renewal)
      throws IOException {
    LockHolder holder;
    try {
      holder = LockHolder.parse(read(files, status.getPath()));
    } catch (FileNotFoundException released) {
      return true;
    }
    return holder.hasDied()
        || !holder.isOfThisMachine()
            && seemsLate(status, renewal)
            && misses(files, status, renewal);
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  /** A time that has not come yet tells as little as one long ago: one of the clocks was set. */
  private static boolean seemsLate(FileStatus status, Duration renewal) {
    long age = now() - status.getModificationTime();
    return Math.abs(age) > LATE * renewal.toMillis();
  }

  /** Looks on, for as long as a few renewals take here, whether one comes. */
  private static boolean misses(FileSystem files, FileStatus first, Duration renewal)
      throws IOException {
    LOG.warn("Waiting to see whether the holder of {} lives", first.getPath());
    long start = System.nanoTime();
    while (System.nanoTime() - start < MISSED * renewal.toNanos()) {
      sleep(renewal.dividedBy(10), busy(first.getPath().getName(), "it"));
      try {
        if (files.getFileStatus(first.getPath()).getModificationTime()
            != first.getModificationTime()) {
          return false;
        }
      } catch (FileNotFoundException released) {
        return true;
      }
    }
    return true;
  }

  private static void write(FileSystem files, FsPermission umask, Path path, String text)
      throws IOException {
    try (OutputStream out = create(files, umask, path)) {
      try {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException full) {
        files.delete(path, false);
        throw full;
      }
    }
  }

  /** A file that was not there; Hadoop's local file system looks first and creates second. */
  private static OutputStream create(FileSystem files, FsPermission umask, Path path)
      throws IOException {
    if (!files.getUri().getScheme().equals("file")) {
      return files.create(path, false);
    }
    String permission = FsPermission.getFileDefault().applyUMask(umask).toString();
    try {
      return Channels.newOutputStream(
          Files.newByteChannel(
              java.nio.file.Path.of(path.toUri().getPath()),
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permission))));
    } catch (java.nio.file.FileAlreadyExistsException held) {
      throw (IOException) new FileAlreadyExistsException(held.getMessage()).initCause(held);
    }
  }

  private static String read(FileSystem files, Path path) throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What is held. */
  String what() {
    return what;
  }

  /**
   * Since when another process held it that died without letting go, by the clock of this machine;
   * empty where that is not certain.
   */
  OptionalLong diedSince() {
    return diedSince;
  }

  private boolean isMine() throws IOException {
    try {
      return LockHolder.parse(read(files, path)).token().equals(holder.token());
    } catch (FileNotFoundException removed) {
      return false;
    }
  }

  /**
   * Refuses to go on where another run has taken the lock over.
   *
   * @throws UserException with exit status 4
   */
  public void requireHeld() {
    try {
      if (!isMine()) {
        throw new UserException(
            UserException.Fault.BUSY,
            "Cannot go on with " + what + ": its lock (" + path + ") is gone or another run's.",
            "Either this run stood still for more than five minutes or somebody removed the lock."
                + " See jobs/submit status and run again what is not done.");
      }
    } catch (IOException unreachable) {
      throw new UserException(
          UserException.Fault.FAILED,
          "Cannot read lock " + path + ": " + unreachable.getMessage() + ".",
          "Run again once the warehouse can be reached.");
    }
  }

  private void renew() {
    try {
      if (isMine()) {
        files.setTimes(path, now(), -1);
      }
    } catch (IOException | RuntimeException | FSError unreachable) {
      // The next renewal may succeed; if none does, the lock expires, which is what it is for.
      LOG.warn("Cannot renew lock {}: {}", path, unreachable.getMessage());
    }
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    try {
      if (isMine()) {
        files.delete(path, false);
      }
    } catch (IOException unreachable) {
      throw new IllegalStateException("Cannot remove lock " + path, unreachable);
    }
  }
}
