package org.claimgraph.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How progress is told. */
enum LogFormat {
  text {
    @Override
    PrintStream to(PrintStream out) {
      return out;
    }
  },
  /** One object a line: time (UTC), level, logger, message. */
  json {
    @Override
    PrintStream to(PrintStream out) {
      return new PrintStream(new JsonLines(out), true, StandardCharsets.UTF_8);
    }
  };

  abstract PrintStream to(PrintStream out);

  /** Every line that is written becomes an object on a line of its own. */
  private static final class JsonLines extends OutputStream {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    JsonLines(PrintStream out) {
      this.out = out;
    }

    @Override
    public synchronized void write(int next) throws IOException {
      if (next == '\n') {
        Map<String, String> event = new LinkedHashMap<>();
        event.put("time", Instant.now().toString());
        event.put("level", "INFO");
        event.put("logger", "claimgraph");
        event.put("message", line.toString(StandardCharsets.UTF_8).strip());
        line.reset();
        out.println(JSON.writeValueAsString(event));
      } else {
        line.write(next);
      }
    }
  }
}
