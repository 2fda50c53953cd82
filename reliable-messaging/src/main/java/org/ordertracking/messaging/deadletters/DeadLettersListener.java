package org.ordertracking.messaging.deadletters;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.inbox.ReceiverStoppedException;
import org.ordertracking.messaging.inbox.ShutdownGate;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;

/**
 * Reads a service's dead-letter topics back into its database, each letter once. While the database is away it waits, and so do
 * the letters in their topics.
 */
@ApplicationScoped
public class DeadLettersListener {

    /** Of the channel, see the library's {@code microprofile-config.properties}. */
    public static final String CHANNEL = "dead-letters";

    private static final Logger LOG = Logger.getLogger(DeadLettersListener.class);

    private final DeadLetterTable table;
    private final LetterReader reader;
    private final ShutdownGate shutdown;
    private final Backoff backoff;
    private final Outage outage =
            new Outage(LOG, "Dead letters cannot be stored", "Dead letters are stored again", System::nanoTime);

    DeadLettersListener(
            DeadLetterTable table,
            ShutdownGate shutdown,
            DeadLettersConfig config,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.table = table;
        this.reader = new LetterReader(service, config.maxStoredBytes());
        this.shutdown = shutdown;
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
    }

    @Incoming(CHANNEL)
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        StoredLetter letter = reader.read(record);
        while (true) {
            try {
                if (QuarkusTransaction.requiringNew().call(() -> table.insert(letter))) {
                    LOG.infof(
                            "Dead letter %s of %s (%s) waits for a decision",
                            letter.note().id(),
                            letter.note().origin(),
                            letter.note().reason());
                }
                outage.recovered();
                return;
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    private void pause(RuntimeException failure) {
        try {
            if (!shutdown.pause(backoff.after(outage.failed(failure)))) {
                return;
            }
            shutdown.awaitChannelsClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ReceiverStoppedException("A dead letter was not stored before the stop", failure);
    }
}
