package org.ordertracking.endtoend.strain;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.protocol.Errors;
import org.ordertracking.endtoend.suite.BrokerProcess;

/**
 * Sends produce requests of one record each without waiting for answers, so that at any moment many are with the broker, and
 * never sends one again: a record that is in the log was acknowledged, or the broker left its producer in the dark.
 *
 * <pre>
 *   SENDING ── the broker ends the connection ──► ENDED
 * </pre>
 */
final class PipeliningProducer implements AutoCloseable {

    private static final int SMALL_BYTES = 20;

    private final RawConnection connection;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Future<Void> reading;

    PipeliningProducer(BrokerProcess broker, String topic) throws IOException {
        this(broker, topic, SMALL_BYTES);
    }

    /**
     * @param recordBytes how large each record is
     */
    PipeliningProducer(BrokerProcess broker, String topic, int recordBytes) throws IOException {
        connection = new RawConnection(broker);
        threads.submit(() -> send(topic, recordBytes));
        reading = threads.submit(this::readToTheEnd);
    }

    private Void send(String topic, int recordBytes) {
        try {
            for (int number = 0; true; number++) {
                connection.send(Produces.ofSize(topic, number, recordBytes));
            }
        } catch (IOException ended) {
            return null;
        }
    }

    private Void readToTheEnd() throws IOException {
        try {
            while (true) {
                (Produces.outcome(connection.receive()) == Errors.NONE ? acknowledged : refused).incrementAndGet();
            }
        } catch (EOFException | SocketException ended) {
            return null;
        }
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Answers with an error. */
    int refused() {
        return refused.get();
    }

    /** Waits until the broker has ended the connection, and everything it had sent is read. */
    void awaitEnd() throws Exception {
        reading.get();
    }

    @Override
    public void close() throws IOException {
        connection.close();
        threads.shutdownNow();
    }
}
