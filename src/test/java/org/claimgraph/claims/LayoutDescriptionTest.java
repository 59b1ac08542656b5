package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of layouts, without a source. */
class LayoutDescriptionTest {

  static Stream<String> layouts() {
    return Layout.names().stream();
  }

  @Test
  void aKindOfFileIsDescribedByItsColumnsAndByWhatIsTurnedOffWithoutThem() {
    List<String> lines = LayoutDescription.of("canonical");
    int first = lines.indexOf("stay: One hospital stay.");
    assertThat(lines.subList(first, first + 7))
        .containsExactly(
            "stay: One hospital stay.",
            "  files     stay(\\.[^/]*)?(/.*)?\\.(csv|csv\\.gz|parquet)|stay/[^/]*\\.(csv|csv\\.gz|parquet)",
            "  required  stay_id, patient_id, hospital, admission_date, discharge_date",
            "  optional  icu_days, covered_days, drg, medical, disposition, diagnoses, allowed_amount,"
                + " paid_amount",
            "  pseudonym in the place of patient_id",
            "  without FILE: stays are made from inpatient lines, one for each claim",
            "  without icu_days: no days in intensive care");
  }

  @Test
  void spellingsColumnsWithoutHeaderAndFurtherColumnsAreTold() {
    assertThat(LayoutDescription.of("shared-patients"))
        .contains(
            "  required  from_npi (or npi_from or npi_1 or npi1), to_npi (or npi_to or npi_2 or npi2),",
            "  no header from_npi, to_npi, pair_count, patients, same_day",
            "  optional  none");
    assertThat(LayoutDescription.of("canonical"))
        .contains("  further   every other column, by name");
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void whatIsTurnedOffNamesOptionalColumnsOrFilesOfALayout(String layout) {
    for (Preset preset : Layout.shipped(layout)) {
      List<String> optional = preset.optional().stream().map(Preset.Field::name).toList();
      for (String text : LayoutDescription.turnedOff(preset)) {
        String[] parts = text.split(": ", 2);
        assertThat(parts).as("%s: %s", preset.name(), text).hasSize(2);
        if (!parts[0].equals("FILE")) {
          assertThat(optional).as(preset.name()).contains(parts[0].split(", "));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void everyKindOfFileIsDescribed(String layout) {
    List<String> files =
        Layout.shipped(layout).stream()
            .filter(preset -> !preset.isDerived())
            .map(Preset::name)
            .toList();
    assertThat(LayoutDescription.of(layout).stream().filter(line -> !line.startsWith(" ")))
        .hasSameSizeAs(files)
        .allMatch(line -> files.contains(line.substring(0, line.indexOf(':'))));
  }

  /** Rows without an id would all go to one task. */
  @ParameterizedTest
  @MethodSource("layouts")
  void noWindowIsOverAnIdThatMayBeMissing(String layout) {
    for (Preset preset : Layout.shipped(layout)) {
      assertThat(preset.sql().split("PARTITION BY "))
          .as(preset.name())
          .satisfies(
              parts ->
                  assertThat(Stream.of(parts).skip(1))
                      .allMatch(part -> part.matches("(?s)[a-z]+_key\\b.*")));
    }
  }

  @Test
  void aLayoutThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> LayoutDescription.of("lost"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Unsupported layout lost: no such layout.")
        .hasMessageContaining("Set it to one of canonical, ");
  }
}
