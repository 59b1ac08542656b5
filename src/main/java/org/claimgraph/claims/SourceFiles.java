package org.claimgraph.claims;

import static java.util.stream.Collectors.joining;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig;

/**
 * The files of a source, by kind.
 *
 * @param layout the layout of the source
 * @param byPreset files of each kind, in order of name; kinds without a file are absent
 * @param ignored names of files that belong to no kind of the layout
 */
record SourceFiles(Layout layout, Map<Preset, List<SourceFile>> byPreset, List<String> ignored) {

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
    List<SourceFile> files = list(source, layout, spark.sessionState().newHadoopConf());
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
            .filter(preset -> !preset.isDerived() && file.name().matches(preset.files()))
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

  private static List<SourceFile> list(SourceConfig source, Layout layout, Configuration hadoop) {
    if (source.path() == null) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Missing source.path.",
          "Set it to the folder that holds the " + layout.content() + "s.");
    }
    List<SourceFile> files = list("source.path", source.path(), hadoop);
    if (source.nodes() != null) {
      for (SourceFile file : list("source.nodes", source.nodes(), hadoop)) {
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

  private static List<SourceFile> list(String key, String path, Configuration hadoop) {
    List<SourceFile> files = new ArrayList<>();
    try {
      Path root = new Path(path);
      FileSystem system = root.getFileSystem(hadoop);
      root = system.getFileStatus(root).getPath();
      Path base = system.getFileStatus(root).isFile() ? root.getParent() : root;
      RemoteIterator<LocatedFileStatus> found = system.listFiles(root, true);
      while (found.hasNext()) {
        Path file = found.next().getPath();
        String name = base.toUri().relativize(file.toUri()).getPath();
        if (!name.matches("(.*/)?[._][^/]*")) {
          files.add(new SourceFile(file.toUri().toString(), name));
        }
      }
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
    return files;
  }

  /** Every file of every kind, in order of kind and name. */
  List<SourceFile> all() {
    return byPreset.values().stream().flatMap(List::stream).toList();
  }
}
