package org.ordertracking.broker.sql;

import java.util.Set;

/**
 * Which records a query's own conditions leave, as far as it can be told for sure.
 *
 * @param partitions null for all
 * @param from the first offset
 * @param upTo the first offset behind
 */
record OffsetBounds(Set<Integer> partitions, long from, long upTo) {
    static final OffsetBounds NONE = new OffsetBounds(null, 0, Long.MAX_VALUE);

    boolean wants(int partition) {
        return partitions == null || partitions.contains(partition);
    }

    OffsetBounds atLeast(long offset) {
        return new OffsetBounds(partitions, Math.max(from, offset), upTo);
    }

    OffsetBounds below(long offset) {
        return new OffsetBounds(partitions, from, Math.min(upTo, offset));
    }

    OffsetBounds among(Set<Integer> wanted) {
        Set<Integer> both = new java.util.TreeSet<>(wanted);
        if (partitions != null) {
            both.retainAll(partitions);
        }
        return new OffsetBounds(both, from, upTo);
    }
}
