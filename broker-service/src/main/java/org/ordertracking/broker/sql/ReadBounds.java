package org.ordertracking.broker.sql;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which records a query's own conditions leave, as far as it can be told for sure.
 *
 * @param partitions null for all
 * @param from the first offset
 * @param upTo the first offset behind
 * @param since the earliest time, in milliseconds of the epoch
 * @param until the first time that is too late
 */
record ReadBounds(Set<Integer> partitions, long from, long upTo, long since, long until) {
    static final ReadBounds NONE = new ReadBounds(null, 0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

    boolean wants(int partition) {
        return partitions == null || partitions.contains(partition);
    }

    ReadBounds atLeast(long offset) {
        return new ReadBounds(partitions, Math.max(from, offset), upTo, since, until);
    }

    ReadBounds below(long offset) {
        return new ReadBounds(partitions, from, Math.min(upTo, offset), since, until);
    }

    ReadBounds notBefore(long millis) {
        return new ReadBounds(partitions, from, upTo, Math.max(since, millis), until);
    }

    ReadBounds before(long millis) {
        return new ReadBounds(partitions, from, upTo, since, Math.min(until, millis));
    }

    ReadBounds among(Set<Integer> wanted) {
        Set<Integer> both = new TreeSet<>(wanted);
        if (partitions != null) {
            both.retainAll(partitions);
        }
        return new ReadBounds(both, from, upTo, since, until);
    }
}
