package org.claimgraph.documents;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Every setting with its default and meaning, from conf/reference.conf. */
final class ConfigurationReference {

  /** A line of a list: what is explained, a gap, the explanation. */
  private static final Pattern ITEM = Pattern.compile(" {0,4}\\S.*?\\S {2,}\\S.*");

  private ConfigurationReference() {}

  static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Configuration reference

            Generated from `conf/reference.conf`, whose values are the defaults. Put what differs into a file of your own and
            name it with `--config FILE`, or set single keys with `--set KEY=VALUE`; the prefix `claimgraph.` may be left out
            there. A later file wins, and `--set` over files. A key that does not exist is refused. `null`: not set. Paths are
            local paths or any Hadoop URI; relative ones count from the folder the command runs in.

            """);
    Config all = ConfigFactory.parseFile(new File("conf/reference.conf"));
    for (Map.Entry<String, ConfigValue> entry : inOrder(all.getObject("claimgraph"))) {
      text.append("## ").append(entry.getKey()).append("\n\n");
      append(entry.getKey(), entry.getValue(), text);
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static void append(String key, ConfigValue value, StringBuilder text) {
    String meaning = meaning(value.origin().comments());
    if (value instanceof ConfigObject group
        && group.values().stream().anyMatch(ConfigurationReference::isExplained)) {
      text.append(meaning.isEmpty() ? "" : meaning + "\n\n");
      inOrder(group).forEach(inner -> append(key + "." + inner.getKey(), inner.getValue(), text));
      return;
    }
    text.append("* `").append(key).append(shown(value)).append("`\n");
    if (!meaning.isEmpty()) {
      text.append("  <br>").append(meaning.replace("\n", "\n  ")).append('\n');
    }
    text.append('\n');
  }

  private static String shown(ConfigValue value) {
    boolean isGroup = value instanceof ConfigObject;
    ConfigRenderOptions options = ConfigRenderOptions.concise().setJson(!isGroup);
    String rendered = value.render(options).replace(",", ", ");
    return isGroup && !rendered.equals("{}") ? " { " + rendered + " }" : " = " + rendered;
  }

  private static boolean isExplained(ConfigValue value) {
    return !value.origin().comments().isEmpty()
        || value instanceof ConfigObject group
            && group.values().stream().anyMatch(ConfigurationReference::isExplained);
  }

  /** As in the file. */
  private static List<Map.Entry<String, ConfigValue>> inOrder(ConfigObject group) {
    List<Map.Entry<String, ConfigValue>> entries = new ArrayList<>(group.entrySet());
    entries.sort(
        Comparator.comparingInt(
            (Map.Entry<String, ConfigValue> entry) -> entry.getValue().origin().lineNumber()));
    return entries;
  }

  /** Lines of a comment as one paragraph, items of a list each on a line of its own. */
  private static String meaning(List<String> comments) {
    StringBuilder text = new StringBuilder();
    for (String comment : comments) {
      String line = comment.startsWith(" ") ? comment.substring(1) : comment;
      if (text.length() > 0) {
        text.append(ITEM.matcher(line).matches() ? "<br>\n" : "\n");
      }
      text.append(Markdown.plain(line.strip().replaceAll(" {2,}", ": ")));
    }
    return text.toString();
  }
}
