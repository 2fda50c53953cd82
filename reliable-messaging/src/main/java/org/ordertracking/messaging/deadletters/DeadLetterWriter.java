package org.ordertracking.messaging.deadletters;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.inbox.ShutdownGate;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;

/**
 * Puts dead letters into their topics, for as long as it takes: at least once.
 *
 * <pre>
 *   letter --> written, acknowledged by all replicas -----------------> done
 *          --> the broker is away: again, pauses growing
 *          --> too large with all that is said of it: without its value -> done
 *          --> the process stops, or is killed: never done; its record was not acknowledged and comes again
 * </pre>
 *
 * <p>One thread writes, one letter after the other. A channel has one letter under way and waits for it, so that few wait here.
 */
@Singleton
public class DeadLetterWriter {

    private static final Logger LOG = Logger.getLogger(DeadLetterWriter.class);

    /** Far more than there are channels. */
    private static final int MOST_WAITING = 1000;

    private static final int IDLE_SECONDS = 30;

    private final RecordLog log;
    private final ShutdownGate shutdown;
    private final Backoff backoff;
    private final Outage outage =
            new Outage(LOG, "Dead letters cannot be written", "Dead letters are written again", System::nanoTime);
    private final AtomicInteger waiting = new AtomicInteger();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), DeadLetterWriter::thread);

    DeadLetterWriter(RecordLog log, ShutdownGate shutdown, DeadLettersConfig config) {
        this.log = log;
        this.shutdown = shutdown;
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
        writer.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "dead-letter-writer");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Writes a letter to {@link Topics#deadLetters} of its origin.
     *
     * @param service whose dead letter it is
     * @return completes when the letter is on the log; never, when the process stops first
     * @throws java.util.concurrent.RejectedExecutionException when a thousand letters wait already
     */
    public CompletionStage<Void> write(DeadLetter letter, String service) {
        return write(letter, Topics.deadLetters(letter.origin().topic(), service), new CompletableFuture<>());
    }

    CompletionStage<Void> writeTo(String topic, DeadLetter letter) {
        return write(letter, topic, new CompletableFuture<>());
    }

    private CompletionStage<Void> write(DeadLetter letter, String topic, CompletableFuture<Void> written) {
        waiting.incrementAndGet();
        try {
            writer.execute(() -> {
                try {
                    if (writeUntilItHolds(letter, topic)) {
                        written.complete(null);
                    }
                } finally {
                    waiting.decrementAndGet();
                }
            });
        } catch (RuntimeException e) {
            waiting.decrementAndGet();
            throw e;
        }
        return written;
    }

    /** Letters that are not on the log yet. */
    int waiting() {
        return waiting.get();
    }

    /** False when the process stopped first. */
    private boolean writeUntilItHolds(DeadLetter letter, String topic) {
        DeadLetter tried = letter;
        try {
            while (!shutdown.isStopping()) {
                try {
                    log.append(tried.toRecord(topic));
                    outage.recovered();
                    return true;
                } catch (RecordTooLargeException | RecordBatchTooLargeException e) {
                    if (tried != letter) {
                        shutdown.pause(backoff.after(outage.failed(e)));
                    } else {
                        LOG.errorf(
                                "The dead letter of %s is too large for %s and goes there without its value of %d bytes, which"
                                        + " stays at its place as long as %s keeps it: %s",
                                letter.origin(),
                                topic,
                                letter.value() == null ? 0 : letter.value().length,
                                letter.origin().topic(),
                                e.getMessage());
                        tried = letter.withoutValue();
                    }
                } catch (RuntimeException e) {
                    shutdown.pause(backoff.after(outage.failed(e)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.infof("The dead letter of %s was not written before the stop; its record comes again", letter.origin());
        return false;
    }

    @PreDestroy
    void close() {
        writer.shutdownNow();
    }
}
