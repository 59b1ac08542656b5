package org.claimgraph.config;

import java.io.Serializable;
import java.util.List;

/**
 * What is measured.
 *
 * @param regions kinds of region whose networks are measured
 * @param adjustedDegreeScope whose ties and shared patients make the adjusted degree: those with
 *     physicians of the nation, or of the same hrr
 * @param pcpCentralityScope the network that the betweenness in a hospital's relative centrality of
 *     primary care is taken from: that of its own physicians, or that of the hrr of each
 * @param betweenness how betweenness is computed
 * @param communities how communities are found
 * @param broadcastTies a network of more ties is spread over many tasks, and little is told of it
 * @param nullModel what measures of a region are compared with
 */
public record MeasureConfig(
    List<RegionType> regions,
    RegionType adjustedDegreeScope,
    RegionType pcpCentralityScope,
    BetweennessConfig betweenness,
    CommunityConfig communities,
    int broadcastTies,
    NullConfig nullModel)
    implements Serializable {

  /** The default most ties of a network in one task. */
  public static final int BROADCAST_TIES = 20_000_000;

  /** Regions and scope of the adjusted degree with the default choices. */
  public MeasureConfig(List<RegionType> regions, RegionType adjustedDegreeScope) {
    this(
        regions,
        adjustedDegreeScope,
        RegionType.HOSPITAL,
        BetweennessConfig.DEFAULT,
        CommunityConfig.DEFAULT,
        BROADCAST_TIES,
        NullConfig.DEFAULT);
  }

  /** The same for other kinds of region. */
  public MeasureConfig of(List<RegionType> others) {
    return new MeasureConfig(
        others,
        adjustedDegreeScope,
        pcpCentralityScope,
        betweenness,
        communities,
        broadcastTies,
        nullModel);
  }

  static MeasureConfig read(ConfigReader in) {
    MeasureConfig config =
        new MeasureConfig(
            in.someOf("measure.regions", RegionType.class),
            in.oneOf("measure.adjusted-degree-scope", RegionType.class),
            in.oneOf("measure.pcp-centrality-scope", RegionType.class),
            BetweennessConfig.read(in),
            CommunityConfig.read(in),
            in.intAtLeast("measure.broadcast-ties", 0),
            NullConfig.read(in));
    if (config.adjustedDegreeScope == RegionType.HOSPITAL) {
      in.invalid("measure.adjusted-degree-scope", "must be nation or hrr");
    }
    if (config.pcpCentralityScope == RegionType.NATION) {
      in.invalid("measure.pcp-centrality-scope", "must be hospital or hrr");
    }
    if (config.pcpCentralityScope == RegionType.HRR && !config.regions.contains(RegionType.HRR)) {
      in.invalid("measure.pcp-centrality-scope", "needs hrr among measure.regions");
    }
    return config;
  }
}
