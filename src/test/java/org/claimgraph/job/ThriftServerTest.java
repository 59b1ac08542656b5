package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;

/** The default build has no Thrift server. */
class ThriftServerTest {

  @Test
  void withoutOneItIsToldWhereToGetOne() {
    assertThatThrownBy(() -> new ThriftServer("127.0.0.1", 10000))
        .isInstanceOfSatisfying(
            UserException.class, missing -> assertThat(missing.exitStatus()).isEqualTo(2))
        .hasMessage(
            "Cannot serve: this Spark has no Thrift server, which full distributions of Spark"
                + " have. Set SPARK_HOME to one of the same line of Spark, or build with mvn"
                + " -Pspark-3.5 clean package -DskipTests.");
  }
}
