package org.claimgraph.testing;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** The comparisons of spark-testing-base, over the session that all tests share. */
public final class Frames extends JavaDatasetSuiteBase {

  private static final long serialVersionUID = 1;

  private final transient SparkSession spark;

  public Frames(SparkSession spark) {
    this.spark = spark;
  }

  @Override
  public SparkSession spark() {
    return spark;
  }

  @Override
  public SparkContext sc() {
    return spark.sparkContext();
  }
}
