package org.ordertracking.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.net.impl.NetSocketInternal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.requests.RequestHeader;
import org.jboss.logging.Logger;
import org.ordertracking.broker.api.ApiDispatcher;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.ClientConnection;
import org.ordertracking.broker.api.SlicedRecords;

/**
 * One client connection: frames in, responses out in the order of the requests.
 *
 * <pre>
 *            ┌──── in flight at its limit · no request memory · client does not read ────┐
 *   READING ─┤                                                                           ▼
 *      ▲     └─► CLOSED ◄── client gone · bad frame · hang-up · shutdown ────────────  PAUSED
 *      └──────────────── an answer left · memory granted · socket writable ──────────────┘
 * </pre>
 *
 * Requests are handed on in order without waiting for each other, so that several produce requests share one sync; what
 * a client can make the broker hold is bounded by the in-flight limit and by {@link RequestMemory}. Everything here runs
 * on the connection's event loop.
 */
final class Connection {
    private static final Logger LOG = Logger.getLogger(Connection.class);

    private final NetSocketInternal socket;
    private final Channel channel;
    private final Context loop;
    private final ClientConnection client;
    private final ApiDispatcher dispatcher;
    private final RequestMemory memory;
    private final RequestMetrics metrics;
    private final int maxInFlight;
    private final FrameAssembler assembler;
    private final ResponseEncoder encoder;
    private final Deque<ByteBuf> input = new ArrayDeque<>(1);
    private final ResponseQueue<Answer> answers = new ResponseQueue<>(this::send);
    private boolean waitingForMemory;
    private boolean reading;
    private boolean closed;

    Connection(
            NetSocketInternal socket,
            Context loop,
            ClientConnection client,
            ApiDispatcher dispatcher,
            RequestMemory memory,
            RequestMetrics metrics,
            ListenerSettings settings) {
        this.socket = socket;
        this.channel = socket.channelHandlerContext().channel();
        this.loop = loop;
        this.client = client;
        this.dispatcher = dispatcher;
        this.memory = memory;
        this.metrics = metrics;
        this.maxInFlight = settings.maxInFlightRequests();
        this.assembler = new FrameAssembler(settings.maxRequestBytes());
        this.encoder =
                new ResponseEncoder(channel.alloc(), socket.isSsl() ? Integer.MAX_VALUE : settings.zeroCopyBytes());
    }

    /**
     * @param onClose called once, when the connection is closed for whatever reason
     */
    void start(Runnable onClose) {
        socket.messageHandler(this::receive);
        socket.drainHandler(drained -> readOn());
        socket.exceptionHandler(failure -> LOG.debugf("connection %s: %s", client.id(), failure.getMessage()));
        socket.closeHandler(gone -> {
            onClosed();
            onClose.run();
        });
    }

    void close() {
        socket.close();
    }

    /** Requests that have no answer yet. */
    int inFlight() {
        return answers.size();
    }

    private void receive(Object message) {
        if (closed || !(message instanceof ByteBuf buffer)) {
            ReferenceCountUtil.release(message);
            return;
        }
        metrics.received(buffer.readableBytes());
        input.add(buffer);
        readOn();
    }

    /** Serves what has come in. Not entered again by answers that are ready at once: thousands may lie in one chunk. */
    private void readOn() {
        if (reading) {
            return;
        }
        reading = true;
        try {
            while (!closed && mayRead() && readFrame()) {
                // readFrame does the work
            }
        } catch (FrameRefusedException | InvalidRequestException bad) {
            hangUp(bad.getMessage());
        } finally {
            reading = false;
        }
        channel.config().setAutoRead(!closed && mayRead());
    }

    private boolean mayRead() {
        return !waitingForMemory && answers.size() < maxInFlight && channel.isWritable();
    }

    /**
     * @return whether to go on: false when the input is used up or memory has to be waited for
     */
    private boolean readFrame() {
        ByteBuf chunk = input.peek();
        if (chunk == null) {
            return false;
        }
        ByteBuffer frame = assembler.read(chunk);
        if (frame == null && assembler.wantsMemory()) {
            if (!memory.reserve(assembler.frameBytes(), () -> loop.runOnContext(granted -> onMemoryGranted()))) {
                waitingForMemory = true;
                return false;
            }
            assembler.allocate();
            frame = assembler.read(chunk);
        }
        if (!chunk.isReadable()) {
            input.remove().release();
        }
        if (frame != null) {
            serve(frame);
        }
        return true;
    }

    private void onMemoryGranted() {
        waitingForMemory = false;
        if (closed) {
            memory.release(assembler.frameBytes());
            return;
        }
        assembler.allocate();
        readOn();
    }

    private void serve(ByteBuffer frame) {
        int bytes = frame.capacity();
        RequestHeader header;
        try {
            header = ApiDispatcher.readHeader(frame);
        } catch (InvalidRequestException bad) {
            memory.release(bytes);
            throw bad;
        }
        long started = System.nanoTime();
        ResponseQueue.Slot<Answer> slot = answers.open();
        dispatcher.dispatch(header, frame, client).thenAccept(response -> {
            metrics.answered(header, started);
            memory.release(bytes);
            onLoop(() -> complete(slot, new Answer(header, response)));
        });
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    private void complete(ResponseQueue.Slot<Answer> slot, Answer answer) {
        if (closed) {
            discard(answer);
            return;
        }
        answers.complete(slot, answer);
        if (!channel.config().isAutoRead() || !input.isEmpty()) {
            readOn();
        }
    }

    private void send(Answer answer) {
        if (closed || answer.response() instanceof ApiResponse.Silence) {
            discard(answer);
        } else if (answer.response() instanceof ApiResponse.Hangup hangup) {
            hangUp(hangup.reason());
        } else if (answer.response() instanceof ApiResponse.Message message) {
            write(answer.request(), message);
        }
    }

    private void write(RequestHeader request, ApiResponse.Message message) {
        try {
            List<Object> parts = encoder.encode(request, message);
            metrics.sent(ResponseEncoder.length(parts));
            parts.forEach(part -> socket.writeMessage(part, null));
        } catch (RuntimeException failure) {
            hangUp("cannot write the response to %s: %s".formatted(request.apiKey().name, failure));
        }
    }

    private void hangUp(String reason) {
        LOG.warnf("closing connection %s: %s", client.id(), reason);
        metrics.refused();
        closed = true;
        socket.close();
    }

    private void onClosed() {
        closed = true;
        input.forEach(ByteBuf::release);
        input.clear();
        if (assembler.holdsMemory()) {
            memory.release(assembler.frameBytes());
        }
        answers.drain(Connection::discard);
        metrics.disconnected();
    }

    private static void discard(Answer answer) {
        if (answer.response() instanceof ApiResponse.Message message) {
            message.records().forEach(SlicedRecords::close);
        }
    }

    private record Answer(RequestHeader request, ApiResponse response) {}
}
