package org.claimgraph.simulation;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Collection;
import java.util.stream.Stream;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;

/** How claims are laid out in files. */
public enum Layout {
  /** A file or folder for each table of schema {@code claims}. */
  CANONICAL("canonical", true, CanonicalLayout::writeNation, CanonicalLayout::new),
  /** Research Identifiable Files of CMS. */
  CMS_RIF("cms-rif", true, DeSynpufLayout::writeCrosswalks, RifLayout::new),
  /**
   * The files of CMS DE-SynPUF 2008-2010, each part of the patients a sample of its own. Without
   * specialties the physicians of emergency departments could not be told from those whom patients
   * choose, and their visits, which come with admissions, would be links: they are left out.
   */
  DE_SYNPUF("de-synpuf", false, DeSynpufLayout::writeCrosswalks, DeSynpufLayout::new),
  /** The OMOP common data model, version 5.4. */
  OMOP("omop", true, OmopLayout::writeNation, OmopLayout::new),
  /** The csv export of Synthea. */
  SYNTHEA("synthea", true, SyntheaLayout::writeNation, SyntheaLayout::new),
  /** The input layer of the Tuva Project. */
  TUVA("tuva", true, TuvaLayout::writeNation, TuvaLayout::new);

  /** Writes what does not depend on patients. */
  private interface NationFiles {
    void write(Output output, Nation nation) throws IOException;
  }

  /** Opens the files of one part of the patients. */
  private interface Opening {
    PatientFiles open(Output output, String part) throws IOException;
  }

  private final String label;
  private final boolean tellsSpecialties;
  private final NationFiles nationFiles;
  private final Opening opening;

  Layout(String label, boolean tellsSpecialties, NationFiles nationFiles, Opening opening) {
    this.label = label;
    this.tellsSpecialties = tellsSpecialties;
    this.nationFiles = nationFiles;
    this.opening = opening;
  }

  /** The layout of a name of {@code source.format}. */
  public static Layout named(String label) {
    for (Layout layout : values()) {
      if (layout.label.equals(label)) {
        return layout;
      }
    }
    throw new UserException(
        Fault.CONFIGURATION,
        "Unsupported layout " + label + " of simulated claims.",
        "Choose one of " + Stream.of(values()).map(Layout::label).collect(joining(", ")) + ".");
  }

  String label() {
    return label;
  }

  /** Whether readers learn what physicians do. */
  boolean tellsSpecialties() {
    return tellsSpecialties;
  }

  /** Why no effect on an outcome can be found in claims of this layout; null where it can. */
  String problem(Outcome outcome) {
    return outcome.exposure().needsSpecialties() && !tellsSpecialties
        ? "the layout "
            + label
            + " does not tell specialties, without which "
            + outcome.exposure().label()
            + " is undefined"
        : null;
  }

  /**
   * Refuses effects that nobody could find in claims of this layout.
   *
   * @param outcomes those that are asked for by name
   */
  public void require(Collection<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (problem(outcome) != null) {
        throw new UserException(
            Fault.CONFIGURATION,
            "Cannot plant an effect on " + outcome.label() + ": " + problem(outcome) + ".",
            "Leave the effect out, or choose the layout canonical.");
      }
    }
  }

  /** Refuses a format in which a layout does not exist. */
  void require(FileFormat format) {
    if (this != CANONICAL && format != FileFormat.CSV) {
      throw new UserException(
          Fault.CONFIGURATION,
          "Unsupported format "
              + format.label()
              + " of the layout "
              + label
              + ": its files are csv.",
          "Choose csv, or the layout canonical.");
    }
  }

  /** Writes what there is once. */
  void writeNation(Output output, Nation nation) throws IOException {
    nationFiles.write(output, nation);
  }

  /**
   * Opens the files of a part of the patients.
   *
   * @param part number of the part from 0, in five digits; null where there is only one
   */
  PatientFiles patientFiles(Output output, String part) throws IOException {
    return opening.open(output, part);
  }

  /** Where histories go. */
  interface PatientFiles {

    /** Adds all there is about one person. */
    void add(History history) throws IOException;
  }
}
