package org.claimgraph.report;

/**
 * Text from data as a page may show it: nothing that hides, turns around or breaks what stands
 * beside it.
 *
 * <p>Control characters, line separators, marks that turn the direction of writing, and halves of
 * surrogate pairs become U+FFFD; values longer than {@link #LONGEST} are cut.
 */
final class PlainText {

  static final int LONGEST = 200;

  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /** A value, not longer than a cell of a table can be. */
  static String of(String text) {
    String plain = clean(text);
    return plain.codePointCount(0, plain.length()) <= LONGEST
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + '…';
  }

  /** Text of any length. */
  static String clean(String text) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      plain.appendCodePoint(isPlain(point) ? point : REPLACEMENT);
    }
    return plain.toString();
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
