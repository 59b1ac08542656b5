package org.claimgraph.claims;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.tables.Sha256;

/**
 * A source layout: the kinds of file it consists of, as the site reads them.
 *
 * @param format its name in {@code source.format}
 * @param presets one for each kind of file, views before the presets that use them
 * @param ownSql SHA-256 of the SQL files of the site by their names
 */
record Layout(String format, List<Preset> presets, Map<String, String> ownSql) {

  private static final Map<String, List<String>> PRESETS =
      new TreeMap<>(
          Map.of(
              "cms-rif", List.of("institutional", "carrier", "dme", "beneficiary"),
              "de-synpuf", List.of("inpatient", "outpatient", "carrier", "beneficiary"),
              "canonical", List.of("claim_line", "stay", "beneficiary", "physician", "hospital"),
              "tuva",
                  List.of("eligibility", "provider", "medical_claim", "beneficiary", "physician"),
              "synthea",
                  List.of(
                      "claims",
                      "conditions",
                      "patients",
                      "payers",
                      "payer_transitions",
                      "encounters",
                      "procedures",
                      "providers",
                      "beneficiary"),
              "omop",
                  List.of(
                      "care_site",
                      "location",
                      "provider",
                      "cost",
                      "condition_occurrence",
                      "person",
                      "death",
                      "observation_period",
                      "visit_occurrence",
                      "visit_detail",
                      "procedure_occurrence",
                      "stay",
                      "beneficiary",
                      "physician"),
              "shared-patients", List.of("directed", "undirected", "node")));

  /** The layout of a source, with the SQL and the expressions that the site puts in its place. */
  static Layout of(SparkSession spark, SourceConfig source) {
    String format = source.format();
    requireKnown("source.format", format);
    Map<String, String> own = own(spark, format, source.presets());
    List<Preset> presets = new ArrayList<>();
    for (String name : PRESETS.get(format)) {
      String file = name + ".sql";
      Preset shipped = Preset.of(name, Resource.text(format + "/" + file));
      Preset preset =
          own.containsKey(file) ? own(Preset.of(name, own.get(file)), shipped) : shipped;
      Map<String, String> expressions = ColumnExpressions.of(preset, source.columns());
      ColumnExpressions.requirePseudonyms(spark, preset, expressions);
      presets.add(preset.with(expressions, ColumnExpressions.inputs(spark, preset, expressions)));
    }
    ColumnExpressions.requireKnown(presets, source.columns());
    own.replaceAll((file, sql) -> Sha256.of(sql));
    return new Layout(format, presets, own);
  }

  /** Refuses SQL of a site that would let ids of patients pass or that gives something else. */
  private static Preset own(Preset preset, Preset shipped) {
    if (!Objects.equals(preset.patientColumn(), shipped.patientColumn())
        || !Objects.equals(preset.gives(), shipped.gives())) {
      throw refused(
          "Invalid source.presets: "
              + preset.name()
              + ".sql gives "
              + preset.gives()
              + " of patient column "
              + preset.patientColumn()
              + ", where the layout gives "
              + shipped.gives()
              + " of patient column "
              + shipped.patientColumn()
              + ".",
          "Begin the file with the same comments -- gives and -- patient; source.columns puts"
              + " another column in the place of that of the patient.");
    }
    return preset;
  }

  /** The presets of a layout as they come. */
  static List<Preset> shipped(String format) {
    requireKnown("layout", format);
    return PRESETS.get(format).stream()
        .map(name -> Preset.of(name, Resource.text(format + "/" + name + ".sql")))
        .toList();
  }

  /** The names of all layouts. */
  static Set<String> names() {
    return PRESETS.keySet();
  }

  private static void requireKnown(String key, String format) {
    if (format == null || !PRESETS.containsKey(format)) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          format == null
              ? "Missing " + key + "."
              : "Unsupported " + key + " " + format + ": no such layout.",
          "Set it to one of " + String.join(", ", names()) + ".");
    }
  }

  /** The SQL files of a site by name; none where it names no folder. */
  private static Map<String, String> own(SparkSession spark, String format, String folder) {
    Map<String, String> own = new TreeMap<>();
    if (folder == null) {
      return own;
    }
    try {
      Path path = new Path(folder);
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      for (FileStatus file : files.listStatus(path)) {
        String name = file.getPath().getName();
        if (!PRESETS.get(format).stream().map(kind -> kind + ".sql").toList().contains(name)) {
          throw refused(
              "Invalid source.presets " + folder + ": it holds " + name + ".",
              "Name its files as the kinds of the layout: " + PRESETS.get(format) + ", with .sql.");
        }
        try (InputStream sql = files.open(file.getPath())) {
          own.put(name, new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw refused(
          "Cannot read source.presets " + folder + ".", "Name a folder with SQL files of presets.");
    }
    return own;
  }

  private static UserException refused(String problem, String remedy) {
    return new UserException(UserException.Fault.CONFIGURATION, problem, remedy);
  }

  /** What every source of this layout has: claim or tie. */
  String content() {
    return presets.stream().anyMatch(preset -> preset.gives().equals("tie")) ? "tie" : "claim";
  }
}
