package org.claimgraph.ties;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.array.ByteArrayMethods;
import org.apache.spark.unsafe.types.UTF8String;
import org.claimgraph.encounters.Places;

/**
 * Physicians as numbers from 0, in the order of their ids, and what a tie says of their places.
 * Packed into a few arrays, about 80 bytes a physician, because every executor holds one.
 */
final class PhysicianCodes implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int UNKNOWN = -1;
  private static final int MOST_DIGITS = 17;

  /** An odd number near 2^64 over the golden ratio: neighbours land far apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final byte[] ids;
  private final int[] ends;
  private final long[] keys;
  private final int[] codes;
  private final int[] hospitals;
  private final int[] hrrs;
  private final int[] byPlace;
  private final int[] placeOrder;

  private PhysicianCodes(List<Row> physicians) {
    int count = physicians.size();
    this.ends = new int[count];
    this.ids = pack(physicians, ends);
    this.hospitals = places(physicians, "hospital");
    this.hrrs = places(physicians, "hrr");
    this.placeOrder = new int[count];
    this.byPlace =
        IntStream.range(0, count)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(code -> hrrs[code])
                    .thenComparingInt(code -> hospitals[code])
                    .thenComparingInt(code -> code))
            .mapToInt(code -> code)
            .toArray();
    for (int i = 0; i < count; i++) {
      placeOrder[byPlace[i]] = i;
    }
    this.keys = new long[Math.max(4, Integer.highestOneBit(Math.max(1, count)) * 4)];
    this.codes = new int[keys.length];
    for (int code = 0; code < count; code++) {
      UTF8String id = id(code);
      long key = key(id);
      int slot = slot(id, key);
      keys[slot] = key;
      codes[slot] = code;
    }
  }

  /** Numbers physicians: npi, hospital, hrr, in any order. */
  static PhysicianCodes of(List<Row> physicians) {
    return new PhysicianCodes(
        physicians.stream().sorted(Comparator.comparing(PhysicianCodes::npi)).toList());
  }

  private static UTF8String npi(Row physician) {
    return UTF8String.fromString(physician.getAs("npi"));
  }

  private static byte[] pack(List<Row> physicians, int[] ends) {
    byte[] packed = new byte[16 * physicians.size()];
    int end = 0;
    for (int code = 0; code < ends.length; code++) {
      byte[] id = npi(physicians.get(code)).getBytes();
      if (end + id.length > packed.length) {
        packed = Arrays.copyOf(packed, 2 * packed.length + id.length);
      }
      System.arraycopy(id, 0, packed, end, id.length);
      end = Math.addExact(end, id.length);
      ends[code] = end;
    }
    return Arrays.copyOf(packed, end);
  }

  /** A number for each place, in the order of their ids. */
  private static int[] places(List<Row> physicians, String column) {
    Map<String, Integer> codes = new HashMap<>();
    physicians.stream()
        .map(physician -> physician.<String>getAs(column))
        .distinct()
        .filter(place -> !place.equals(Places.UNKNOWN))
        .sorted()
        .forEach(place -> codes.put(place, codes.size()));
    return physicians.stream()
        .mapToInt(physician -> codes.getOrDefault(physician.<String>getAs(column), UNKNOWN))
        .toArray();
  }

  /** Number of physicians. */
  int count() {
    return ends.length;
  }

  /** The code of an id, or -1 where it is no physician's. */
  int code(UTF8String id) {
    long key = key(id);
    int slot = slot(id, key);
    return keys[slot] == 0 ? -1 : codes[slot];
  }

  /** The id of a code. */
  UTF8String id(int code) {
    return UTF8String.fromBytes(ids, start(code), ends[code] - start(code));
  }

  private int start(int code) {
    return code == 0 ? 0 : ends[code - 1];
  }

  /**
   * A key that is never 0: of up to 17 digits, as an NPI has, a positive one that no other id has;
   * of any other id a negative one that others may have too.
   */
  private static long key(UTF8String id) {
    Object base = id.getBaseObject();
    long offset = id.getBaseOffset();
    int length = id.numBytes();
    long key = 1;
    for (int i = 0; i < length; i++) {
      int digit = Platform.getByte(base, offset + i) - '0';
      if (digit < 0 || digit > 9 || length > MOST_DIGITS) {
        return XXH64.hashUnsafeBytes(base, offset, length, 0) | Long.MIN_VALUE;
      }
      key = 10 * key + digit;
    }
    return key;
  }

  /** The slot that holds an id, else the free one where it would go. */
  private int slot(UTF8String id, long key) {
    int slot = (int) (key * SPREAD >>> 32) & (keys.length - 1);
    while (keys[slot] != 0 && (keys[slot] != key || key < 0 && !isIdOf(codes[slot], id))) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private boolean isIdOf(int code, UTF8String id) {
    int start = start(code);
    int length = ends[code] - start;
    return length == id.numBytes()
        && ByteArrayMethods.arrayEquals(
            id.getBaseObject(),
            id.getBaseOffset(),
            ids,
            Platform.BYTE_ARRAY_OFFSET + start,
            length);
  }

  /** The physician of a rank by region, hospital and id. */
  int byPlace(int rank) {
    return byPlace[rank];
  }

  /** The rank of a physician by region, hospital and id: who is near is numbered near. */
  int placeOrder(int code) {
    return placeOrder[code];
  }

  /** Whether both have the same known hospital. */
  boolean sameHospital(int a, int b) {
    return hospitals[a] == hospitals[b] && hospitals[a] != UNKNOWN;
  }

  /** Whether both have the same known region. */
  boolean sameHrr(int a, int b) {
    return hrrs[a] == hrrs[b] && hrrs[a] != UNKNOWN;
  }
}
