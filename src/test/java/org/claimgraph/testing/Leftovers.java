package org.claimgraph.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs that failed left below a warehouse: files that are neither held nor of any table. */
public final class Leftovers {

  private static final Pattern NAMED = Pattern.compile("\"path\":\"([^\"]+)\"");

  private Leftovers() {}

  /**
   * Locks, what waits for a commit, what is not finished, and data files that no commit of their
   * table names.
   */
  public static Set<Path> in(Path warehouse) throws IOException {
    Set<Path> left = new HashSet<>();
    for (Path file : files(warehouse)) {
      String name = warehouse.relativize(file).toString();
      boolean isForAMoment =
          name.startsWith("_locks/")
              || name.startsWith("_staging/")
              || name.contains("/_temporary/")
              || name.endsWith(".unfinished");
      boolean isData = name.endsWith(".parquet") && !name.contains("/_delta_log/");
      if (isForAMoment || isData && !named(table(file)).contains(file.getFileName().toString())) {
        left.add(file);
      }
    }
    return left;
  }

  /** As if the process that holds the locks of a warehouse were no more. */
  public static void ofADeadProcess(Path warehouse) throws IOException {
    Path locks = warehouse.resolve("_locks");
    if (Files.exists(locks)) {
      for (Path lock : files(locks)) {
        String holder = Files.readString(lock);
        Files.writeString(
            lock, holder.replaceFirst("process = [0-9]+", "process = " + Integer.MAX_VALUE));
      }
    }
  }

  private static Path table(Path file) {
    Path folder = file.getParent();
    while (folder != null && !Files.exists(folder.resolve("_delta_log"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** Names of all files that were ever committed. */
  private static Set<String> named(Path table) throws IOException {
    if (table == null) {
      return Set.of();
    }
    Set<String> named = new HashSet<>();
    for (Path commit : files(table.resolve("_delta_log"))) {
      if (commit.toString().endsWith(".json")) {
        NAMED
            .matcher(Files.readString(commit))
            .results()
            .forEach(path -> named.add(Path.of(path.group(1)).getFileName().toString()));
      }
    }
    return named;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toList());
    }
  }
}
