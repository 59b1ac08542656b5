package org.claimgraph.measures;

/** What {@code network.physician_measure} tells of one physician. */
record PhysicianColumns<N extends Positions>(N network, int node) {

  /** Told of every network. */
  static final Columns<PhysicianColumns<? extends Positions>> OF_ANY_SIZE =
      new Columns<PhysicianColumns<? extends Positions>>()
          .text("npi", at -> at.member().npi())
          .text("specialty_group", at -> at.member().specialtyGroup())
          .knownCount("patients", at -> at.member().patients())
          .knownCount("shared_patients", at -> at.member().sharedPatients())
          .count("scope_degree", at -> at.member().scopeDegree())
          .count("scope_strength", at -> at.member().scopeStrength())
          .count("degree", at -> at.network.degrees()[at.node])
          .count("strength", at -> at.network.strengths()[at.node])
          .measure("adjusted_degree", at -> at.member().adjustedDegree())
          .measure("adjusted_degree_all_ties", at -> at.member().adjustedDegreeAllTies())
          .number("component", at -> at.network.components()[at.node])
          .measure("pagerank", at -> at.network.pagerank()[at.node]);

  /** Told of a network that is not spread over many tasks. */
  static final Columns<PhysicianColumns<NetworkMeasures>> ALL =
      Columns.<PhysicianColumns<NetworkMeasures>>startingWith(OF_ANY_SIZE)
          .count("triangles", at -> at.network.egos.triangles()[at.node])
          .measure("clustering", at -> at.network.clustering[at.node])
          .measure("clustering_barrat", at -> at.network.egos.clusteringBarrat()[at.node])
          .measure("clustering_onnela", at -> at.network.egos.clusteringOnnela()[at.node])
          .measure("betweenness", at -> at.network.betweenness[at.node])
          .measure("betweenness_normalized", at -> at.network.betweennessNormalized[at.node])
          .measure("betweenness_weighted", at -> at.network.betweennessWeighted[at.node])
          .measure("closeness", at -> at.network.closeness[at.node])
          .measure("harmonic", at -> at.network.harmonic[at.node])
          .measure("eigenvector", at -> at.network.eigenvector[at.node])
          .number("core", at -> at.network.cores[at.node])
          .measure("constraint", at -> at.network.egos.constraint()[at.node])
          .measure("effective_size", at -> at.network.egos.effectiveSize()[at.node])
          .measure("efficiency", at -> at.network.egos.efficiency()[at.node])
          .measure("hierarchy", at -> at.network.egos.hierarchy()[at.node])
          .definedNumber("community", at -> community(at.network, at.node))
          .measure("within_module_z", at -> at.network.withinModuleZ[at.node])
          .measure("participation", at -> at.network.participation[at.node])
          .measure("ei_specialty", at -> at.network.eiSpecialty[at.node]);

  private Member member() {
    return network.members()[node];
  }

  /** NaN for an isolate, which is in none. */
  private static double community(NetworkMeasures network, int node) {
    return network.degrees[node] == 0 ? Double.NaN : network.communities.membership()[node];
  }
}
