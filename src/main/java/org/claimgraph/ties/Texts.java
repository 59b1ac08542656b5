package org.claimgraph.ties;

import java.util.function.IntFunction;
import org.apache.spark.sql.execution.vectorized.Dictionary;

/** A dictionary of texts in UTF-8, by code. */
record Texts(IntFunction<byte[]> text) implements Dictionary {

  @Override
  public byte[] decodeToBinary(int code) {
    return text.apply(code);
  }

  @Override
  public int decodeToInt(int code) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long decodeToLong(int code) {
    throw new UnsupportedOperationException();
  }

  @Override
  public float decodeToFloat(int code) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double decodeToDouble(int code) {
    throw new UnsupportedOperationException();
  }
}
