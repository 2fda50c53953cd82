package org.ordertracking.broker.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.server.share.persister.PersisterStateBatch;
import org.ordertracking.broker.log.BatchSpan;
import org.ordertracking.broker.share.Acknowledgement.Type;
import org.ordertracking.broker.share.RecordRun.Outcome;

/**
 * Which records of one partition stand where for one group: a state machine without threads, clock or disk.
 *
 * <pre>
 *        done          start                      end         not delivered yet
 *   ──────────────────┤ runs of records that stand alike, without a gap ├──────────────────
 * </pre>
 *
 * What consumers say takes effect in two steps: {@link #settle} and {@link #release} note it and put it into a write; {@link
 * #confirm} makes it so when the write is stored, {@link #revoke} takes it back when it is not. Until then the records stay
 * with their consumer.
 */
final class SharedRecords {

    /**
     * How much a fetch may acquire. Batches are acquired whole, so the last one may go beyond.
     *
     * @param records how many records
     * @param batchSize how many records a range of the answer should have at least
     * @param spread how many records there may be between {@link #start} and {@link #end}
     */
    record Limits(int records, int batchSize, int spread) {}

    private final NavigableMap<Long, RecordRun> runs = new TreeMap<>();
    private final int deliveryLimit;
    private long start;
    private long end;

    SharedRecords(long start, int deliveryLimit) {
        this.start = start;
        this.end = start;
        this.deliveryLimit = deliveryLimit;
    }

    /**
     * As it was stored. Records that are in no batch were with a consumer, or with none: they are delivered again.
     *
     * @param logEnd where the log ends; what lies behind it was lost with it
     */
    static SharedRecords restored(long start, List<PersisterStateBatch> batches, long logEnd, int deliveryLimit) {
        SharedRecords records = new SharedRecords(Math.min(start, logEnd), deliveryLimit);
        for (PersisterStateBatch batch : batches) {
            long first = Math.max(batch.firstOffset(), records.end);
            long last = Math.min(batch.lastOffset(), logEnd - 1);
            if (first <= last) {
                records.extendTo(first - 1);
                records.restore(first, last, RecordState.of(batch.deliveryState()), batch.deliveryCount());
            }
        }
        records.moveStart();
        return records;
    }

    private void restore(long first, long last, RecordState stored, int deliveries) {
        RecordState state = stored.isDone() ? stored : afterRelease(deliveries);
        put(RecordRun.of(first, last, state, deliveries));
        end = last + 1;
    }

    /** The first record that is not done. */
    long start() {
        return start;
    }

    /** One past the last record that was delivered or passed over. */
    long end() {
        return end;
    }

    /** How many records are looked after, done ones between others included. */
    long spread() {
        return end - start;
    }

    /** The next record to deliver: one that was delivered before, or the first that was not. */
    long next() {
        for (RecordRun run : runs.values()) {
            if (run.isAvailable()) {
                return run.first();
            }
        }
        return end;
    }

    /**
     * Gives records to a consumer. Those of the batches that are not available are left out.
     *
     * @param from what was {@link #next} when the batches were read; if the first batch begins later, what lies between is
     *     gone from the log
     * @param batches what the log has from there on, in order
     * @param hidden whether no consumer may see a batch
     */
    List<AcquiredRange> acquire(
            Lease lease, long from, List<BatchSpan> batches, Limits limits, Predicate<BatchSpan> hidden) {
        AcquiredRange.Gathering acquired = new AcquiredRange.Gathering(limits.batchSize());
        long at = Math.max(from, start);
        for (BatchSpan batch : batches) {
            if (batch.lastOffset() < at) {
                continue;
            }
            if (acquired.count() >= limits.records() || batch.lastOffset() >= end && spread() >= limits.spread()) {
                break;
            }
            passOver(at, batch.baseOffset() - 1);
            at = Math.max(at, batch.baseOffset());
            if (hidden.test(batch)) {
                passOver(at, batch.lastOffset());
            } else {
                give(lease, at, batch.lastOffset(), acquired);
                acquired.batchEnds();
            }
            at = batch.lastOffset() + 1;
        }
        moveStart();
        return acquired.ranges();
    }

