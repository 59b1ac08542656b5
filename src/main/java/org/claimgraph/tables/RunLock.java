package org.claimgraph.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.claimgraph.UserException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two runs from writing the same thing at once: a file below the warehouse, renewed while the
 * run lives. A lock that was not renewed for five minutes belonged to a run that died, and is taken
 * over.
 */
public final class RunLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final Duration RENEWAL = Duration.ofSeconds(30);
  private static final Duration EXPIRY = Duration.ofMinutes(5);

  /** What maintenance of a warehouse holds, beside which nothing else may be held. */
  public static final String MAINTENANCE = "maintenance";

  private final FileSystem files;
  private final Path path;
  private final ScheduledThreadPoolExecutor renewal;

  private RunLock(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
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
   * @param holder who holds it, written into the lock file
   * @throws UserException with exit status 4 where a living run holds it
   */
  public static RunLock acquire(
      Configuration hadoop, String warehouse, String what, String holder) {
    Path path = pathOf(warehouse, what);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      files.mkdirs(path.getParent());
      removeExpired(files, path);
      write(files, path, holder);
      RunLock lock = new RunLock(files, path);
      lock.renewal.scheduleWithFixedDelay(
          lock::renew, RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
      // Each writes its own lock before it looks for the other's, so one of the two sees the other.
      boolean maintains = what.equals(MAINTENANCE);
      List<String> others = held(files, path.getParent());
      others.remove(what);
      if (maintains ? !others.isEmpty() : others.contains(MAINTENANCE)) {
        lock.close();
        throw busy(what, maintains ? String.join(", ", others) : MAINTENANCE);
      }
      return lock;
    } catch (FileAlreadyExistsException held) {
      throw busy(what, "it (" + path + ")");
    } catch (IOException unwritable) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot write below warehouse " + warehouse + ": " + unwritable.getMessage() + ".",
          "Set warehouse to a place that can be written.");
    }
  }

  /**
   * As {@link #acquire(Configuration, String, String, String)}, but waits while another run holds
   * it.
   *
   * @param patience how long at most
   */
  public static RunLock acquire(
      Configuration hadoop, String warehouse, String what, String holder, Duration patience) {
    for (long waited = 0; ; waited++) {
      try {
        return acquire(hadoop, warehouse, what, holder);
      } catch (UserException held) {
        boolean isHeld = held.exitStatus() == UserException.Fault.BUSY.exitStatus();
        if (!isHeld || waited >= patience.toSeconds()) {
          throw held;
        }
        sleepASecond(held);
      }
    }
  }

  private static void sleepASecond(UserException held) {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw held;
    }
  }

  private static UserException busy(String what, String held) {
    return new UserException(
        UserException.Fault.BUSY,
        "Cannot run " + what + ": another run holds " + held + ".",
        "Wait until that run ends; the lock of a run that died ends after five minutes.");
  }

  private static List<String> held(FileSystem files, Path folder) throws IOException {
    List<String> held = new ArrayList<>();
    for (FileStatus status : files.listStatus(folder)) {
      if (!isExpired(status)) {
        held.add(status.getPath().getName());
      }
    }
    return held;
  }

  /** Whether a living run holds something. */
  public static boolean isHeld(Configuration hadoop, String warehouse, String what) {
    Path path = pathOf(warehouse, what);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      return files.exists(path) && !isExpired(files.getFileStatus(path));
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

  private static void removeExpired(FileSystem files, Path path) throws IOException {
    if (files.exists(path) && isExpired(files.getFileStatus(path))) {
      files.delete(path, false);
    }
  }

  private static boolean isExpired(FileStatus status) {
    return System.currentTimeMillis() - status.getModificationTime() > EXPIRY.toMillis();
  }

  private static void write(FileSystem files, Path path, String holder) throws IOException {
    if (files.getUri().getScheme().equals("file")) {
      // Hadoop's local file system looks first and creates second; this creates or fails at once.
      try {
        java.nio.file.Files.writeString(
            java.nio.file.Path.of(path.toUri().getPath()),
            holder,
            StandardCharsets.UTF_8,
            java.nio.file.StandardOpenOption.CREATE_NEW,
            java.nio.file.StandardOpenOption.WRITE);
      } catch (java.nio.file.FileAlreadyExistsException held) {
        throw (IOException) new FileAlreadyExistsException(held.getMessage()).initCause(held);
      }
      return;
    }
    try (FSDataOutputStream out = files.create(path, false)) {
      out.write(holder.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void renew() {
    try {
      files.setTimes(path, System.currentTimeMillis(), -1);
    } catch (IOException unreachable) {
      // The next renewal may succeed; if none does, the lock expires, which is what it is for.
      LOG.warn("Cannot renew lock {}: {}", path, unreachable.getMessage());
    }
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    try {
      files.delete(path, false);
    } catch (IOException unreachable) {
      throw new IllegalStateException("Cannot remove lock " + path, unreachable);
    }
  }
}
