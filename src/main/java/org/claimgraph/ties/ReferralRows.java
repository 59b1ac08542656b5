package org.claimgraph.ties;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.claimgraph.config.ReferralConfig;

/**
 * The events of many patients, turned into what each patient adds to each pair of physicians. Holds
 * the events of one patient and the rows from one physician at a time.
 */
final class ReferralRows implements Iterator<Row> {

  private final Iterator<Row> events;
  private final ReferralConfig config;

  /** The first event of the next patient; null after the last patient. */
  private Row ahead;

  private List<String> npis = List.of();
  private PatientReferrals patient;
  private int from;
  private Iterator<Row> ready = Collections.emptyIterator();

  /**
   * Reads on as rows are taken.
   *
   * @param events patient_id, npi and day, in the order of these columns; repeated ones count once
   */
  ReferralRows(Iterator<Row> events, ReferralConfig config) {
    this.events = events;
    this.config = config;
    this.ahead = nextEvent();
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext()) {
      if (from < npis.size()) {
        ready = rowsFrom(from);
        from++;
      } else if (ahead == null) {
        return false;
      } else {
        readPatient();
      }
    }
    return true;
  }

  /** from_npi, to_npi, and for each window: pairs, pairs of one day, days, squares of days. */
  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  private Row nextEvent() {
    return events.hasNext() ? events.next() : null;
  }

  /** Numbers the physicians of the next patient in the order of their ids. */
  private void readPatient() {
    String id = ahead.getString(0);
    LongStream.Builder read = LongStream.builder();
    npis = new ArrayList<>();
    String npi = null;
    int day = 0;
    for (; ahead != null && ahead.getString(0).equals(id); ahead = nextEvent()) {
      boolean isNewNpi = !ahead.getString(1).equals(npi);
      if (isNewNpi || ahead.getInt(2) != day) {
        npi = ahead.getString(1);
        day = ahead.getInt(2);
        if (isNewNpi) {
          npis.add(npi);
        }
        read.add(PatientReferrals.event(day, npis.size() - 1));
      }
    }
    patient = new PatientReferrals(read.build().sorted().toArray(), npis.size(), config);
    from = 0;
  }

  private Iterator<Row> rowsFrom(int from) {
    patient.countFrom(from);
    List<Row> rows = new ArrayList<>();
    for (int to = 0; to < npis.size(); to++) {
      if (patient.leadTo(to)) {
        rows.add(row(from, to));
      }
    }
    return rows.iterator();
  }

  private Row row(int from, int to) {
    Object[] values = new Object[2 + 4 * config.windows().size()];
    values[0] = npis.get(from);
    values[1] = npis.get(to);
    int i = 2;
    for (int w = 0; w < config.windows().size(); w++) {
      values[i++] = patient.pairs(to, w);
      values[i++] = patient.sameDay(to, w);
      values[i++] = patient.waitDays(to, w);
      values[i++] = patient.squaredWaitDays(to, w);
    }
    return RowFactory.create(values);
  }
}
