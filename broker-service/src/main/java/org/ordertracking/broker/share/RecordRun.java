package org.ordertracking.broker.share;

/**
 * Adjacent records that stand alike.
 *
 * @param first the first offset
 * @param last the last offset
 * @param deliveries how often they were delivered, this time included
 * @param lease whose they are while they are ACQUIRED, otherwise null
 * @param outcome what becomes of ACQUIRED records as soon as that is stored, or null
 */
record RecordRun(long first, long last, RecordState state, int deliveries, Lease lease, Outcome outcome) {

    /**
     * What was said of records and is not stored yet.
     *
     * @param write what stores it
     */
    record Outcome(StateWrite write, RecordState state, int deliveries) {}

    static RecordRun of(long first, long last, RecordState state, int deliveries) {
        return new RecordRun(first, last, state, deliveries, null, null);
    }

    long count() {
        return last - first + 1;
    }

    boolean isAvailable() {
        return state == RecordState.AVAILABLE;
    }

    RecordRun part(long from, long upTo) {
        return new RecordRun(from, upTo, state, deliveries, lease, outcome);
    }

    RecordRun acquired(Lease by) {
        return new RecordRun(first, last, RecordState.ACQUIRED, deliveries + 1, by, null);
    }

    RecordRun awaiting(Outcome expected) {
        return new RecordRun(first, last, state, deliveries, lease, expected);
    }

    RecordRun becoming(RecordState next, int nextDeliveries) {
        return of(first, last, next, nextDeliveries);
    }

    /** Whether the run that follows is only a continuation of this one. */
    boolean continuesIn(RecordRun next) {
        return next.first == last + 1
                && next.state == state
                && next.deliveries == deliveries
                && next.lease == lease
                && next.outcome == outcome;
    }
}
