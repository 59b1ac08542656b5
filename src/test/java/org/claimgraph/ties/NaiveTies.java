package org.claimgraph.ties;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Links of patients and physicians, and their ties counted pair by pair. */
final class NaiveTies {

  /** What two physicians share. */
  record Tie(long sharedPatients, double newmanWeight, long minEncounters) {}

  private final Map<String, TreeMap<String, Long>> physiciansOf = new TreeMap<>();

  /** Patients with a random number of random physicians, whom they met one to five times. */
  static NaiveTies random(long seed, int patients, int physicians, int most) {
    Random random = new Random(seed);
    NaiveTies links = new NaiveTies();
    for (int patient = 0; patient < patients; patient++) {
      int count = 1 + random.nextInt(most);
      for (int i = 0; i < count; i++) {
        links.add("p" + patient, "d" + random.nextInt(physicians), 1 + random.nextInt(5));
      }
    }
    return links;
  }

  NaiveTies add(String patient, String physician, long encounters) {
    physiciansOf.computeIfAbsent(patient, any -> new TreeMap<>()).put(physician, encounters);
    return this;
  }

  /** One line per link: patient, physician, encounters. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    physiciansOf.forEach(
        (patient, physicians) ->
            physicians.forEach(
                (physician, encounters) ->
                    lines.add(patient + " " + physician + " " + encounters)));
    return lines;
  }

  List<String> physicians() {
    return physiciansOf.values().stream()
        .flatMap(physicians -> physicians.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Ties by the ids of both physicians, the lower first. */
  Map<String, Tie> ties() {
    Map<String, Tie> ties = new TreeMap<>();
    for (TreeMap<String, Long> physicians : physiciansOf.values()) {
      for (Map.Entry<String, Long> a : physicians.entrySet()) {
        for (Map.Entry<String, Long> b : physicians.tailMap(a.getKey(), false).entrySet()) {
          ties.merge(
              a.getKey() + " " + b.getKey(),
              new Tie(1, 1.0 / (physicians.size() - 1), Math.min(a.getValue(), b.getValue())),
              (x, y) ->
                  new Tie(
                      x.sharedPatients + y.sharedPatients,
                      x.newmanWeight + y.newmanWeight,
                      x.minEncounters + y.minEncounters));
        }
      }
    }
    return ties;
  }

  /** Distinct patients whom a physician shares with any other. */
  long sharedPatients(String physician) {
    return physiciansOf.values().stream()
        .filter(physicians -> physicians.size() > 1 && physicians.containsKey(physician))
        .count();
  }
}
