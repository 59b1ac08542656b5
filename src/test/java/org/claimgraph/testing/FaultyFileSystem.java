package org.claimgraph.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.sql.SparkSession;

/**
 * The local file system under the scheme {@code faulty}, which counts the points at which something
 * is written (a file is created or closed, renamed or removed) and fails at one of them or from one
 * of them on, as a full disk or a lost machine would.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  /** What fails. */
  public enum Fault {
    /** Only one point: the disk was full, or did not answer. */
    ONCE,
    /** That point and all after it: the process was killed. */
    FROM_THEN_ON,
    /** Only one point, once it is done: the answer of the disk was lost. */
    AFTERWARDS,
    /** What is written from that point on; files can be made, renamed and removed all the same. */
    FULL_DISK
  }

  /** What is done at a point. */
  @FunctionalInterface
  private interface Operation<T> {
    T run() throws IOException;
  }

  private static final URI NAME = URI.create("faulty:///");
  private static final AtomicLong POINTS = new AtomicLong();
  private static volatile long failing = Long.MAX_VALUE;
  private static volatile Fault fault = Fault.ONCE;

  /** Makes the scheme known to a session. */
  public static void install(SparkSession spark) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    hadoop.set("fs.faulty.impl", FaultyFileSystem.class.getName());
    hadoop.set("fs.AbstractFileSystem.faulty.impl", ForFileContext.class.getName());
  }

  /** Counts from now on, and fails at the k-th point, counted from 1. */
  public static void failAt(long k, Fault how) {
    POINTS.set(0);
    fault = how;
    failing = k;
  }

  /**
   * Fails no more.
   *
   * @return points that were met since {@link #failAt}
   */
  public static long heal() {
    failing = Long.MAX_VALUE;
    return POINTS.get();
  }

  private static <T> T point(String what, Operation<T> operation) throws IOException {
    boolean isIt = POINTS.incrementAndGet() == failing;
    if (isIt && fault == Fault.ONCE || hasFailed(Fault.FROM_THEN_ON)) {
      throw new IOException("Made up, before " + what);
    }
    T result = operation.run();
    if (isIt && fault == Fault.AFTERWARDS) {
      throw new IOException("Made up, after " + what);
    }
    return result;
  }

  private static boolean hasFailed(Fault how) {
    return fault == how && POINTS.get() >= failing;
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return NAME.getScheme();
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return point(
        "create",
        () -> closing(super.create(path, overwrite, bufferSize, replication, blockSize, progress)));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return point(
        "create",
        () ->
            closing(
                super.create(
                    path, permission, overwrite, bufferSize, replication, blockSize, progress)));
  }

  @Override
  public FSDataOutputStream createNonRecursive(
      Path path,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return point(
        "create",
        () ->
            closing(
                super.createNonRecursive(
                    path, permission, flags, bufferSize, replication, blockSize, progress)));
  }

  private static FSDataOutputStream closing(OutputStream out) throws IOException {
    return new FSDataOutputStream(
        new FilterOutputStream(out) {
          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            if (hasFailed(Fault.FULL_DISK)) {
              throw new IOException("No space left on device");
            }
            out.write(bytes, from, length);
          }

          @Override
          public void close() throws IOException {
            super.close();
            point("close", () -> null);
          }
        },
        null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return point("rename", () -> super.rename(from, to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return point("delete", () -> super.delete(path, recursive));
  }

  /** Without owners and permissions, for which its parent asks files of its own scheme alone. */
  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return Arrays.stream(super.listStatus(path))
        .map(
            file ->
                new FileStatus(
                    file.getLen(),
                    file.isDirectory(),
                    file.getReplication(),
                    file.getBlockSize(),
                    file.getModificationTime(),
                    file.getPath()))
        .toArray(FileStatus[]::new);
  }

  /** The same for {@code FileContext}, through which Delta commits. */
  public static final class ForFileContext extends DelegateToFileSystem {

    public ForFileContext(URI uri, Configuration settings) throws IOException, URISyntaxException {
      super(uri, new FaultyFileSystem(), settings, "faulty", false);
    }
  }
}
