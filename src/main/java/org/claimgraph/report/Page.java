package org.claimgraph.report;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.claimgraph.report.Summary.Tile;

/**
 * The HTML page. Whatever a template prints is escaped; numbers for charts stand in an element that
 * is not run, and the two scripts of the page are the only ones that its policy lets run.
 */
final class Page {

  private static final int ROWS_IN_TABLE = 100;

  private static final Configuration TEMPLATES = templates();

  private Page() {}

  private static Configuration templates() {
    Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setTemplateLoader(new ClassTemplateLoader(Page.class, ""));
    templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
    templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
    templates.setLocale(Locale.ROOT);
    templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
    templates.setFallbackOnNullLoopVariable(false);
    return templates;
  }

  static String html(ReportData data, List<Section> sections) {
    Summary summary = new Summary(data);
    String charts = resource("echarts.min.js");
    String script = resource("report.js");
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("period", data.about().period());
    model.put("span", PlainText.of(data.about().span()));
    model.put("version", PlainText.of(data.about().version()));
    model.put("synthetic", data.about().synthetic());
    model.put("minimumCell", data.about().minimumCell());
    model.put("settings", data.about().settings().lines().map(PlainText::clean).toList());
    model.put("tiles", summary.tiles().stream().map(Page::tile).toList());
    model.put("sentences", summary.sentences().stream().map(PlainText::clean).toList());
    model.put("sections", sections.stream().map(Page::section).toList());
    model.put("css", resource("report.css"));
    model.put("charts", charts);
    model.put("script", script);
    model.put("chartsHash", hash(charts));
    model.put("scriptHash", hash(script));
    model.put("figures", Json.inPage(drawn(sections)));
    return render(model);
  }

  private static String render(Map<String, Object> model) {
    StringWriter html = new StringWriter();
    try {
      TEMPLATES.getTemplate("report.ftlh").process(model, html);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (TemplateException wrong) {
      throw new IllegalStateException(wrong);
    }
    return html.toString();
  }

  private static Map<String, String> tile(Tile tile) {
    return Map.of("value", tile.value(), "label", PlainText.of(tile.label()));
  }

  private static Map<String, Object> section(Section section) {
    return Map.of(
        "id",
        section.id(),
        "title",
        section.title(),
        "sentences",
        section.sentences().stream().map(PlainText::clean).toList(),
        "figures",
        section.figures().stream().map(Page::figure).toList());
  }

  private static Map<String, Object> figure(Figure figure) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", figure.id());
    model.put("title", figure.title());
    model.put("caption", PlainText.clean(figure.caption()));
    model.put("shown", figure.shown());
    model.put("drawn", !figure.kind().equals("none"));
    model.put("empty", figure.empty() == null ? "" : PlainText.clean(figure.empty()));
    model.put("count", figure.sheet().rows().size());
    model.put("columns", columns(figure.sheet()));
    model.put("rows", cells(figure.sheet()));
    return model;
  }

  private static List<Map<String, Object>> columns(Sheet sheet) {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (Sheet.Column column : sheet.columns()) {
      columns.add(Map.of("label", column.label(), "number", column.form() != Sheet.Form.TEXT));
    }
    return columns;
  }

  private static List<List<String>> cells(Sheet sheet) {
    List<List<String>> rows = new ArrayList<>();
    for (List<Object> row : sheet.rows().subList(0, Math.min(ROWS_IN_TABLE, sheet.rows().size()))) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(Shown.cell(row.get(i), sheet.columns().get(i)));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static Map<String, Object> drawn(List<Section> sections) {
    Map<String, Object> drawn = new LinkedHashMap<>();
    for (Figure figure : Report.figures(sections)) {
      if (figure.empty() == null) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("kind", figure.kind());
        one.put("title", figure.title());
        one.put("columns", figure.sheet().columns().stream().map(Sheet.Column::name).toList());
        one.put("labels", figure.sheet().columns().stream().map(Sheet.Column::label).toList());
        one.put("forms", figure.sheet().columns().stream().map(Sheet.Column::form).toList());
        one.put("rows", figure.sheet().rows());
        one.put("drawing", figure.drawing());
        drawn.put(figure.id(), one);
      }
    }
    return drawn;
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What a content security policy calls an inline script. */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
