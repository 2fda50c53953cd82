package org.ordertracking.broker.topic;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.jboss.logging.Logger;
import org.ordertracking.broker.log.Appended;
import org.ordertracking.broker.log.LogStore;

/**
 * The way that every change of the metadata takes: one after the other through a single thread, which writes each to the
 * {@link MetadataLog} before it takes effect.
 *
 * <pre>
 *   NEW ── {@link #replay} ──► OPEN ── {@link #close} ──► CLOSED (changes are refused for a client to repeat)
 * </pre>
 */
final class MetadataJournal implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MetadataJournal.class);
    private static final int QUEUED_CHANGES = 1_000;

    private final MetadataState state;
    private final MetadataLog log;
    private final List<MetadataListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService changes = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUED_CHANGES),
            task -> new Thread(task, "topic-registry"));

    MetadataJournal(LogStore store, int nodeId) {
        this.state = new MetadataState(nodeId);
        this.log = new MetadataLog(store);
    }

    /** Rebuilds the state from the log. */
    void replay() {
        state.replay(log);
    }

    MetadataState state() {
        return state;
    }

    MetadataImage image() {
        return state.image();
    }

    /** One past the last record of the metadata log. */
    long endOffset() {
        return log.endOffset();
    }

    void listen(MetadataListener listener) {
        listeners.add(listener);
    }

    /** Runs a change when those before it are done; inside it, {@link #commit} writes. */
    <T> CompletionStage<T> change(Supplier<T> change) {
        try {
            return CompletableFuture.supplyAsync(change, changes);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(new ThrottlingQuotaExceededException(
                    "%d topic changes are waiting already, or the broker is stopping; try again"
                            .formatted(QUEUED_CHANGES)));
        }
    }

    /**
     * Writes a change to the log, then lets it take effect: the order that makes the log the only truth. Listeners hear of
     * it last, so that whoever they ask of a topic that is gone does not find it any more. Only within {@link #change}.
     */
    void commit(List<ApiMessageAndVersion> records, Runnable effect) {
        Appended appended = log.append(records).toCompletableFuture().join();
        MetadataDelta delta = state.apply(records, appended.lastOffset());
        effect.run();
        listeners.forEach(listener -> tell(listener, delta));
    }

    private void tell(MetadataListener listener, MetadataDelta delta) {
        try {
            listener.onChange(delta, state.image());
        } catch (RuntimeException failure) {
            // The change is in the log and has to take effect: a listener that fails, or has been stopped, cannot undo
            // it.
            LOG.warnf("%s did not take in a change of topics: %s", listener, failure);
        }
    }

    @Override
    public void close() {
        changes.shutdown();
        try {
            if (!changes.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("topic changes are still running after 30 s; closing the logs under them");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
