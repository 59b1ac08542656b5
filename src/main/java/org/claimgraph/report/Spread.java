package org.claimgraph.report;

import java.util.ArrayList;
import java.util.List;

/** Some of many, evenly spread over their order, the first and the last among them. */
final class Spread {

  private Spread() {}

  static <T> List<T> over(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<T> some = new ArrayList<>(most);
    for (long i = 0; i < most; i++) {
      some.add(all.get((int) (i * (all.size() - 1) / (most - 1))));
    }
    return some;
  }
}
