package org.claimgraph.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium without a network, over its DevTools protocol, and what it told. */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private String session;

  private Browser(Process process, URI uri) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, new Listener()).join();
  }

  /** Starts it, or skips the test where there is none. */
  static Browser start(Path profile) throws IOException {
    Path program =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(program != null, "Skipped: no Chromium to look at the report with.");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader told = process.errorReader(StandardCharsets.UTF_8);
    String line = told.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = told.readLine();
    }
    assumeTrue(line != null, "Skipped: Chromium does not start here.");
    Thread drain = new Thread(() -> told.lines().forEach(text -> {}));
    drain.setDaemon(true);
    drain.start();
    Browser browser = new Browser(process, URI.create(line.substring(LISTENING.length())));
    browser.openTab();
    return browser;
  }

  private void openTab() {
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Opens a page in a colour scheme and a window of a width, and waits until it is drawn. */
  void open(Path page, String scheme, int width) throws InterruptedException {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    events.clear();
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    while (events("Page.loadEventFired").isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** The value of an expression. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.path("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** The whole page as PNG. */
  byte[] screenshot() {
    JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
    Map<String, Object> clip =
        Map.of(
            "x", 0,
            "y", 0,
            "width", size.path("width").asInt(),
            "height", size.path("height").asInt(),
            "scale", 1);
    return bytes(
        call(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", clip)));
  }

  byte[] pdf() {
    return bytes(call("Page.printToPDF", Map.of("printBackground", true)));
  }

  private static byte[] bytes(JsonNode answer) {
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  /** What happened of a kind since the page was opened. */
  List<JsonNode> events(String method) {
    return events.stream()
        .filter(event -> event.path("method").asText().equals(method))
        .map(event -> event.path("params"))
        .toList();
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    Map<String, Object> command =
        session == null
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
    try {
      socket.sendText(JSON.writeValueAsString(command), true).join();
      JsonNode told = answer.get(60, TimeUnit.SECONDS);
      if (told.has("error")) {
        throw new IllegalStateException(method + ": " + told.path("error"));
      }
      return told.path("result");
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } catch (ExecutionException | TimeoutException late) {
      throw new IllegalStateException(method, late);
    }
  }

  @Override
  public void close() {
    socket.abort();
    // Its processes write to the profile until the last of them has ended.
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  private final class Listener implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      message.append(text);
      if (last) {
        take(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String whole) {
      try {
        JsonNode told = JSON.readTree(whole);
        if (told.has("id")) {
          answers.remove(told.path("id").asInt()).complete(told);
        } else {
          events.add(told);
        }
      } catch (IOException wrong) {
        throw new IllegalStateException(wrong);
      }
    }
  }
}
