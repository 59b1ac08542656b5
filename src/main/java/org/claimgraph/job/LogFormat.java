package org.claimgraph.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
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

    @Override
    void tellFailure(PrintStream out, String sentence) {
      out.println(sentence);
    }
  },
  /** One object a line: time (UTC), level, logger, message. */
  json {
    @Override
    PrintStream to(PrintStream out) {
      return new PrintStream(new JsonLines(out), true, StandardCharsets.UTF_8);
    }

    @Override
    void tellFailure(PrintStream out, String sentence) {
      out.println(event("ERROR", sentence));
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  abstract PrintStream to(PrintStream out);

  abstract void tellFailure(PrintStream out, String sentence);

  private static String event(String level, String message) {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("time", Instant.now().toString());
    event.put("level", level);
    event.put("logger", "claimgraph");
    event.put("message", message.strip());
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Every line that is written becomes an object on a line of its own. */
  private static final class JsonLines extends OutputStream {

    private final PrintStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    JsonLines(PrintStream out) {
      this.out = out;
    }

    @Override
    public synchronized void write(int next) {
      if (next == '\n') {
        out.println(event("INFO", line.toString(StandardCharsets.UTF_8)));
        line.reset();
      } else {
        line.write(next);
      }
    }
  }
}
