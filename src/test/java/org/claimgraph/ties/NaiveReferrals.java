package org.claimgraph.ties;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.claimgraph.config.ReferralConfig;

/** The events of one patient, and pairs of them found by looking at every two. */
final class NaiveReferrals {

  /** A physician on a day. */
  record Event(int physician, int day) {

    /** Later, or on the same day and of a higher physician. */
    boolean isAfter(Event other) {
      return day > other.day || day == other.day && physician > other.physician;
    }
  }

  private final TreeSet<Event> events =
      new TreeSet<>(Comparator.comparingInt(Event::day).thenComparingInt(Event::physician));

  static NaiveReferrals random(long seed, int physicians, int lastDay, int count) {
    Random random = new Random(seed);
    NaiveReferrals patient = new NaiveReferrals();
    for (int i = 0; i < count; i++) {
      patient.events.add(new Event(random.nextInt(physicians), random.nextInt(lastDay + 1)));
    }
    return patient;
  }

  /** Reads words such as A0 B10: physician and day. */
  static NaiveReferrals of(String words) {
    NaiveReferrals patient = new NaiveReferrals();
    for (String word : words.split(" ")) {
      patient.events.add(new Event(word.charAt(0) - 'A', Integer.parseInt(word.substring(1))));
    }
    return patient;
  }

  long[] events() {
    return events.stream()
        .flatMapToLong(e -> LongStream.of(PatientReferrals.event(e.day, e.physician)))
        .toArray();
  }

  int physicianCount() {
    return 1 + events.stream().mapToInt(Event::physician).max().orElse(-1);
  }

  /** One line per window and pair of physicians with their pairs, same day, days and squares. */
  List<String> lines(ReferralConfig config) {
    List<String> lines = new ArrayList<>();
    for (int window : config.windows()) {
      Map<String, long[]> counts = new TreeMap<>();
      for (Event[] pair : pairs(window, config)) {
        long gap = (long) pair[1].day - pair[0].day;
        long[] count =
            counts.computeIfAbsent(
                window + " " + letter(pair[0].physician) + " " + letter(pair[1].physician),
                any -> new long[4]);
        count[0]++;
        count[1] += gap == 0 ? 1 : 0;
        count[2] += gap;
        count[3] += gap * gap;
      }
      counts.forEach(
          (key, c) -> lines.add(key + " " + c[0] + " " + c[1] + " " + c[2] + " " + c[3]));
    }
    return lines;
  }

  static String letter(int physician) {
    return String.valueOf((char) ('A' + physician));
  }

  private List<Event[]> pairs(int window, ReferralConfig config) {
    return switch (config.construction()) {
      case SLIDING_FRAME ->
          config.count() == ReferralConfig.Count.ALL_PAIRS ? allPairs(window) : follows(window);
      case BINNING -> bins(window);
      case TRACE_ROUTE -> hops(window);
    };
  }

  private List<Event[]> allPairs(int window) {
    List<Event[]> pairs = new ArrayList<>();
    for (Event a : events) {
      for (Event b : events) {
        if (a.physician != b.physician && b.isAfter(a) && b.day - a.day <= window) {
          pairs.add(new Event[] {a, b});
        }
      }
    }
    return pairs;
  }

  private List<Event[]> follows(int window) {
    List<Event[]> pairs = new ArrayList<>();
    for (Event a : events) {
      for (int physician = 0; physician < physicianCount(); physician++) {
        for (Event b : events) {
          if (b.physician == physician && b.isAfter(a)) {
            if (physician != a.physician && b.day - a.day <= window) {
              pairs.add(new Event[] {a, b});
            }
            break;
          }
        }
      }
    }
    return pairs;
  }

  private List<Event[]> bins(int window) {
    Map<Integer, Map<Integer, Event>> bins = new TreeMap<>();
    for (Event event : events) {
      bins.computeIfAbsent(event.day / window, any -> new TreeMap<>())
          .putIfAbsent(event.physician, event);
    }
    List<Event[]> pairs = new ArrayList<>();
    for (Map<Integer, Event> firsts : bins.values()) {
      for (Event a : firsts.values()) {
        for (Event b : firsts.values()) {
          if (b.isAfter(a)) {
            pairs.add(new Event[] {a, b});
          }
        }
      }
    }
    return pairs;
  }

  private List<Event[]> hops(int window) {
    List<Event[]> pairs = new ArrayList<>();
    Event at = null;
    for (Event event : events) {
      if (at != null && at.physician != event.physician && event.day - at.day <= window) {
        pairs.add(new Event[] {at, event});
      }
      at = event;
    }
    return pairs;
  }
}
