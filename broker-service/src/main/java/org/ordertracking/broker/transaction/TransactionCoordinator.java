package org.ordertracking.broker.transaction;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;
import org.jboss.logging.Logger;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Coordinates transactions: one {@link Transaction} per transactional id, kept in {@code __transaction_state}.
 *
 * <pre>
 *   {@link #load} (ids replayed) ──► LOADED ── {@link #start} (what a crash left prepared is completed, timeouts run) ──► ACTIVE ── {@link #close} ──► CLOSED
 * </pre>
 *
 * Requests for one id are served one after the other, those of different ids side by side; no thread waits for the disk. A
 * change takes effect when its record is on the disk. Stages complete on log threads, so what depends on them must be
 * short.
 */
public final class TransactionCoordinator implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TransactionCoordinator.class);

    private final TransactionSettings settings;
    private final TransactionTopic log;
    private final TransactionIndex index;
    private final ProducerIds producerIds;
    private final InstantSource clock;
    private final Timer timer;
    private final Retries retries;
    private final TransactionTimeouts timeouts;
    private final MarkerWriter markers;
    private final Sequencer<String> sequence = new Sequencer<>();
    private final LongAdder timedOut = new LongAdder();

    private TransactionCoordinator(
            TransactionSettings settings,
            TransactionTopic log,
            TransactionIndex index,
            TopicRegistry topics,
            ProducerIds producerIds,
            OffsetMarkers offsets,
            InstantSource clock,
            Timer timer) {
        this.settings = settings;
        this.log = log;
        this.index = index;
        this.producerIds = producerIds;
        this.clock = clock;
        this.timer = timer;
        this.retries = new Retries(timer);
        this.timeouts = new TransactionTimeouts(timer, clock, ongoing -> abortTimedOut(ongoing, 0));
        this.markers = new MarkerWriter(topics, offsets, clock, retries);
    }

    /**
     * Brings back the transactional ids of a data directory. Blocks on the disk.
     *
     * @param index filled here, and asked by the logs
     * @param offsets ends transactions in {@code __consumer_offsets}; first used after {@link #start}
     */
    public static TransactionCoordinator load(
            TransactionSettings settings,
            TransactionIndex index,
            TopicRegistry topics,
            ProducerIds producerIds,
            OffsetMarkers offsets,
            InstantSource clock,
            Timer timer) {
        TransactionTopic log = TransactionTopic.open(topics, settings, clock);
        log.replay(stored -> index.replay(stored.transactionalId(), stored.transaction()));
        return new TransactionCoordinator(settings, log, index, topics, producerIds, offsets, clock, timer);
    }

    /** Completes what was decided before the broker stopped, and begins to watch the time. */
    public void start() {
        List<Transaction> prepared =
                index.all().stream().filter(Transaction::isPrepared).toList();
        List<Transaction> ongoing =
                index.all().stream().filter(Transaction::isOngoing).toList();
        if (!prepared.isEmpty() || !ongoing.isEmpty()) {
            LOG.infof(
                    "%d transactions were decided before the stop and are completed now, %d are still open",
                    prepared.size(), ongoing.size());
        }
        prepared.forEach(this::finish);
        ongoing.forEach(timeouts::watch);
        watchExpiration();
    }

    /**
     * Gives a transactional id to a producer and fences the one before.
     *
     * @param expected who the producer was, if it goes on after an error (KIP-360), else {@code null}
     * @return the producer's identity. Fails with {@code ConcurrentTransactionsException} (retriable) while the
     *     transaction of the one before is being ended
     */
    public CompletionStage<ProducerIdAndEpoch> initializeProducer(
            String transactionalId, int timeoutMillis, ProducerIdAndEpoch expected) {
        requireTransactionalId(transactionalId);
        long longest = settings.maxTimeout().toMillis();
        if (timeoutMillis < 1 || timeoutMillis > longest) {
            throw new InvalidTxnTimeoutException(
                    "transaction.timeout.ms must be between 1 and %d (broker.transactions.max-timeout), not %d"
                            .formatted(longest, timeoutMillis));
        }
        return spareId(InitializeProducer.needsProducerId(index.find(transactionalId)))
                .thenCompose(spare -> change(
                        transactionalId,
                        new InitializeProducer(transactionalId, timeoutMillis, expected, spare, clock.millis())))
                .thenApply(after -> {
                    if (after.isPrepared()) {
                        finish(after);
                        throw new ConcurrentTransactionsException(
                                "the transaction that '%s' had open is being aborted; try again"
                                        .formatted(transactionalId));
                    }
                    LOG.debugf("'%s' belongs to %s", transactionalId, after.producer());
                    return after.producer();
                });
    }

    /**
     * Adds partitions to the producer's transaction and opens one if need be.
     *
     * @param clientVersion {@code transaction.version} that the client speaks
     */
    public CompletionStage<Void> addPartitions(
            String transactionalId, ProducerIdAndEpoch producer, Set<TopicPartition> partitions, short clientVersion) {
        requireTransactionalId(transactionalId);
        return change(
                        transactionalId,
                        new AddPartitions(transactionalId, producer, partitions, clientVersion, clock.millis()))
                .thenApply(after -> null);
    }

    /**
     * Whether a partition is in the producer's transaction as it is now. Does not wait.
     *
     * @throws ApiException when the producer does not own the transactional id, is fenced, or its last transaction is
     *     being completed
     */
    public boolean isInTransaction(String transactionalId, ProducerIdAndEpoch producer, TopicPartition partition) {
        requireTransactionalId(transactionalId);
        Transaction transaction = index.find(transactionalId);
        Ownership.require(transactionalId, producer, transaction);
        return transaction.covers(partition, producer.epoch);
    }

    /** The same for many, without an exception: whether a request may go on at once. */
    public boolean areInTransaction(
            String transactionalId, ProducerIdAndEpoch producer, Collection<TopicPartition> partitions) {
        Transaction transaction = index.find(transactionalId);
        return transaction != null
                && transaction.producerId() == producer.producerId
                && transaction.isOngoing()
                && transaction.producerEpoch() == producer.epoch
                && transaction.partitions().containsAll(partitions);
    }

    /**
     * Commits or aborts. The stage completes when every partition has its marker on the disk.
     *
     * @return the producer's identity from now on: with V2 its epoch is bumped, and its id may be another
     */
    public CompletionStage<ProducerIdAndEpoch> end(
            String transactionalId, ProducerIdAndEpoch producer, boolean commit, short clientVersion) {
        requireTransactionalId(transactionalId);
        return spareId(EndTransaction.needsProducerId(index.find(transactionalId), clientVersion))
                .thenCompose(spare -> change(
                        transactionalId,
                        new EndTransaction(transactionalId, producer, commit, clientVersion, spare, clock.millis())))
                .thenCompose(after ->
                        after.isPrepared() ? finish(after) : CompletableFuture.completedStage(after.producer()));
    }

    /** Writes a marker on an administrator's behalf; see {@link MarkerWriter#write}. */
    public CompletionStage<Void> writeMarker(TopicPartition partition, TransactionMarker marker) {
        return markers.write(partition, marker);
    }

    /** The state of a transactional id. */
    public Optional<Transaction> find(String transactionalId) {
        return Optional.ofNullable(index.find(transactionalId));
    }

    /** All transactional ids there are; each is as it was at some moment of the call. */
    public Collection<Transaction> all() {
        return index.all();
    }

    /** Transactions that were aborted because they were open for too long, since the start. */
    public long timedOut() {
        return timedOut.sum();
    }

    @Override
    public void close() {
        retries.stop();
    }

    /** Has an operation decide and lets its outcome take effect once it is on the disk. */
    private CompletionStage<Transaction> change(String transactionalId, Operation operation) {
        return sequence.submit(transactionalId, () -> {
            Transaction before = index.find(transactionalId);
            Transaction after = operation.apply(before);
            if (after == before) {
                return CompletableFuture.completedStage(after);
            }
            return log.append(after).handle((appended, failure) -> {
                if (failure != null) {
                    throw notWritten(transactionalId, failure);
                }
                index.replay(transactionalId, after);
                timeouts.changed(before, after);
                return after;
            });
        });
    }

    /**
     * Ends a prepared transaction in its partitions and then marks it complete. Requests that come after the stage is done
     * wait for the mark.
     */
    private CompletionStage<ProducerIdAndEpoch> finish(Transaction prepared) {
        return markers.writeAll(prepared).thenApply(written -> {
            complete(prepared, 0);
            return prepared.afterCompletion();
        });
    }

    private void complete(Transaction prepared, int failures) {
        change(prepared.transactionalId(), before -> before.completed(clock.millis()))
                .whenComplete((completed, failure) -> {
                    if (failure == null) {
                        return;
                    }
                    if (failures == 1) {
                        LOG.warnf(
                                "the transaction of '%s' has ended, but that cannot be noted (%s); trying until it can",
                                prepared.transactionalId(), causeOf(failure));
                    }
                    retries.later(failures, () -> complete(prepared, failures + 1));
                });
    }

    /** Until it is: as long as a transaction is open, nobody who reads what is committed gets beyond it. */
    private void abortTimedOut(Transaction ongoing, int failures) {
        change(ongoing.transactionalId(), new AbortTimedOut(ongoing, clock.millis()))
                .whenComplete((aborted, failure) -> {
                    if (failure == null) {
                        timedOut.increment();
                        LOG.infof(
                                "aborting the transaction of '%s', open for longer than its transaction.timeout.ms=%d",
                                ongoing.transactionalId(), ongoing.timeoutMillis());
                        finish(aborted);
                    } else if (!(causeOf(failure) instanceof InvalidTxnStateException)) {
                        if (failures == 1) {
                            LOG.warnf(
                                    "the transaction of '%s' is open for too long and cannot be aborted (%s); trying until"
                                            + " it can",
                                    ongoing.transactionalId(), causeOf(failure));
                        }
                        retries.later(failures, () -> abortTimedOut(ongoing, failures + 1));
                    }
                });
    }

    private void watchExpiration() {
        timer.add(new TimerTask(settings.expirationCheck().toMillis()) {
            @Override
            public void run() {
                expireIds();
                watchExpiration();
            }
        });
    }

    private void expireIds() {
        long unusedSince = clock.millis() - settings.idExpiration().toMillis();
        index.all().stream()
                .filter(transaction -> ExpireId.isDue(transaction, unusedSince))
                .forEach(transaction -> change(transaction.transactionalId(), new ExpireId(unusedSince))
                        .whenComplete((expired, failure) -> {
                            if (failure != null) {
                                LOG.debugf("'%s' is kept: %s", transaction.transactionalId(), failure);
                            }
                        }));
    }

    private CompletionStage<Long> spareId(boolean needed) {
        return needed ? producerIds.next() : CompletableFuture.completedStage(RecordBatch.NO_PRODUCER_ID);
    }

    private static void requireTransactionalId(String transactionalId) {
        if (transactionalId == null || transactionalId.isEmpty()) {
            throw new InvalidRequestException("transactional.id must not be empty");
        }
    }

    /** Clients look for the coordinator again and repeat the request. */
    private static CoordinatorNotAvailableException notWritten(String transactionalId, Throwable failure) {
        return new CoordinatorNotAvailableException(
                "the state of '%s' could not be written".formatted(transactionalId), causeOf(failure));
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