    private void give(Lease lease, long from, long upTo, AcquiredRange.Gathering acquired) {
        extendTo(upTo);
        for (RecordRun part : parts(from, upTo)) {
            if (part.isAvailable()) {
                RecordRun given = part.acquired(lease);
                replace(given);
                lease.cover(given.count());
                acquired.add(given.first(), given.last(), given.deliveries());
            }
        }
    }

    private void passOver(long from, long upTo) {
        if (from > upTo) {
            return;
        }
        extendTo(upTo);
        for (RecordRun part : parts(from, upTo)) {
            if (part.isAvailable()) {
                replace(part.becoming(RecordState.ARCHIVED, part.deliveries()));
            }
        }
    }

    /**
     * Notes what a consumer says of its records: all of it or, with an exception, nothing. Records before {@link #start} are
     * done, whatever is said of them.
     *
     * @throws InvalidRecordStateException if a record is not with this consumer, or not any more
     * @throws InvalidRequestException if a record was never delivered
     */
    void settle(String member, List<Acknowledgement> acknowledgements, StateWrite write) {
        acknowledgements.forEach(range -> requireHeld(member, range));
        for (Acknowledgement range : acknowledgements) {
            for (RecordRun part : parts(Math.max(range.first(), start), range.last())) {
                settle(part, range, write);
            }
        }
    }

    private void requireHeld(String member, Acknowledgement range) {
        if (range.last() >= end) {
            throw new InvalidRequestException(
                    "record %d was never delivered to the group; the last one was %d".formatted(range.last(), end - 1));
        }
        for (RecordRun part : parts(Math.max(range.first(), start), range.last())) {
            if (part.state() != RecordState.ACQUIRED || part.outcome() != null) {
                throw new InvalidRecordStateException(
                        "record %d is not with a consumer: its lock timed out, or it was acknowledged before"
                                .formatted(part.first()));
            }
            if (!part.lease().member().equals(member)) {
                throw new InvalidRecordStateException(
                        "record %d is with another member of the group".formatted(part.first()));
            }
        }
    }

    private void settle(RecordRun run, Acknowledgement range, StateWrite write) {
        long from = run.first();
        while (from <= run.last()) {
            long upTo = Math.min(run.last(), range.lastAlike(from));
            await(run.part(from, upTo), stateAfter(range.typeOf(from), run.deliveries()), run.deliveries(), write);
            from = upTo + 1;
        }
    }

    private RecordState stateAfter(Type type, int deliveries) {
        return switch (type) {
            case ACCEPT -> RecordState.ACKNOWLEDGED;
            case REJECT, GAP -> RecordState.ARCHIVED;
            case RELEASE -> afterRelease(deliveries);
        };
    }

    private RecordState afterRelease(int deliveries) {
        return deliveries >= deliveryLimit ? RecordState.ARCHIVED : RecordState.AVAILABLE;
    }

    private void await(RecordRun part, RecordState state, int deliveries, StateWrite write) {
        replace(part.awaiting(new Outcome(write, state, deliveries)));
        write.add(part.first(), part.last(), state, deliveries);
    }

    /**
     * Takes the records of a consumer that leaves. It has not processed them, so this delivery does not count.
     *
     * @return whether it had any
     */
    boolean release(String member, StateWrite write) {
        boolean any = false;
        for (RecordRun run : all()) {
            if (isHeld(run) && run.lease().member().equals(member)) {
                await(run, RecordState.AVAILABLE, run.deliveries() - 1, write);
                any = true;
            }
        }
        return any;
    }

    /**
     * Takes the records of a lease whose time is up, at once: whether that is stored or not, they are not the consumer's any
     * more.
     *
     * @return whether there were any
     */
    boolean expire(Lease lease, StateWrite write) {
        lease.expire();
        boolean any = false;
        for (RecordRun run : all()) {
            if (isHeld(run) && run.lease() == lease) {
                free(run, write);
                any = true;
            }
        }
        tidy();
        return any;
    }

