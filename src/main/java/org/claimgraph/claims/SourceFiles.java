package org.claimgraph.claims;

import static java.util.stream.Collectors.joining;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.tables.DeltaFiles;

/**
 * The files of a source, by kind.
 *
 * @param layout the layout of the source
 * @param byPreset files of each kind, in order of name; kinds without a file are absent
 * @param ignored names of files that belong to no kind of the layout
 */
record SourceFiles(Layout layout, Map<Preset, List<SourceFile>> byPreset, List<String> ignored) {

  /** A name with a part that begins with a point or an underscore, as Spark and Hadoop skip it. */
  private static final String HIDDEN = "(.*/)?[._].*";

  private static final Pattern DELTA_LOG = Pattern.compile("((?:.*?/)?)_delta_log/.*");

  /**
   * Finds the files of the layout of a source. Their names tell what kind they are, and where
   * several kinds have such names, their columns do.
   *
   * @throws UserException where the path is missing or holds no claims, or ties, of that layout
   */
  static SourceFiles find(SparkSession spark, SourceConfig source) {
    Layout layout = Layout.of(spark, source);
    Map<Preset, List<SourceFile>> byPreset = new LinkedHashMap<>();
    List<String> ignored = new ArrayList<>();
    List<SourceFile> files = list(spark, source, layout);
    for (SourceFile file : files) {
      Preset preset = presetOf(spark, layout, file);
      if (preset == null) {
        ignored.add(file.name());
      } else {
        byPreset.computeIfAbsent(preset, p -> new ArrayList<>()).add(file);
      }
    }
    if (byPreset.keySet().stream().noneMatch(preset -> preset.gives().equals(layout.content()))) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Missing "
              + layout.content()
              + "s in source.path "
              + source.path()
              + ": none of its "
              + files.size()
              + " files is a file of "
              + layout.content()
              + "s of the layout "
              + layout.format()
              + " ("
              + String.join(", ", names(layout))
              + ").",
          "Set source.path to the folder of the "
              + layout.content()
              + "s, or source.format to their layout.");
    }
    return new SourceFiles(layout, byPreset, ignored);
  }

  private static List<String> names(Layout layout) {
    return layout.presets().stream()
        .filter(preset -> preset.gives().equals(layout.content()))
        .map(Preset::files)
        .distinct()
        .toList();
  }

  private static Preset presetOf(SparkSession spark, Layout layout, SourceFile file) {
    List<Preset> named =
        layout.presets().stream()
            .filter(preset -> !preset.isDerived() && file.isNamed(preset.files()))
            .toList();
    return switch (named.size()) {
      case 0 -> null;
      case 1 -> named.get(0);
      default -> byColumns(spark, named, layout, file);
    };
  }

  /** The first kind whose required columns the file has. */
  private static Preset byColumns(
      SparkSession spark, List<Preset> presets, Layout layout, SourceFile file) {
    // At most one kind of a layout goes without a header.
    List<String> headless = presets.stream().flatMap(preset -> preset.headless().stream()).toList();
    String[] header = SourceRecords.header(spark, file, headless);
    List<String> kinds = new ArrayList<>();
    for (Preset preset : presets) {
      if (SourceRecords.missing(preset, header).isEmpty()) {
        return preset;
      }
      kinds.add(preset.required().stream().map(Preset.Field::name).collect(joining(", ")));
    }
    throw new UserException(
        UserException.Fault.INPUT,
        "Unsupported columns in "
            + file.name()
            + ": it has neither "
            + String.join(", nor ", kinds)
            + ", as files of the layout "
            + layout.format()
            + " do.",
        "Give these columns in a header, or leave the file out of source.path.");
  }

  private static List<SourceFile> list(SparkSession spark, SourceConfig source, Layout layout) {
    if (source.path() == null) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Missing source.path.",
          "Set it to the folder that holds the " + layout.content() + "s.");
    }
    List<SourceFile> files = list(spark, "source.path", source.path());
    if (source.nodes() != null) {
      for (SourceFile file : list(spark, "source.nodes", source.nodes())) {
        if (files.stream().noneMatch(other -> other.path().equals(file.path()))) {
          refuseSameName(files, file);
          files.add(file);
        }
      }
    }
    files.sort(Comparator.comparing(SourceFile::name));
    return files;
  }

  /** Rows are told apart by the name of their file. */
  private static void refuseSameName(List<SourceFile> files, SourceFile file) {
    if (files.stream().anyMatch(other -> other.name().equals(file.name()))) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Invalid source.nodes: source.path has another file with the name " + file.name() + ".",
          "Rename one of the two.");
    }
  }

  private static List<SourceFile> list(SparkSession spark, String key, String path) {
    try {
      Path root = new Path(path);
      FileSystem system = root.getFileSystem(spark.sessionState().newHadoopConf());
      FileStatus status = system.getFileStatus(root);
      Path base = status.isFile() ? status.getPath().getParent() : status.getPath();
      SortedMap<String, Path> files = new TreeMap<>();
      RemoteIterator<LocatedFileStatus> found = system.listFiles(status.getPath(), true);
      while (found.hasNext()) {
        Path file = found.next().getPath();
        files.put(base.toUri().relativize(file.toUri()).getPath(), file);
      }
      return withTables(spark, base, files);
    } catch (FileNotFoundException missing) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Missing " + key + " " + path + ": nothing is there.",
          "Set " + key + " to a file or folder that is there.");
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Cannot list " + key + " " + path + ": " + unreadable.getMessage() + ".",
          "Set " + key + " to a file or folder that can be read.");
    }
  }

  /** Files below a folder, those of a Delta table as one that is called as its folder. */
  private static List<SourceFile> withTables(
      SparkSession spark, Path base, SortedMap<String, Path> files) {
    SortedSet<String> tables = new TreeSet<>();
    for (String name : files.keySet()) {
      Matcher log = DELTA_LOG.matcher(name);
      if (log.matches() && !log.group(1).matches(HIDDEN)) {
        tables.add(log.group(1));
      }
    }
    List<SourceFile> all = new ArrayList<>();
    for (String table : tables) {
      Path folder = table.isEmpty() ? base : new Path(base, table);
      String uri = folder.toUri().toString();
      String name = table.isEmpty() ? base.getName() : table.substring(0, table.length() - 1);
      all.add(new SourceFile(uri, name, DeltaFiles.of(spark, uri, name)));
    }
    files.forEach(
        (name, file) -> {
          if (!name.matches(HIDDEN) && tables.stream().noneMatch(name::startsWith)) {
            all.add(new SourceFile(file.toUri().toString(), name));
          }
        });
    return all;
  }

  /** Every file of every kind, in order of kind and name. */
  List<SourceFile> all() {
    return byPreset.values().stream().flatMap(List::stream).toList();
  }

  /** The file that Spark could not read, by what it says of a failure; null where it names none. */
  SourceFile namedIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable told && told.getMessageParameters() != null) {
        String path = told.getMessageParameters().getOrDefault("path", "");
        for (SourceFile file : all()) {
          if (file.dataFiles().stream().anyMatch(data -> path.contains(data.path()))) {
            return file;
          }
        }
      }
    }
    return null;
  }
}
