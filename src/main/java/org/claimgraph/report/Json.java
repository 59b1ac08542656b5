package org.claimgraph.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** JSON of maps, lists, texts and numbers, every text plain. */
final class Json {

  private static final ObjectMapper WRITER =
      new ObjectMapper().registerModule(new SimpleModule().addSerializer(new PlainTexts()));

  private Json() {}

  static String of(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * As {@link #of}, to stand inside an element of a page: nothing in it ends the element or begins
   * another, because these characters stand in texts only, and there by their numbers.
   */
  static String inPage(Object value) {
    return of(value)
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static final class PlainTexts extends StdSerializer<String> {

    private static final long serialVersionUID = 1;

    PlainTexts() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(PlainText.clean(text));
    }
  }
}
