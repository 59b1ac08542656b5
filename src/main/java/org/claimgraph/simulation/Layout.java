package org.claimgraph.simulation;

import java.io.IOException;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;

/** How claims are laid out in files. */
public enum Layout {
  /** A file or folder for each table of schema {@code claims}. */
  CANONICAL {
    @Override
    void writeNation(Output output, Nation nation) throws IOException {
      CanonicalLayout.writeNation(output, nation);
    }

    @Override
    PatientFiles patientFiles(Output output, String part) throws IOException {
      return new CanonicalLayout(output, part);
    }
  },
  /** The files of CMS DE-SynPUF 2008-2010, each part of the patients a sample of its own. */
  DE_SYNPUF {
    @Override
    void writeNation(Output output, Nation nation) throws IOException {
      DeSynpufLayout.writeCrosswalks(output, nation);
    }

    @Override
    PatientFiles patientFiles(Output output, String part) throws IOException {
      return new DeSynpufLayout(output, part);
    }
  };

  /** The layout of a name: canonical or de-synpuf. */
  public static Layout named(String label) {
    return switch (label) {
      case "canonical" -> CANONICAL;
      case "de-synpuf" -> DE_SYNPUF;
      default ->
          throw new UserException(
              Fault.CONFIGURATION,
              "Unsupported layout " + label + " of simulated claims.",
              "Choose canonical or de-synpuf.");
    };
  }

  /** Refuses a format in which a layout does not exist. */
  void require(FileFormat format) {
    if (this == DE_SYNPUF && format != FileFormat.CSV) {
      throw new UserException(
          Fault.CONFIGURATION,
          "Unsupported format " + format.label() + " of the layout de-synpuf: its files are csv.",
          "Choose csv, or the layout canonical.");
    }
  }

  /** Writes what there is once. */
  abstract void writeNation(Output output, Nation nation) throws IOException;

  /**
   * Opens the files of a part of the patients.
   *
   * @param part number of the part from 0, in five digits; null where there is only one
   */
  abstract PatientFiles patientFiles(Output output, String part) throws IOException;

  /** Where histories go. */
  interface PatientFiles {

    /** Adds all there is about one person. */
    void add(History history) throws IOException;
  }
}
