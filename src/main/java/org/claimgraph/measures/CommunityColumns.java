package org.claimgraph.measures;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.claimgraph.graph.CommunitySummary;

/** What {@code network.community} tells of one community; the first has index 0. */
record CommunityColumns(NetworkMeasures network, CommunitySummary summary, int index) {

  static final Columns<CommunityColumns> ALL =
      new Columns<CommunityColumns>()
          .number("community", of -> of.index + 1)
          .count("physicians", of -> of.summary.nodes()[of.index])
          .count("ties", of -> of.summary.tiesInside()[of.index])
          .count("shared_patients", of -> of.summary.weightInside()[of.index])
          .count("ties_leaving", of -> of.summary.tiesLeaving()[of.index])
          .count("shared_patients_leaving", of -> of.summary.weightLeaving()[of.index])
          .measure("share_inside", of -> of.summary.shareInside()[of.index])
          .measure("stability", of -> of.network.communities.stability()[of.index]);

  /** The communities of a network; isolates are in none. */
  static Stream<CommunityColumns> of(NetworkMeasures network) {
    CommunitySummary summary = CommunitySummary.of(network.graph, network.communities.membership());
    return IntStream.range(0, network.communities.stability().length)
        .mapToObj(index -> new CommunityColumns(network, summary, index));
  }
}
