package org.ordertracking.broker.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.coordinator.share.PersisterStateBatchCombiner;
import org.apache.kafka.server.share.persister.PersisterStateBatch;
import org.ordertracking.broker.log.BatchSpan;
import org.ordertracking.broker.share.SharedRecords.Limits;

/**
 * A group of three consumers, a log that grows, and a store that may refuse a write or lose the memory beside it. Keeps its
 * own books, record by record, and checks each delivery against them.
 */
final class SharedRecordsModel {
    private static final int DELIVERY_LIMIT = 3;
    private static final int SPREAD = 20;
    private static final byte RELEASE = 2;
    private static final byte REJECT = 3;
    private static final byte ACCEPT = 1;

    private final List<BatchSpan> log = new ArrayList<>();
    private final Map<Long, Integer> delivered = new TreeMap<>();
    private final Map<Long, Integer> counted = new HashMap<>();
    private final Map<Long, Lease> holders = new HashMap<>();
    private final Map<Lease, List<AcquiredRange>> leases = new LinkedHashMap<>();
    private final Set<Long> decided = new HashSet<>();
    private final Deque<Write> writes = new ArrayDeque<>();
    private List<PersisterStateBatch> stored = List.of();
    private long storedStart;
    private SharedRecords records = new SharedRecords(0, DELIVERY_LIMIT);

    /** What is being stored, and what is so when it is. */
    private record Write(StateWrite write, Map<Long, Byte> said) {}

    SharedRecords records() {
        return records;
    }

    long logEnd() {
        return log.isEmpty() ? 0 : log.get(log.size() - 1).lastOffset() + 1;
    }

    void step(int choice) {
        int detail = choice / 8;
        switch (choice % 8) {
            case 0 -> append(1 + detail % 5);
            case 1, 2 -> fetch("member-" + detail % 3, 1 + detail / 3 % 7);
            case 3 -> acknowledge(detail);
            case 4 -> leave("member-" + detail % 3);
            case 5 -> expireOne(detail);
            case 6 -> endWrite(detail % 4 != 0);
            default -> restartSometimes(detail);
        }
        assertThat(records.start()).isLessThanOrEqualTo(records.end());
        assertThat(records.end()).isLessThanOrEqualTo(logEnd());
    }

    /** Everybody goes, what is written is stored, and one consumer accepts all that is left. */
    void finish() {
        while (!writes.isEmpty()) {
            endWrite(true);
        }
        for (Lease lease : List.copyOf(leases.keySet())) {
            expire(lease);
        }
        while (records.start() < logEnd()) {
            long before = records.start();
            fetch("last", Integer.MAX_VALUE);
            for (Lease lease : List.copyOf(leases.keySet())) {
                say(lease, whole(leases.get(lease)), ACCEPT);
            }
            while (!writes.isEmpty()) {
                endWrite(true);
            }
            assertThat(records.start()).as("progress").isGreaterThan(before);
        }
    }

