package org.claimgraph.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.claimgraph.UserException;

/**
 * Regions of a GeoJSON, small enough for a page: of each its name and its outlines, coordinates
 * rounded to a grid that is made coarser until all of them are few.
 *
 * @param names of the regions
 * @param geoJson with the name of each region in its property {@code name}
 */
record RegionMap(Set<String> names, Map<String, Object> geoJson) {

  private static final int MOST_POINTS = 60_000;
  private static final double FINEST_GRID = 0.01;
  private static final int FEWEST_POINTS_OF_RING = 4;

  /**
   * Reads a FeatureCollection of polygons.
   *
   * @param name property that holds the id of a region
   */
  static RegionMap read(String text, String name) {
    JsonNode features = parse(text).path("features");
    if (!features.isArray() || features.isEmpty()) {
      throw invalid("it has no features");
    }
    if (!features.get(0).path("properties").has(name)) {
      throw invalid("its regions have no property " + name);
    }
    for (double grid = FINEST_GRID; ; grid *= 2) {
      RegionMap map = onGrid(features, name, grid);
      if (map.points() <= MOST_POINTS) {
        return map;
      }
    }
  }

  private static JsonNode parse(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException wrong) {
      throw invalid("it is not JSON");
    }
  }

  private static UserException invalid(String why) {
    return new UserException(
        UserException.Fault.CONFIGURATION,
        "Invalid report.region-map: " + why + ".",
        "Name a GeoJSON FeatureCollection of polygons, and in report.region-map-name the property"
            + " that holds the id of a region.");
  }

  private static RegionMap onGrid(JsonNode features, String name, double grid) {
    Set<String> names = new HashSet<>();
    List<Object> kept = new ArrayList<>();
    for (JsonNode feature : features) {
      JsonNode geometry = feature.path("geometry");
      List<Object> polygons = new ArrayList<>();
      if (geometry.path("type").asText().equals("Polygon")) {
        addPolygon(polygons, geometry.path("coordinates"), grid);
      } else {
        geometry.path("coordinates").forEach(polygon -> addPolygon(polygons, polygon, grid));
      }
      String id = PlainText.of(feature.path("properties").path(name).asText());
      if (!polygons.isEmpty() && names.add(id)) {
        kept.add(
            Map.of(
                "type", "Feature",
                "properties", Map.of("name", id),
                "geometry", Map.of("type", "MultiPolygon", "coordinates", polygons)));
      }
    }
    return new RegionMap(names, Map.of("type", "FeatureCollection", "features", kept));
  }

  private static void addPolygon(List<Object> polygons, JsonNode rings, double grid) {
    List<Object> kept = new ArrayList<>();
    for (JsonNode ring : rings) {
      List<List<Double>> points = new ArrayList<>();
      for (JsonNode point : ring) {
        List<Double> rounded = List.of(round(point.path(0), grid), round(point.path(1), grid));
        if (points.isEmpty() || !points.get(points.size() - 1).equals(rounded)) {
          points.add(rounded);
        }
      }
      if (points.size() >= FEWEST_POINTS_OF_RING) {
        kept.add(points);
      }
    }
    if (!kept.isEmpty()) {
      polygons.add(kept);
    }
  }

  private static double round(JsonNode coordinate, double grid) {
    return Math.round(Math.round(coordinate.asDouble() / grid) * grid * 100) / 100.0;
  }

  private long points() {
    long points = 0;
    for (Object feature : (List<?>) geoJson.get("features")) {
      Object geometry = ((Map<?, ?>) feature).get("geometry");
      for (Object polygon : (List<?>) ((Map<?, ?>) geometry).get("coordinates")) {
        for (Object ring : (List<?>) polygon) {
          points += ((List<?>) ring).size();
        }
      }
    }
    return points;
  }
}
