package org.claimgraph.graph;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Groups of nodes in compressed rows: the bipartite graph of groups and their members.
 *
 * <p>The members of a group lie at the places {@link #start} to {@link #end} (exclusive), nodes
 * strictly ascending, each with how often it occurs in the group. A group may stand here with its
 * last members only; {@link #size} still tells how many it has in all.
 *
 * <p>Reference: R. L. Breiger, <i>The duality of persons and groups</i>, Social Forces 53:181,
 * 1974.
 *
 * <p>Time O(members) to build, memory 8 bytes a member and 8 bytes a group.
 */
public final class Groups implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What a member takes. */
  public static final int BYTES_OF_A_MEMBER = 2 * Integer.BYTES;

  /** What a group takes beside its members. */
  public static final int BYTES_OF_A_GROUP = 2 * Integer.BYTES;

  private final int[] starts;
  private final int[] sizes;
  private final int[] nodes;
  private final int[] counts;

  private Groups(int[] starts, int[] sizes, int[] nodes, int[] counts) {
    this.starts = starts;
    this.sizes = sizes;
    this.nodes = nodes;
    this.counts = counts;
  }

  /** Returns the number of groups. */
  public int groupCount() {
    return sizes.length;
  }

  /** Returns the number of members of all groups that stand here. */
  public int memberCount() {
    return nodes.length;
  }

  /** Returns the place of the first member of a group. */
  public int start(int group) {
    return starts[group];
  }

  /** Returns the place after the last member of a group. */
  public int end(int group) {
    return starts[group + 1];
  }

  /** Returns how many members a group has, those included that do not stand here. */
  public int size(int group) {
    return sizes[group];
  }

  /** Returns the node at a place. */
  public int node(int at) {
    return nodes[at];
  }

  /** Returns how often the node at a place occurs in its group. */
  public int count(int at) {
    return counts[at];
  }

  /** Collects groups one by one. */
  public static final class Builder {

    /** What a member takes at most while groups are built: in room that doubles, and built. */
    public static final int BYTES_OF_A_MEMBER = 3 * Groups.BYTES_OF_A_MEMBER;

    /** What a group takes at most beside its members while groups are built. */
    public static final int BYTES_OF_A_GROUP = 3 * Groups.BYTES_OF_A_GROUP;

    private int[] starts = new int[16];
    private int[] sizes = new int[16];
    private int[] nodes = new int[64];
    private int[] counts = new int[64];
    private int groupCount;
    private int memberCount;

    /** Begins a group of so many members in all; those that follow are its last ones. */
    public Builder begin(int size) {
      if (groupCount + 1 == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
        sizes = Arrays.copyOf(sizes, 2 * sizes.length);
      }
      starts[groupCount] = memberCount;
      sizes[groupCount] = size;
      groupCount++;
      return this;
    }

    /** Adds a member to the group begun last. */
    public Builder add(int node, int count) {
      if (memberCount == nodes.length) {
        grow(memberCount + 1);
      }
      nodes[memberCount] = node;
      counts[memberCount] = count;
      memberCount++;
      return this;
    }

    /** Adds a group of others from a place on. */
    public Builder add(Groups others, int group, int from) {
      begin(others.sizes[group]);
      int length = others.end(group) - from;
      if (memberCount + length > nodes.length) {
        grow(memberCount + length);
      }
      System.arraycopy(others.nodes, from, nodes, memberCount, length);
      System.arraycopy(others.counts, from, counts, memberCount, length);
      memberCount += length;
      return this;
    }

    private void grow(int needed) {
      int room = Math.max(needed, 2 * nodes.length);
      nodes = Arrays.copyOf(nodes, room);
      counts = Arrays.copyOf(counts, room);
    }

    /** Returns the number of members added since the last {@link #build}. */
    public int memberCount() {
      return memberCount;
    }

    /** Returns the groups, and begins anew. */
    public Groups build() {
      int[] builtStarts = Arrays.copyOf(starts, groupCount + 1);
      builtStarts[groupCount] = memberCount;
      Groups built =
          new Groups(
              builtStarts,
              Arrays.copyOf(sizes, groupCount),
              Arrays.copyOf(nodes, memberCount),
              Arrays.copyOf(counts, memberCount));
      groupCount = 0;
      memberCount = 0;
      return built;
    }
  }
}
