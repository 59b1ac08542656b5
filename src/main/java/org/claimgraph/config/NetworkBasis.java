package org.claimgraph.config;

import java.util.ArrayList;
import java.util.List;
import org.claimgraph.config.EncounterConfig.Policy;

/**
 * What the networks of a model were inferred from.
 *
 * @param policy which claim lines connect a patient and a physician
 * @param samplePercent percent of the patients, drawn at random; 100 for all
 */
public record NetworkBasis(Policy policy, int samplePercent) {

  /** All patients under a policy. */
  public static NetworkBasis of(Policy policy) {
    return new NetworkBasis(policy, 100);
  }

  /** What differs from the networks of a study, as its specification tells it. */
  List<String> choices(NetworkBasis own) {
    List<String> choices = new ArrayList<>();
    if (policy != own.policy) {
      choices.add("policy=" + policy.label());
    }
    if (samplePercent != own.samplePercent) {
      choices.add("sample=" + samplePercent);
    }
    return choices;
  }
}
