package org.claimgraph.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report as files. */
@Tag("portable")
class ReportTest {

  private static final int FIVE_MEGABYTES = 5_000_000;

  /** The page but for the library that draws its charts. */
  private static String html(ReportData data) {
    String html = new String(Report.files(data).get("report.html"), UTF_8);
    int library = html.indexOf("<script>") + "<script>".length();
    return html.substring(0, library) + html.substring(html.indexOf("</script>", library));
  }

  private static JsonNode figures(String html) throws IOException {
    Matcher json =
        Pattern.compile("<script type=\"application/json\" id=\"figures\">(.*?)</script>")
            .matcher(html);
    assertThat(json.find()).isTrue();
    return new ObjectMapper().readTree(json.group(1));
  }

  @Test
  void everyFigureHasAPlaceACaptionAndItsNumbers() throws IOException {
    Map<String, byte[]> files = Report.files(MadeUp.small());
    String html = html(MadeUp.small());
    List<String> ids = new ArrayList<>();
    figures(html).fieldNames().forEachRemaining(ids::add);
    assertThat(ids)
        .containsExactly(
            "effects",
            "outcome-by-measure-1",
            "outcome-by-measure-2",
            "specifications",
            "regions",
            "network",
            "degrees",
            "adjusted-degrees",
            "mixing",
            "referrals",
            "quarters",
            "rows",
            "reasons",
            "checks",
            "withheld");
    for (String id : ids) {
      assertThat(html)
          .contains("href=\"#figure-" + id + "\"")
          .contains("id=\"figure-" + id + "\"")
          .contains("data-csv=\"" + id + "\"");
      assertThat(files).containsKey("data/" + id + ".csv");
    }
    assertThat(html.split("<figcaption>", -1)).hasSize(ids.size() + 1);
    assertThat(html).doesNotContain("<p class=\"empty\">No").contains("Barnett 2012");
  }

  @Test
  void aPeriodWithoutNumbersSaysOfEachFigureWhyItIsEmpty() throws IOException {
    String html = html(MadeUp.nothing());
    assertThat(figures(html)).isEmpty();
    assertThat(html.split("<figure ", -1)).hasSize(16);
    assertThat(html.split("</h3>\\s*<p class=\"empty\">[A-Z]", -1)).hasSize(16);
    assertThat(html.substring(0, html.indexOf("<script>")))
        .doesNotContain("class=\"chart\"")
        .doesNotContain("null");
  }

  @Test
  void thePageFetchesNothingAndRunsItsOwnScriptsOnly() {
    String html = html(MadeUp.small());
    assertThat(html)
        .containsPattern("default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+';");
    String own = html.substring(0, html.indexOf("<script type"));
    assertThat(own).doesNotContain("://").doesNotContain("<img").doesNotContain("<link");
    assertThat(html.split("<script", -1)).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><img src=x onerror=alert(1)>",
        "\"'><svg onload=alert(1)>",
        "<!--<script>",
        "${1/0}<#stop>",
        "]]>&lt;script&gt;",
      })
  void textsFromDataStayTexts(String hostile) throws IOException {
    String html = html(MadeUp.marked(hostile));
    assertThat(html.split("<script", -1)).hasSize(4);
    assertThat(html).doesNotContain("<img").doesNotContain("<svg").doesNotContain("<!--");
    assertThat(figures(html).toString())
        .contains(new ObjectMapper().writeValueAsString(hostile).replaceAll("^\"|\"$", ""));
  }

  @Test
  void whatTurnsTextAroundOrBreaksLinesIsReplaced() {
    String html = html(MadeUp.marked("\u202Eevil\u2028\u0000\uD800"));
    assertThat(html)
        .doesNotContain("\u202E")
        .doesNotContain("\u2028")
        .contains("\uFFFDevil\uFFFD\uFFFD\uFFFD");
  }

  @Test
  void tenThousandLettersAreCut() {
    byte[] page = Report.files(MadeUp.marked("a".repeat(10_000))).get("report.html");
    assertThat(page.length).isLessThan(FIVE_MEGABYTES);
  }

  @Test
  void aNationOfTwentyThousandPhysiciansFitsInFiveMegabytes() {
    Map<String, byte[]> files = Report.files(MadeUp.large());
    assertThat(files.get("report.html").length).isLessThan(FIVE_MEGABYTES);
    assertThat(new String(files.get("report.html"), UTF_8))
        .contains("Shown are 150 of 20,042 physicians and ")
        .contains("Shown are 2,000 of 4,828 points; the line is through all of them.");
  }

  @Test
  void theSameDataGiveTheSameBytes() {
    Map<String, byte[]> once = Report.files(MadeUp.small());
    Report.files(MadeUp.small())
        .forEach((name, bytes) -> assertThat(once.get(name)).isEqualTo(bytes));
  }

  @Test
  void csvHasNoFormulasAndKeepsEveryCell() {
    Sheet sheet =
        new Sheet(
            List.of(
                Sheet.Column.of("text", "Text", Sheet.Form.TEXT),
                Sheet.Column.of("number", "Number", Sheet.Form.NUMBER)),
            List.of(
                List.of("=cmd|' /C calc'!A0", -1.5),
                List.of("a \"quoted\", text", 2L),
                Arrays.asList(" \t@SUM(A1)", null)));
    assertThat(sheet.csv())
        .isEqualTo(
            "text,number\r\n"
                + "\"'=cmd|' /C calc'!A0\",-1.5\r\n"
                + "\"a \"\"quoted\"\", text\",2\r\n"
                + "\"' \uFFFD@SUM(A1)\",\r\n");
  }

  @Test
  void undefinedAndWithheldAreToldApart() {
    Sheet.Column patients =
        new Sheet.Column(
            "n", "N", Sheet.Form.COUNT, EffectFigures.withheld(MadeUp.small().about()));
    assertThat(Shown.cell(null, patients)).isEqualTo("withheld (fewer than 11)");
    assertThat(Shown.cell(null, Sheet.Column.of("x", "X", Sheet.Form.NUMBER)))
        .isEqualTo("not defined");
  }

  @Test
  void aMapTakesThePlaceOfTheRankedDots() throws IOException {
    assertThat(figures(html(MadeUp.small())).at("/regions/kind").asText()).isEqualTo("dots");
    JsonNode map = figures(html(MadeUp.withMap())).at("/regions");
    assertThat(map.at("/kind").asText()).isEqualTo("map");
    assertThat(map.at("/drawing/map/features")).hasSize(51);
  }

  @Test
  void aMapThatIsNoneIsRefused() {
    assertThatThrownBy(() -> RegionMap.read("{\"type\": \"Point\"}", "name"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Invalid report.region-map: it has no features.");
    assertThatThrownBy(() -> RegionMap.read("no JSON", "name"))
        .hasMessageContaining("it is not JSON");
  }

  @Test
  void mixingComparesWithChance() {
    // Two groups of one physician each beside two of the same: by chance 1/4, 1/2, 1/4 of the ties.
    Figure figure = NetworkFigures.mixing(MadeUp.small());
    double found = 0;
    double chance = 0;
    for (List<Object> row : figure.sheet().rows()) {
      double weight = row.get(0).equals(row.get(1)) ? 1 : 0.5;
      found += weight * (long) row.get(2);
      chance += weight * (double) row.get(3);
    }
    assertThat(chance).isCloseTo(found, within(1e-6));
  }

  @Test
  void quartersAreCountedAcrossYears() {
    assertThat(Summary.quartersBefore("2010Q1", 1)).isEqualTo("2009Q4");
    assertThat(Summary.quartersBefore("2010Q4", 4)).isEqualTo("2009Q4");
  }
}
