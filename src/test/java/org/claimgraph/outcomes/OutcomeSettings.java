package org.claimgraph.outcomes;

import java.util.List;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.OutcomeConfig;

/** Settings of outcomes as a user gives them; what is not given is as in the reference. */
final class OutcomeSettings {

  private OutcomeSettings() {}

  static OutcomeConfig of(String... settings) {
    return Configuration.read(List.of(), List.of(settings)).outcome();
  }
}
