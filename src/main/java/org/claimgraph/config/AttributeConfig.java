package org.claimgraph.config;

/**
 * What is known of single physicians beside claims.
 *
 * @param path file of attributes; null where there is none
 */
public record AttributeConfig(String path) {

  static AttributeConfig read(ConfigReader in) {
    return new AttributeConfig(in.optionalText("attributes.path"));
  }
}
