package org.claimgraph.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report in a browser that has no network. Screenshots are in target/screenshots. */
@Tag("browser")
class ReportPageTest {

  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  /** Of each canvas, colours of every third pixel, and the share of pixels that are painted. */
  private static final String PAINTED =
      """
      Array.from(document.querySelectorAll('.chart')).map(function (chart) {
        const canvas = chart.querySelector('canvas');
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        const colours = new Set();
        let painted = 0;
        for (let i = 0; i < pixels.length; i += 12) {
          if (pixels[i + 3] > 0) {
            painted++;
            colours.add(pixels[i] + ' ' + pixels[i + 1] + ' ' + pixels[i + 2]);
          }
        }
        return { id: chart.dataset.figure, colours: colours.size, share: 12 * painted / pixels.length };
      })
      """;

  private static final String DOWNLOADS =
      """
      (async function () {
        const blobs = [];
        URL.createObjectURL = function (blob) { blobs.push(blob); return 'blob:none'; };
        HTMLAnchorElement.prototype.click = function () {};
        const all = {};
        for (const button of document.querySelectorAll('button[data-csv]')) {
          button.click();
          all[button.dataset.csv] = await blobs.pop().text();
        }
        return all;
      })()
      """;

  @TempDir private static Path folder;

  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.start(folder.resolve("profile"));
    Files.createDirectories(SCREENSHOTS);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path page(String name, ReportData data) throws IOException {
    Path page = folder.resolve(name + ".html");
    Files.write(page, Report.files(data).get("report.html"));
    return page;
  }

  private static void assertQuiet(Path page) {
    assertThat(browser.events("Network.requestWillBeSent"))
        .extracting(request -> request.path("request").path("url").asText())
        .containsExactly(page.toUri().toString());
    assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
    assertThat(browser.events("Runtime.consoleAPICalled")).isEmpty();
    assertThat(browser.events("Log.entryAdded")).isEmpty();
    assertThat(browser.events("Page.javascriptDialogOpening")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"light, 1200", "dark, 1200", "light, 400"})
  void everyChartIsPaintedWithoutANetwork(String scheme, int width) throws Exception {
    Path page = page("small", MadeUp.small());
    browser.open(page, scheme, width);
    JsonNode charts = browser.evaluate(PAINTED);
    Files.write(SCREENSHOTS.resolve(scheme + "-" + width + ".png"), browser.screenshot());
    assertThat(charts).hasSize(13);
    for (JsonNode chart : charts) {
      assertThat(chart.path("colours").asInt()).as(chart.toString()).isGreaterThan(20);
      assertThat(chart.path("share").asDouble()).as(chart.toString()).isGreaterThan(0.01);
    }
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .as("nothing is wider than the window")
        .isLessThanOrEqualTo(width);
    assertQuiet(page);
  }

  @Test
  void aMapIsPainted() throws Exception {
    Path page = page("map", MadeUp.withMap());
    browser.open(page, "light", 1200);
    JsonNode map = browser.evaluate(PAINTED).get(4);
    assertThat(map.path("id").asText()).isEqualTo("regions");
    assertThat(map.path("colours").asInt()).isGreaterThan(30);
    Files.write(SCREENSHOTS.resolve("map.png"), browser.screenshot());
    assertQuiet(page);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "markup | </script><img src=x onerror=alert(1)>\"'><svg onload=alert(2)>",
        "template | {a|b}{@x}${alert(1)}%s\\n",
        "long | LONG",
      })
  void textsFromDataDoNothing(String name, String text) throws Exception {
    String hostile = text.equals("LONG") ? "\u202E=cmd|' /C calc'!A0 " + "w".repeat(10_000) : text;
    Path page = page(name, MadeUp.marked(hostile));
    browser.open(page, "light", 1200);
    Files.write(SCREENSHOTS.resolve("hostile-" + name + ".png"), browser.screenshot());
    assertThat(browser.evaluate("document.querySelectorAll('img, svg, iframe').length").asInt())
        .isZero();
    assertThat(browser.evaluate("document.scripts.length").asInt()).isEqualTo(3);
    for (JsonNode chart : browser.evaluate(PAINTED)) {
      assertThat(chart.path("colours").asInt()).as(chart.toString()).isGreaterThan(20);
    }
    assertQuiet(page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1,\"x\"", "'quoted", " \t-1", "\uFF1D1", "a\r\nb"})
  void downloadsAreTheCsvFiles(String text) throws Exception {
    ReportData data = MadeUp.marked(text);
    browser.open(page("downloads", data), "light", 1200);
    JsonNode downloads = browser.evaluate(DOWNLOADS);
    Map<String, byte[]> files = Report.files(data);
    assertThat(downloads)
        .hasSize((int) files.keySet().stream().filter(f -> f.startsWith("data/")).count());
    downloads
        .properties()
        .forEach(
            download ->
                assertThat(cells(download.getValue().asText()))
                    .as(download.getKey())
                    .isEqualTo(
                        cells(
                            new String(
                                files.get("data/" + download.getKey() + ".csv"),
                                StandardCharsets.UTF_8))));
  }

  /** Numbers as doubles: Java and JavaScript write some of them in two ways. */
  private static List<Object> cells(String csv) {
    return new ArrayList<>(
        Stream.of(csv.split("[,\r]"))
            .map(
                cell ->
                    cell.matches("-?[0-9.]+(E-?[0-9]+|e-?[0-9]+)?")
                        ? (Object) Double.valueOf(cell)
                        : cell)
            .filter(Objects::nonNull)
            .toList());
  }

  @Test
  void prints() throws Exception {
    browser.open(page("print", MadeUp.small()), "dark", 1200);
    byte[] pdf = browser.pdf();
    Files.write(SCREENSHOTS.resolve("report.pdf"), pdf);
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(pdf.length).isGreaterThan(100_000);
  }

  @Test
  void everyControlIsReachedByKeyboard() throws Exception {
    browser.open(page("keyboard", MadeUp.small()), "light", 1200);
    assertThat(
            browser
                .evaluate(
                    "Array.from(document.querySelectorAll('a, button, summary, .wide, pre'))"
                        + ".filter(function (e) { e.focus(); return document.activeElement !== e"
                        + " && e.checkVisibility({ contentVisibilityAuto: true }); }).length")
                .asInt())
        .isZero();
  }
}
