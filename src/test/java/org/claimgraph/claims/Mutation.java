package org.claimgraph.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One to three small changes of a text of csv, each at a random place. */
final class Mutation {

  private static final String[] PIECES = {
    "\"", ",", "\n", "\r\n", "\r", "\t", "|", ";", " ", "\0", "\u0007", "\uFEFF", "\uFFFD",
    "\u00e9", "~", "\\", "'", "\"\"", "\",\"", "\n\n", "#", "\u00a0", "\u0661", "\u2028"
  };

  private static final String[] VALUES = {
    "",
    "NaN",
    "-1",
    "1e9",
    "1e-9",
    "2147483648",
    "9223372036854775808",
    "92233720368547758.07",
    "2010-02-30",
    "0001-01-01",
    "12345-01-01",
    "~",
    "x",
    "\"a,b\"",
    "\"a\nb\"",
    "\"\"",
    "\"a",
    "0",
    "01",
    "1.5"
  };

  private Mutation() {}

  static String of(String text, Random random) {
    String mutated = text;
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutated = once(mutated, random);
    }
    return mutated;
  }

  private static String once(String text, Random random) {
    if (text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    return switch (random.nextInt(7)) {
      case 0 -> text.substring(0, at) + PIECES[random.nextInt(PIECES.length)] + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(at + 1);
      case 2 -> text.substring(0, at) + (char) (1 + random.nextInt(127)) + text.substring(at + 1);
      case 3 -> text.substring(0, at);
      case 4 -> withLine(text, random);
      default -> withValue(text, random);
    };
  }

  /** A line doubled, left out, or put at another place. */
  private static String withLine(String text, Random random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    String line = lines.get(random.nextInt(lines.size()));
    if (random.nextBoolean()) {
      lines.remove(line);
    }
    if (random.nextBoolean()) {
      lines.add(random.nextInt(lines.size() + 1), line);
    }
    return String.join("\n", lines);
  }

  private static String withValue(String text, Random random) {
    String[] lines = text.split("\n", -1);
    int line = random.nextInt(lines.length);
    String[] fields = lines[line].split(",", -1);
    fields[random.nextInt(fields.length)] = VALUES[random.nextInt(VALUES.length)];
    lines[line] = String.join(",", fields);
    return String.join("\n", lines);
  }
}
