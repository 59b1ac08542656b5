package org.claimgraph.config;

/**
 * What the report shows, and where it is.
 *
 * @param folder the report of a period is in the folder of its label below this one; null for
 *     {@code report} below the warehouse
 * @param regionMap GeoJSON of regions; null for none
 * @param regionMapName property that holds the id of a region there
 * @param networkRegion the region whose network is drawn; null for the largest that is known
 */
public record ReportConfig(
    String folder, String regionMap, String regionMapName, NetworkRegion networkRegion) {

  /** A region by its kind and id. */
  public record NetworkRegion(RegionType type, String id) {

    static NetworkRegion parse(String text) {
      for (RegionType type : RegionType.values()) {
        String start = type.label() + "/";
        if (text.startsWith(start) && text.length() > start.length()) {
          return new NetworkRegion(type, text.substring(start.length()));
        }
      }
      throw new IllegalArgumentException(
          "must be kind and id of a region, such as hospital/330101");
    }
  }

  static ReportConfig read(ConfigReader in) {
    return new ReportConfig(
        in.optionalText("report.folder"),
        in.optionalText("report.region-map"),
        in.text("report.region-map-name"),
        in.parsed("report.network-region", NetworkRegion::parse));
  }
}
