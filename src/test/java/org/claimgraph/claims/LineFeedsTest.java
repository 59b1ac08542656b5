package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineFeedsTest {

  @Test
  void everyEndOfALineIsOneLineFeedHoweverTheTextIsCut() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        text.append("\r\n\r\nab".charAt(random.nextInt(6)));
      }
      assertThat(read(new LineFeeds(new StringReader(text.toString())), random))
          .isEqualTo(text.toString().replaceAll("\r\n|\r", "\n"));
    }
  }

  private static String read(Reader in, Random random) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] part = new char[8];
    while (true) {
      int from = random.nextInt(4);
      int read = in.read(part, from, 1 + random.nextInt(4));
      if (read < 0) {
        return text.toString();
      }
      assertThat(read).isPositive();
      text.append(part, from, read);
    }
  }
}
