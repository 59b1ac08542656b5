package org.claimgraph.ties;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.TeamConfig;
import org.claimgraph.encounters.Places;

/** The specialty group and the regions of each physician, as numbers. */
final class TeamPlaces implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of a physician whose specialty group is not one of {@link TeamConfig#GROUPS}. */
  static final int UNKNOWN = -1;

  private final byte[] groups;

  /** The region of each physician, for each kind of region. */
  private final int[][] regions;

  private final List<String> types = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  private TeamPlaces(int physicians, int kinds) {
    groups = new byte[physicians];
    regions = new int[kinds][physicians];
  }

  /**
   * Numbers groups and regions.
   *
   * @param physicians npi, specialty_group, hospital, hrr
   * @param codes the codes of all of them
   */
  static TeamPlaces of(List<Row> physicians, PhysicianCodes codes, List<RegionType> kinds) {
    TeamPlaces places = new TeamPlaces(codes.count(), kinds.size());
    for (int kind = 0; kind < kinds.size(); kind++) {
      Map<String, Integer> numbers = new HashMap<>();
      for (Row physician : physicians) {
        String id = region(physician, kinds.get(kind));
        Integer number = numbers.get(id);
        if (number == null) {
          number = places.ids.size();
          numbers.put(id, number);
          places.types.add(kinds.get(kind).label());
          places.ids.add(id);
        }
        places.regions[kind][code(physician, codes)] = number;
      }
    }
    for (Row physician : physicians) {
      String group = physician.getAs("specialty_group");
      places.groups[code(physician, codes)] = (byte) TeamConfig.GROUPS.indexOf(group);
    }
    return places;
  }

  private static int code(Row physician, PhysicianCodes codes) {
    return codes.code(UTF8String.fromString(physician.getAs("npi")));
  }

  private static String region(Row physician, RegionType kind) {
    return switch (kind) {
      case HOSPITAL -> physician.getAs("hospital");
      case HRR -> physician.getAs("hrr");
      case NATION -> Places.NATION;
    };
  }

  /** The place of a physician's specialty group in {@link TeamConfig#GROUPS}, or UNKNOWN. */
  int group(int physician) {
    return groups[physician];
  }

  /** Number of kinds of region. */
  int kinds() {
    return regions.length;
  }

  /** Number of regions of all kinds. */
  int regionCount() {
    return ids.size();
  }

  /** The region of a physician among those of a kind, numbered through all kinds. */
  int region(int kind, int physician) {
    return regions[kind][physician];
  }

  /** The kind of a region. */
  String type(int region) {
    return types.get(region);
  }

  /** The id of a region. */
  String id(int region) {
    return ids.get(region);
  }
}
