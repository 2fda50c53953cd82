package org.ordertracking.broker.net;

import io.vertx.core.net.impl.NetSocketInternal;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.RequestHeader;
import org.ordertracking.broker.api.ApiResponse;

/**
 * The responses of one connection from their request to the moment when the client has taken them, and their share of
 * {@link ResponseMemory}. Not thread-safe: it belongs to the connection's event loop.
 *
 * <pre>
 *   open place ─► waiting (for earlier answers, or the client; counted) ─► written (counted) ─► taken
 * </pre>
 */
final class UntakenResponses {
    /** Less is not what makes memory short. */
    private static final int WORTH_BYTES = 4 << 10;

    private final NetSocketInternal socket;
    private final BooleanSupplier ready;
    private final ResponseEncoder encoder;
    private final ResponseMemory memory;
    private final Runnable onTaken;
    private final ResponseQueue<Waiting> queue;
    private long writtenBytes;
    private long heldBytes;
    private long takenAt = System.nanoTime();

    /**
     * @param ready whether the socket takes a response now
     * @param send gets the answers in the order of their requests, as soon as the client takes them
     * @param onTaken called when all that was written has been taken
     */
    UntakenResponses(
            NetSocketInternal socket,
            BooleanSupplier ready,
            ResponseEncoder encoder,
            ResponseMemory memory,
            Consumer<Answer> send,
            Runnable onTaken) {
        this.socket = socket;
        this.ready = ready;
        this.encoder = encoder;
        this.memory = memory;
        this.onTaken = onTaken;
        this.queue = new ResponseQueue<>(ready, waiting -> {
            release(waiting.bytes());
            send.accept(waiting.answer());
        });
    }

    /** Reserves the next place in the order of answers. */
    ResponseQueue.Slot<Waiting> open() {
        return queue.open();
    }

    void complete(ResponseQueue.Slot<Waiting> slot, Answer answer) {
        // Only what has to wait is measured: most answers are written at once, and then their size is known anyway.
        long bytes = queue.isNext(slot) && ready.getAsBoolean() ? 0 : bytesOf(answer);
        hold(bytes);
        queue.complete(slot, new Waiting(answer, bytes));
    }

    void passOn() {
        queue.passOn();
    }

    /** Requests whose answer is not written yet. */
    int inFlight() {
        return queue.size();
    }

    /** Whether nothing is in flight, nor written and not taken. */
    boolean areTaken() {
        return queue.size() == 0 && writtenBytes == 0;
    }

    /** Whether they hold memory that is worth having, and none was taken for so long. */
    boolean areStalled(Duration time) {
        return writtenBytes > 0 && heldBytes >= WORTH_BYTES && System.nanoTime() - takenAt > time.toNanos();
    }

    private void hold(long bytes) {
        heldBytes += bytes;
        memory.hold(bytes);
    }

    private void release(long bytes) {
        heldBytes -= bytes;
        memory.release(bytes);
    }

    /** Whether one more request may be read, as far as the memory of all connections is concerned. */
    boolean haveRoom() {
        return areTaken() || !memory.isUsedUp();
    }

    /**
     * Writes a response.
     *
     * @return its bytes, records included
     * @throws RuntimeException if it cannot be encoded; then it is discarded
     */
    long write(RequestHeader request, ApiResponse.Message message) {
        List<Object> parts = encoder.encode(request, message);
        long length = ResponseEncoder.length(parts);
        long bytes = ResponseEncoder.memory(parts);
        hold(bytes);
        if (writtenBytes == 0) {
            takenAt = System.nanoTime();
        }
        writtenBytes += bytes;
        int last = parts.size() - 1;
        for (int i = 0; i < last; i++) {
            socket.writeMessage(parts.get(i), null);
        }
        socket.writeMessage(parts.get(last), sentOrFailed -> taken(bytes));
        return length;
    }

    private void taken(long bytes) {
        release(bytes);
        writtenBytes -= bytes;
        takenAt = System.nanoTime();
        if (writtenBytes == 0) {
            onTaken.run();
        }
    }

    /** Lets go of what was not written; what was, ends with the socket. */
    void drain() {
        queue.drain(waiting -> {
            release(waiting.bytes());
            waiting.answer().discard();
        });
    }

    private static long bytesOf(Answer answer) {
        if (!(answer.response() instanceof ApiResponse.Message message)) {
            return 0;
        }
        MessageSizeAccumulator size = new MessageSizeAccumulator();
        message.body().addSize(size, new ObjectSerializationCache(), message.version());
        return size.sizeExcludingZeroCopy() + (long) message.records().size() * ResponseMemory.SLICE_BYTES;
    }

    /** An answer that waits, and what it counts for. */
    record Waiting(Answer answer, long bytes) {}
}
