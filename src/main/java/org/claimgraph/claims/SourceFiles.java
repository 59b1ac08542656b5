package org.claimgraph.claims;

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
import org.claimgraph.UserException;

/**
 * The files of a source, by kind.
 *
 * @param byPreset files of each kind, in order of name; kinds without a file are absent
 * @param ignored names of files that belong to no kind of the layout
 */
record SourceFiles(Map<Preset, List<SourceFile>> byPreset, List<String> ignored) {

  /**
   * Finds the files of a layout below a path.
   *
   * @throws UserException where the path is missing or holds no claims of that layout
   */
  static SourceFiles find(Layout layout, String path, Configuration hadoop) {
    if (path == null) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Missing source.path.",
          "Set it to the folder that holds the claims.");
    }
    Map<Preset, List<SourceFile>> byPreset = new LinkedHashMap<>();
    List<String> ignored = new ArrayList<>();
    List<SourceFile> files = list(path, hadoop);
    for (SourceFile file : files) {
      Preset preset = presetOf(layout, file);
      if (preset == null) {
        ignored.add(file.name());
      } else {
        byPreset.computeIfAbsent(preset, p -> new ArrayList<>()).add(file);
      }
    }
    if (byPreset.keySet().stream().noneMatch(preset -> preset.gives().equals("claim"))) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Missing claims in source.path "
              + path
              + ": none of its "
              + files.size()
              + " files is named as a claims file of the layout "
              + layout.format()
              + " ("
              + String.join(", ", claimNames(layout))
              + ").",
          "Set source.path to the folder of the claims, or source.format to their layout.");
    }
    return new SourceFiles(byPreset, ignored);
  }

  private static List<String> claimNames(Layout layout) {
    return layout.presets().stream()
        .filter(preset -> preset.gives().equals("claim"))
        .map(Preset::files)
        .toList();
  }

  private static Preset presetOf(Layout layout, SourceFile file) {
    for (Preset preset : layout.presets()) {
      if (file.name().matches(preset.files())) {
        return preset;
      }
    }
    return null;
  }

  private static List<SourceFile> list(String path, Configuration hadoop) {
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
          "Missing source.path " + path + ": nothing is there.",
          "Set source.path to the folder that holds the claims.");
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Cannot list source.path " + path + ": " + unreadable.getMessage() + ".",
          "Set source.path to a folder that can be read.");
    }
    files.sort(Comparator.comparing(SourceFile::name));
    return files;
  }

  /** Every file of every kind, in order of kind and name. */
  List<SourceFile> all() {
    return byPreset.values().stream().flatMap(List::stream).toList();
  }
}
