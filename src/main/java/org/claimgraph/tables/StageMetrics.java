package org.claimgraph.tables;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a stage of a run took. Counts are those that Spark's tasks tell, failed and repeated ones
 * among them: measures of work, which need not add up to the rows of any table.
 *
 * @param seconds wall time
 * @param jobs Spark jobs
 * @param tasks tasks that ended, well or not
 * @param failedTasks of these, those that did not end well
 * @param inputBytes bytes read from files
 * @param inputRecords rows read from files
 * @param shuffleBytes bytes written to be shuffled
 * @param shuffleRecords rows written to be shuffled
 * @param outputBytes bytes written to files
 * @param outputRecords rows written to files
 * @param peakExecutionMemory most bytes that one task held at once to sort, join and aggregate
 */
public record StageMetrics(
    double seconds,
    long jobs,
    long tasks,
    long failedTasks,
    long inputBytes,
    long inputRecords,
    long shuffleBytes,
    long shuffleRecords,
    long outputBytes,
    long outputRecords,
    long peakExecutionMemory) {

  /** The numbers by the names of the columns of {@code ops.stage_metric}, in their order. */
  Map<String, Number> byName() {
    Map<String, Number> numbers = new LinkedHashMap<>();
    numbers.put("seconds", seconds);
    numbers.put("jobs", jobs);
    numbers.put("tasks", tasks);
    numbers.put("failed_tasks", failedTasks);
    numbers.put("input_bytes", inputBytes);
    numbers.put("input_records", inputRecords);
    numbers.put("shuffle_bytes", shuffleBytes);
    numbers.put("shuffle_records", shuffleRecords);
    numbers.put("output_bytes", outputBytes);
    numbers.put("output_records", outputRecords);
    numbers.put("peak_execution_memory", peakExecutionMemory);
    return numbers;
  }
}
