package org.ordertracking.broker.share;

/**
 * The right of one consumer to the records of one fetch, for a time. Confined to the records it covers: see {@link
 * SharedRecords}.
 *
 * <pre>
 *   HELD ─┬─ all its records are done or released ─► OVER
 *         └─ time is up ─► EXPIRED: its records go to others, but for those of which an acknowledgement is being written
 * </pre>
 */
final class Lease {
    private final String member;
    private long records;
    private boolean expired;

    Lease(String member) {
        this.member = member;
    }

    String member() {
        return member;
    }

    void cover(long count) {
        records += count;
    }

    void letGo(long count) {
        records -= count;
    }

    /** Whether no record is held by it. */
    boolean isOver() {
        return records == 0;
    }

    void expire() {
        expired = true;
    }

    boolean isExpired() {
        return expired;
    }
}
