package org.claimgraph.config;

/** A choice that users write in another way than by the name of its constant. */
interface Named {

  /** The name in configuration and tables. */
  String label();
}
