package org.claimgraph.job;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk in memory of a few megabytes, which only root may make; else the test is left out. */
record SmallDisk(Path path) implements AutoCloseable {

  static SmallDisk mount(Path path, String size) throws IOException {
    Files.createDirectories(path);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString()) == 0,
        "needs a user that may mount a small disk");
    return new SmallDisk(path);
  }

  /** Fills all but so many bytes. */
  void leave(long bytes) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (Files.getFileStore(path).getUsableSpace() > bytes) {
        out.write(block);
      }
    }
  }

  void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return path.resolve(".filler");
  }

  @Override
  public void close() throws IOException {
    if (run("umount", path.toString()) != 0) {
      throw new IOException("Cannot unmount " + path);
    }
  }

  private static int run(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .onExit()
        .join()
        .exitValue();
  }
}
