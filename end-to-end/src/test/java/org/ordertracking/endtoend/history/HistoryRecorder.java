package org.ordertracking.endtoend.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Takes down what many clients do at the same time. Thread-safe. */
public final class HistoryRecorder {

    private final AtomicLong clock = new AtomicLong();
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

    /** An operation begins: the tick for {@link #since}. */
    public long begin() {
        return clock.incrementAndGet();
    }

    /** The operation that began at this tick ends now. */
    public Span since(long begun) {
        return new Span(begun, clock.incrementAndGet());
    }

    public void add(Operation operation) {
        operations.add(operation);
    }

    /** What was taken down so far. */
    public History history() {
        return new History(operations);
    }

    /** Writes all down, one operation a line, for whoever looks into an anomaly. */
    public void writeTo(Path file) throws IOException {
        Files.write(file, (Iterable<String>) operations.stream().map(Operation::toString)::iterator);
    }
}