    List<Long> neverDelivered() {
        return delivered.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Records that nobody decided on although they were not delivered as often as they may. */
    List<Long> givenUpTooEarly() {
        return delivered.entrySet().stream()
                .filter(entry -> !decided.contains(entry.getKey()) && entry.getValue() < DELIVERY_LIMIT)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void append(int count) {
        long first = logEnd();
        log.add(new BatchSpan(first, first + count - 1, 0, count, -1, false, false));
        for (long offset = first; offset < first + count; offset++) {
            delivered.put(offset, 0);
            counted.put(offset, 0);
        }
    }

    private void fetch(String member, int maxRecords) {
        long from = records.next();
        List<BatchSpan> batches =
                log.stream().filter(batch -> batch.lastOffset() >= from).toList();
        Lease lease = new Lease(member);
        List<AcquiredRange> acquired =
                records.acquire(lease, from, batches, new Limits(maxRecords, 2, SPREAD), batch -> false);
        for (AcquiredRange range : acquired) {
            for (long offset = range.first(); offset <= range.last(); offset++) {
                assertThat(holders).as("holder of %d", offset).doesNotContainKey(offset);
                assertThat(decided).as("accepted or rejected before").doesNotContain(offset);
                int count = counted.merge(offset, 1, Integer::sum);
                assertThat(range.deliveries()).as("deliveries of %d", offset).isEqualTo(count);
                assertThat(count).isLessThanOrEqualTo(DELIVERY_LIMIT);
                delivered.merge(offset, 1, Integer::sum);
                holders.put(offset, lease);
            }
        }
        if (!acquired.isEmpty()) {
            leases.put(lease, acquired);
        }
    }

    private void acknowledge(int detail) {
        if (leases.isEmpty()) {
            return;
        }
        Lease lease = List.copyOf(leases.keySet()).get(detail % leases.size());
        List<AcquiredRange> ranges = leases.get(lease);
        AcquiredRange range = ranges.get(detail / 7 % ranges.size());
        long first = range.first() + detail / 11 % range.count();
        long last = first + detail / 13 % (range.last() - first + 1);
        byte[] types = {ACCEPT, RELEASE, REJECT, ACCEPT};
        say(lease, List.of(new AcquiredRange(first, last, 0)), types[detail / 17 % types.length]);
    }

    private List<AcquiredRange> whole(List<AcquiredRange> ranges) {
        return ranges.stream().filter(range -> range.last() >= records.start()).toList();
    }

    private void say(Lease lease, List<AcquiredRange> ranges, byte type) {
        boolean held = ranges.stream().allMatch(range -> isHeld(range, lease));
        StateWrite write = new StateWrite();
        List<Acknowledgement> said = ranges.stream()
                .map(range -> new Acknowledgement(range.first(), range.last(), List.of(type)))
                .toList();
        try {
            records.settle(lease.member(), said, write);
        } catch (RuntimeException refusal) {
            assertThat(held).as("refused: %s", refusal).isFalse();
            return;
        }
        Map<Long, Byte> accepted = new HashMap<>();
        for (AcquiredRange range : ranges) {
            for (long offset = Math.max(range.first(), records.start()); offset <= range.last(); offset++) {
                assertThat(holders.get(offset)).isNotNull();
                assertThat(holders.get(offset).member()).isEqualTo(lease.member());
                accepted.put(offset, type);
            }
        }
        writes.add(new Write(write, accepted));
    }

    private boolean isHeld(AcquiredRange range, Lease lease) {
        for (long offset = range.first(); offset <= range.last(); offset++) {
            long at = offset;
            if (holders.get(offset) != lease
                    || writes.stream().anyMatch(write -> write.said().containsKey(at))) {
                return false;
            }
        }
        return true;
    }

    private void leave(String member) {
        StateWrite write = new StateWrite();
        Map<Long, Byte> released = new HashMap<>();
        holders.forEach((offset, lease) -> {
            if (lease.member().equals(member)
                    && writes.stream().noneMatch(other -> other.said().containsKey(offset))) {
                released.put(offset, (byte) -1);
            }
        });
        assertThat(records.release(member, write)).isEqualTo(!released.isEmpty());
        if (!released.isEmpty()) {
            writes.add(new Write(write, released));
        }
    }

    private void expireOne(int detail) {
        if (!leases.isEmpty()) {
            expire(List.copyOf(leases.keySet()).get(detail % leases.size()));
        }
    }

    private void expire(Lease lease) {
        StateWrite write = new StateWrite();
        records.expire(lease, write);
        leases.remove(lease);
        holders.entrySet()
                .removeIf(entry -> entry.getValue() == lease
                        && writes.stream().noneMatch(other -> other.said().containsKey(entry.getKey())));
        if (!write.batches().isEmpty()) {
            writes.add(new Write(write, Map.of()));
        }
    }

    private void endWrite(boolean successfully) {
        Write ended = writes.poll();
        if (ended == null) {
            return;
        }
        if (successfully) {
            store(ended.write());
            records.confirm(ended.write());
            ended.said().forEach((offset, type) -> {
                holders.remove(offset);
                if (type == ACCEPT || type == REJECT) {
                    decided.add(offset);
                } else if (type != RELEASE) {
                    counted.merge(offset, -1, Integer::sum);
                    delivered.merge(offset, -1, Integer::sum);
                }
            });
        } else {
            StateWrite next = new StateWrite();
            records.revoke(ended.write(), next);
            ended.said().keySet().forEach(offset -> {
                Lease lease = holders.get(offset);
                if (lease != null && lease.isExpired()) {
                    holders.remove(offset);
                }
            });
            if (!next.batches().isEmpty()) {
                writes.add(new Write(next, Map.of()));
            }
        }
    }

    private void store(StateWrite write) {
        storedStart = Math.max(storedStart, records.startAfter(write));
        stored = new PersisterStateBatchCombiner(new ArrayList<>(stored), write.batches(), storedStart)
                .combineStateBatches();
    }

    private void restartSometimes(int detail) {
        if (detail % 3 != 0) {
            return;
        }
        writes.clear();
        leases.clear();
        holders.clear();
        records = SharedRecords.restored(storedStart, stored, logEnd(), DELIVERY_LIMIT);
        // Deliveries are stored with what became of them, so those since then are forgotten with the memory.
        for (long offset = 0; offset < logEnd(); offset++) {
            int known = storedDeliveries(offset);
            delivered.merge(offset, 0, Integer::sum);
            counted.put(offset, known);
        }
    }

    private int storedDeliveries(long offset) {
        return stored.stream()
                .filter(batch -> batch.firstOffset() <= offset && offset <= batch.lastOffset())
                .mapToInt(PersisterStateBatch::deliveryCount)
                .findFirst()
                .orElse(0);
    }
}
