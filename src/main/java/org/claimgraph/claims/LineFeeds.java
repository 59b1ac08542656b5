package org.claimgraph.claims;

import java.io.IOException;
import java.io.Reader;

/** A text whose lines end with a line feed, whichever of CR, LF and CR LF each one ends with. */
final class LineFeeds extends Reader {

  private final Reader in;
  private boolean afterReturn;

  LineFeeds(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] text, int from, int length) throws IOException {
    int kept = 0;
    // What was read may be the second half of an end of line and nothing else.
    while (kept == 0) {
      int read = in.read(text, from, length);
      if (read <= 0) {
        return read;
      }
      kept = keep(text, from, from + read) - from;
    }
    return kept;
  }

  /** Moves what is kept to the front and returns its end. */
  private int keep(char[] text, int from, int end) {
    int to = from;
    for (int i = from; i < end; i++) {
      char c = text[i];
      if (c != '\n' || !afterReturn) {
        text[to++] = c == '\r' ? '\n' : c;
      }
      afterReturn = c == '\r';
    }
    return to;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
