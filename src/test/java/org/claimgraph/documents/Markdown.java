package org.claimgraph.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What readers find in a document: blocks, headings, links. */
public final class Markdown {

  /** The checkout. */
  private static final Path ROOT = Path.of("").toAbsolutePath();

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  private final Path file;
  private final String text;

  private Markdown(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /** A fenced block and the language that its fence names. */
  public record Block(String language, String text) {}

  public static Markdown readme() throws IOException {
    return read(ROOT.resolve("README.md"));
  }

  /** README and what is in docs, in the order in which somebody reads them. */
  public static List<Markdown> all() throws IOException {
    List<Markdown> all = new ArrayList<>(List.of(readme()));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  static Markdown read(Path file) throws IOException {
    return new Markdown(file, Files.readString(file));
  }

  public String text() {
    return text;
  }

  /** Every fenced block, in order. */
  public List<Block> blocks() {
    return BLOCK.matcher(text).results().map(b -> new Block(b.group(1), b.group(2))).toList();
  }

  /** Targets of links, but for those of the web. */
  List<String> links() {
    return LINK.matcher(withoutBlocks())
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.matches("https?://.*"))
        .toList();
  }

  /** What a link may name behind #, as GitHub makes it of headings. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Matcher heading = HEADING.matcher(withoutBlocks()); heading.find(); ) {
      String anchor = anchor(heading.group(1));
      int times = seen.merge(anchor, 1, Integer::sum);
      anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
    }
    return anchors;
  }

  static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  private String withoutBlocks() {
    return BLOCK.matcher(text).replaceAll("");
  }

  Path file() {
    return file;
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }

  /** Text in which no character means anything to Markdown. */
  static String plain(String text) {
    return text.replaceAll("([\\\\*<\\[\\]|`])", "\\\\$1");
  }
}