    /** What was noted for a write is stored and takes effect. */
    void confirm(StateWrite write) {
        for (RecordRun run : all()) {
            if (awaits(run, write)) {
                run.lease().letGo(run.count());
                replace(run.becoming(run.outcome().state(), run.outcome().deliveries()));
            }
        }
        tidy();
    }

    /**
     * What was noted for a write could not be stored: it is as if it had never been said.
     *
     * @param next stores that records go to others now, because their time was up meanwhile
     */
    void revoke(StateWrite write, StateWrite next) {
        for (RecordRun run : all()) {
            if (awaits(run, write)) {
                RecordRun held = run.awaiting(null);
                if (held.lease().isExpired()) {
                    free(held, next);
                } else {
                    replace(held);
                }
            }
        }
        tidy();
    }

    /** The log begins at an offset now: what lies before it is done. */
    void beginAt(long logStart) {
        if (logStart <= start) {
            return;
        }
        for (RecordRun part : parts(start, logStart - 1)) {
            if (part.lease() != null) {
                part.lease().letGo(part.count());
            }
            replace(part.becoming(RecordState.ARCHIVED, part.deliveries()));
        }
        runs.headMap(logStart).clear();
        start = logStart;
        end = Math.max(end, logStart);
        moveStart();
    }

    /** Where {@link #start} will be when a write is stored. */
    long startAfter(StateWrite write) {
        long after = start;
        for (RecordRun run : runs.values()) {
            boolean done = run.outcome() == null
                    ? run.state().isDone()
                    : awaits(run, write) && run.outcome().state().isDone();
            if (!done) {
                break;
            }
            after = run.last() + 1;
        }
        return after;
    }

    private void free(RecordRun run, StateWrite write) {
        RecordState state = afterRelease(run.deliveries());
        run.lease().letGo(run.count());
        replace(run.becoming(state, run.deliveries()));
        write.add(run.first(), run.last(), state, run.deliveries());
    }

    private static boolean isHeld(RecordRun run) {
        return run.state() == RecordState.ACQUIRED && run.outcome() == null;
    }

    private static boolean awaits(RecordRun run, StateWrite write) {
        return run.outcome() != null && run.outcome().write() == write;
    }

    private void extendTo(long last) {
        if (last >= end) {
            put(RecordRun.of(end, last, RecordState.AVAILABLE, 0));
            end = last + 1;
        }
    }

    private List<RecordRun> all() {
        return List.copyOf(runs.values());
    }

    /** The runs in a range of offsets, cut off at its ends. */
    private List<RecordRun> parts(long from, long upTo) {
        List<RecordRun> parts = new ArrayList<>();
        if (from <= upTo) {
            Map.Entry<Long, RecordRun> floor = runs.floorEntry(from);
            long first = floor == null ? from : floor.getKey();
            for (RecordRun run : runs.subMap(first, true, upTo, true).values()) {
                if (run.last() >= from) {
                    parts.add(run.part(Math.max(run.first(), from), Math.min(run.last(), upTo)));
                }
            }
        }
        return parts;
    }

    private void put(RecordRun run) {
        runs.put(run.first(), run);
    }

    /** Puts a part of a run in its place; what is left of the run stays on both sides. */
    private void replace(RecordRun part) {
        RecordRun whole = runs.floorEntry(part.first()).getValue();
        if (whole.first() < part.first()) {
            put(whole.part(whole.first(), part.first() - 1));
        }
        if (whole.last() > part.last()) {
            put(whole.part(part.last() + 1, whole.last()));
        }
        put(part);
    }

    private void tidy() {
        moveStart();
        RecordRun previous = null;
        for (RecordRun run : all()) {
            if (previous != null && previous.continuesIn(run)) {
                runs.remove(run.first());
                previous = previous.part(previous.first(), run.last());
                put(previous);
            } else {
                previous = run;
            }
        }
    }

    private void moveStart() {
        Map.Entry<Long, RecordRun> first = runs.firstEntry();
        while (first != null && first.getValue().state().isDone()) {
            runs.pollFirstEntry();
            start = first.getValue().last() + 1;
            first = runs.firstEntry();
        }
    }
}
