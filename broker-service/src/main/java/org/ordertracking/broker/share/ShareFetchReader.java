package org.ordertracking.broker.share;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.ordertracking.broker.log.BatchSpan;
import org.ordertracking.broker.log.LogSlice;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.share.ShareFetch.Fetched;

/** Acquires what there is for one fetch and reads it. The attempts of a fetch come one after the other. */
final class ShareFetchReader {
    private final ShareFetch fetch;
    private final List<SharePartition> partitions;
    private final IsolationLevel isolation;
    private final BooleanSupplier wanted;

    /**
     * @param wanted whether there is still someone to give records to
     */
    ShareFetchReader(
            ShareFetch fetch, List<SharePartition> partitions, IsolationLevel isolation, BooleanSupplier wanted) {
        this.fetch = fetch;
        this.partitions = partitions;
        this.isolation = isolation;
        this.wanted = wanted;
    }

    /**
     * Tries once. May block on the disk. Partitions in which there is nothing are left out.
     *
     * @param last whether less than was wanted is enough
     */
    List<Fetched> read(boolean last) {
        if (!wanted.getAsBoolean()) {
            return List.of();
        }
        if (!last && !isEnough()) {
            return failed();
        }
        List<Fetched> found = new ArrayList<>();
        long records = fetch.maxRecords();
        long bytes = fetch.maxBytes();
        // Each its share, so that a partition with much does not keep the others from being read.
        int share = Math.max(1, fetch.maxBytes() / Math.max(1, partitions.size()));
        boolean nothingYet = true;
        for (SharePartition partition : partitions) {
            if (records <= 0 || bytes <= 0) {
                break;
            }
            Fetched fetched = read(partition, (int) records, (int) Math.min(share, bytes), nothingYet);
            if (fetched != null) {
                found.add(fetched);
                if (fetched.records() != null) {
                    nothingYet = false;
                    bytes -= fetched.records().length();
                    records -= fetched.acquired().stream()
                            .mapToLong(AcquiredRange::count)
                            .sum();
                }
            }
        }
        return found;
    }

    private boolean isEnough() {
        long missing = Math.max(1, fetch.minBytes());
        for (SharePartition partition : partitions) {
            missing -= Math.min(missing, partition.fetchableBytes(isolation));
        }
        return missing == 0;
    }

    private List<Fetched> failed() {
        List<Fetched> failed = new ArrayList<>(0);
        for (SharePartition partition : partitions) {
            Fetched failure = failureOf(partition);
            if (failure != null) {
                failed.add(failure);
            }
        }
        return failed;
    }

    private static Fetched failureOf(SharePartition partition) {
        CompletableFuture<Void> loaded = partition.loaded();
        if (loaded.isCompletedExceptionally()) {
            return loaded.handle((none, failure) ->
                            Fetched.error(partition.partition().id(), failure))
                    .join();
        }
        return partition.isGone() ? Fetched.error(partition.partition().id(), partition.notHere()) : null;
    }

    private Fetched read(SharePartition partition, int records, int bytes, boolean atLeastOneBatch) {
        Fetched failure = failureOf(partition);
        if (failure != null) {
            return failure;
        }
        OptionalLong turn = partition.beginFetch(isolation);
        if (turn.isEmpty()) {
            return null;
        }
        try {
            return read(partition, turn.getAsLong(), records, bytes, atLeastOneBatch);
        } catch (OffsetOutOfRangeException moved) {
            // The log was cut off meanwhile; the next attempt begins where it begins now.
            return null;
        } catch (RuntimeException unreadable) {
            return Fetched.error(partition.partition().id(), unreadable);
        } finally {
            partition.endFetch();
        }
    }

    private Fetched read(SharePartition partition, long from, int records, int bytes, boolean atLeastOneBatch) {
        PartitionLog log = partition.partition().log();
        long at = from;
        while (true) {
            LogSlice slice = log.read(at, isolation, bytes, atLeastOneBatch);
            if (slice.length() == 0) {
                return null;
            }
            boolean kept = false;
            try {
                List<BatchSpan> batches = BatchSpan.of(slice);
                List<AcquiredRange> acquired = partition.acquire(
                        fetch.member().toString(),
                        at,
                        batches,
                        records,
                        fetch.batchSize(),
                        AbortedBatches.among(batches, slice, isolation));
                if (!acquired.isEmpty()) {
                    kept = true;
                    LogSlice wanted = slice.first(endOf(acquired, batches));
                    return Fetched.records(partition.partition().id(), wanted, acquired);
                }
            } finally {
                if (!kept) {
                    slice.close();
                }
            }
            long next = partition.nextOffset();
            if (next <= at) {
                return null;
            }
            at = next;
        }
    }

    private static int endOf(List<AcquiredRange> acquired, List<BatchSpan> batches) {
        long last = acquired.get(acquired.size() - 1).last();
        for (BatchSpan batch : batches) {
            if (batch.lastOffset() >= last) {
                return batch.end();
            }
        }
        throw new IllegalStateException("record %d was acquired but is in none of the batches".formatted(last));
    }
}
