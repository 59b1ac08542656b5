package org.claimgraph.simulation;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes parts of the people, which are numbered from 0, each with files of its own.
 *
 * @param levels care level of each hospital, by number
 * @param size people of each part but the last one
 */
record Parts(
    Simulation simulation,
    List<CareLevel> levels,
    int size,
    Layout layout,
    FileFormat format,
    String folder,
    SerializableConfiguration hadoop)
    implements ForeachPartitionFunction<Long> {

  int count() {
    return (simulation.people() + size - 1) / size;
  }

  @Override
  public void call(Iterator<Long> parts) throws IOException {
    Nation nation = Nation.of(simulation);
    String attempt = Long.toString(TaskContext.get().taskAttemptId());
    while (parts.hasNext()) {
      try (Output output = new Output(folder, format, attempt, hadoop.value())) {
        write(output, nation, Math.toIntExact(parts.next()));
      }
    }
  }

  private void write(Output output, Nation nation, int part) throws IOException {
    String name = count() == 1 ? null : String.format(Locale.ROOT, "%05d", part);
    Layout.PatientFiles files = layout.patientFiles(output, name);
    int first = part * size + 1;
    int last = Math.min(simulation.people(), first + size - 1);
    for (int number = first; number <= last; number++) {
      files.add(History.of(nation, levels, number));
    }
    output.publish();
  }
}
