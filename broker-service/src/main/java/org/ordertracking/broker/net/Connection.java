package org.ordertracking.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.net.impl.NetSocketInternal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.requests.RequestHeader;
import org.jboss.logging.Logger;
import org.ordertracking.broker.api.ApiDispatcher;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.ClientConnection;
import org.ordertracking.broker.api.ConnectedClient;

/**
 * One client connection: frames in, responses out in the order of the requests.
 *
 * <pre>
 *            ┌─ in flight at its limit · no memory · client does not read · throttled ──────────┐
 *   READING ─┤                                                                                 ▼
 *      ▲     └─► CLOSED ◄── client gone · bad frame · hang-up ─────────────────────────────  PAUSED
 *      │            ▲                                                                          │
 *      │            └─ client closes, or a second ── FINISHED ◄─ all answered, all taken ─┐    │
 *      │                                                                                  │    │
 *      │   READING or PAUSED ── {@link #finish} ──► FINISHING (what has come in is served; no more is read)
 *      └────────── an answer left · memory granted · socket writable · throttle over ──────────┘
 * </pre>
 *
 * Requests are handed on in order, those of producers and of group members without waiting for each other, so that several
 * produce requests share one sync; all others when those before them are answered (see {@link Turnstile}). What a client can
 * make the broker hold is bounded by the in-flight limit, {@link RequestMemory} and {@link ResponseMemory}. A response is encoded
 * only when the client has taken those before it, so a client that does not read holds at most one. Everything here runs on
 * the connection's event loop.
 */
final class Connection {
    private static final Logger LOG = Logger.getLogger(Connection.class);

    /** How long a client that does not read may hold up the closing of its connection. */
    private static final long LINGER_SECONDS = 1;

    private final NetSocketInternal socket;
    private final Channel channel;
    private final ClientConnection client;
    private final ClientFacts facts;
    private final ApiDispatcher dispatcher;
    private final RequestMetrics metrics;
    private final int maxInFlight;
    private final FrameReader frames;
    private final FrameDeadline deadline;
    private final UntakenResponses answers;
    private final Turnstile turnstile;
    private final Throttle throttle;
    private Request held;
    private boolean reading;
    private boolean finishing;
    private volatile boolean finished;
    private boolean closed;

    Connection(
            NetSocketInternal socket,
            Context loop,
            ClientConnection client,
            ApiDispatcher dispatcher,
            RequestMemory memory,
            CongestionGate gate,
            ResponseMemory responseMemory,
            RequestMetrics metrics,
            ListenerSettings settings) {
        this.socket = socket;
        this.channel = socket.channelHandlerContext().channel();
        this.client = client;
        this.facts = new ClientFacts(client, InstantSource.system());
        this.dispatcher = dispatcher;
        this.metrics = metrics;
        this.maxInFlight = settings.maxInFlightRequests();
        this.frames = new FrameReader(
                new FrameAssembler(channel.alloc(), settings.maxRequestBytes()),
                memory,
                step -> loop.runOnContext(granted -> step.run()),
                this::readOn);
        this.deadline = new FrameDeadline(
                channel.eventLoop(),
                settings.frameTimeout(),
                () -> !closed && frames.hasPartOfFrame(),
                this::mayRead,
                this::hangUp);
        int zeroCopyBytes = socket.isSsl() ? Integer.MAX_VALUE : settings.zeroCopyBytes();
        ResponseEncoder encoder = new ResponseEncoder(channel.alloc(), zeroCopyBytes, responseMemory::isUsedUp);
        this.answers = new UntakenResponses(
                socket, channel::isWritable, encoder, responseMemory, this::send, this::readOnIfPaused);
        this.throttle = new Throttle(channel.eventLoop(), this::readOn);
        this.turnstile = new Turnstile(gate, this::readOn);
    }

    /**
     * @param onClose called once, when the connection is closed for whatever reason
     */
    void start(Runnable onClose) {
        channel.config().setMessageSizeEstimator(new OutboundSize());
        socket.messageHandler(this::receive);
        socket.drainHandler(drained -> onWritable());
        socket.exceptionHandler(failure -> LOG.debugf("connection %s: %s", client.id(), failure.getMessage()));
        socket.closeHandler(gone -> {
            onClosed();
            onClose.run();
        });
    }

    /** Reads no more, serves what has come in whole, and closes when the client has taken every answer. Any thread may ask. */
    void finish() {
        onLoop(() -> {
            finishing = true;
            throttle.lift();
            readOn();
        });
    }

    /** Sends what has been answered, and closes; a client that takes too long to read loses it. Any thread may ask. */
    void close() {
        socket.close();
        onLoop(this::cutOffSoon);
    }

    private void onLoop(Runnable step) {
        try {
            channel.eventLoop().execute(step);
        } catch (RejectedExecutionException loopIsGone) {
            LOG.tracef("connection %s: its event loop has ended", client.id());
        }
    }

    /**
     * Half of it first: a socket that is closed with something unread resets the connection, and what the client has not
     * taken by then is lost to it.
     */
    private void sayGoodbye() {
        if (!closed && answers.areTaken()) {
            closed = true;
            finished = true;
            ((DuplexChannel) channel).shutdownOutput();
            channel.config().setAutoRead(true);
            cutOffSoon();
        }
    }

    /** Hangs up on a client that has not taken any of what it is to take for so long. Any thread may ask. */
    void hangUpIfStalled(Duration time) {
        onLoop(() -> {
            if (!closed && answers.areStalled(time)) {
                hangUp("responses are not taken, and broker.listener.response-bytes are used up");
            }
        });
    }

    /** Whether all that was asked over it is answered, and it only waits for the client to hang up. */
    boolean isFinished() {
        return finished;
    }

    private void cutOffSoon() {
        channel.eventLoop().schedule(this::cutOff, LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void cutOff() {
        // Not socket.close(), which waits until all is written.
        socket.channelHandlerContext().close();
    }

    /** Requests that have no answer yet. */
    int inFlight() {
        return answers.inFlight();
    }

    /** Who the client is, for those who look; any thread may ask. */
    ConnectedClient describe() {
        return facts.describe(inFlight());
    }

    private void receive(Object message) {
        if (closed || !(message instanceof ByteBuf buffer)) {
            ReferenceCountUtil.release(message);
            return;
        }
        metrics.received(buffer.readableBytes());
        frames.add(buffer);
        readOn();
    }

    private void onWritable() {
        answers.passOn();
        readOn();
    }

    /** Serves what has come in. Not entered again by answers that are ready at once: thousands may lie in one chunk. */
    private void readOn() {
        if (reading) {
            return;
        }
        reading = true;
        try {
            while (!closed && (serveHeld() || mayRead() && serveNext())) {
                // one request after the other
            }
        } catch (FrameRefusedException | InvalidRequestException bad) {
            hangUp(bad.getMessage());
        } finally {
            reading = false;
        }
        boolean mayRead = !closed && mayRead();
        boolean readMore = mayRead && !finishing;
        if (!closed) {
            channel.config().setAutoRead(readMore);
        }
        if (mayRead && finishing && answers.areTaken()) {
            // Not at once: this may be told by the very write that it would cut off.
            onLoop(this::sayGoodbye);
        }
        if (readMore && frames.hasPartOfFrame()) {
            deadline.await(frames.begun(), frames.frameBytes());
        }
    }

    private boolean mayRead() {
        return !frames.waitsForMemory()
                && held == null
                && !throttle.isOn()
                && answers.inFlight() < maxInFlight
                && channel.isWritable()
                && answers.haveRoom();
    }

    private boolean serveNext() {
        ByteBuf frame = frames.next();
        if (frame == null) {
            return false;
        }
        serve(frame);
        return true;
    }

    private void serve(ByteBuf frame) {
        ByteBuffer bytes = frame.nioBuffer();
        RequestHeader header;
        try {
            header = ApiDispatcher.readHeader(bytes);
        } catch (InvalidRequestException bad) {
            frames.letGoOf(frame);
            throw bad;
        }
        Request request = new Request(header, frame, bytes);
        if (turnstile.letsThrough(header.apiKey())) {
            dispatch(request);
        } else {
            held = request;
        }
    }

    /** Serves the request that was not let through before, if it is now. */
    private boolean serveHeld() {
        if (held == null
                || closed
                || throttle.isOn()
                || !turnstile.letsThrough(held.header().apiKey())) {
            return false;
        }
        Request next = held;
        held = null;
        dispatch(next);
        return true;
    }

    private void dispatch(Request request) {
        RequestHeader header = request.header();
        facts.asked(header, request.bytes());
        long started = System.nanoTime();
        metrics.began();
        ResponseQueue.Slot<UntakenResponses.Waiting> slot = answers.open();
        dispatcher.dispatch(header, request.bytes(), client).thenAccept(response -> {
            frames.letGoOf(request.frame());
            try {
                metrics.answered(header, response, started);
            } finally {
                // Whatever becomes of the counting: without its answer the connection would wait for ever.
                answer(slot, new Answer(header, response));
            }
        });
    }

    /** Any thread may answer. */
    private void answer(ResponseQueue.Slot<UntakenResponses.Waiting> slot, Answer answer) {
        if (channel.eventLoop().inEventLoop()) {
            complete(slot, answer);
            return;
        }
        try {
            channel.eventLoop().execute(() -> complete(slot, answer));
        } catch (RejectedExecutionException loopIsGone) {
            answer.discard();
        }
    }

    private void complete(ResponseQueue.Slot<UntakenResponses.Waiting> slot, Answer answer) {
        if (closed) {
            answer.discard();
            return;
        }
        answers.complete(slot, answer);
        readOnIfPaused();
    }

    private void readOnIfPaused() {
        if (!closed && (!channel.config().isAutoRead() || frames.hasInput())) {
            readOn();
        }
    }

    private void send(Answer answer) {
        turnstile.answered(answer.request().apiKey());
        if (closed) {
            answer.discard();
        } else if (answer.response() instanceof ApiResponse.Silence silence) {
            throttle(silence.throttleMillis());
        } else if (answer.response() instanceof ApiResponse.Hangup hangup) {
            hangUp(hangup.reason());
        } else if (answer.response() instanceof ApiResponse.Message message) {
            write(answer.request(), message);
            throttle(message.throttleMillis());
        }
    }

    /** Stops reading for a while, unless nothing more is read anyway. */
    private void throttle(int millis) {
        if (millis > 0 && !finishing && throttle.pause(millis)) {
            metrics.throttled();
            channel.config().setAutoRead(false);
        }
    }

    private void write(RequestHeader request, ApiResponse.Message message) {
        try {
            metrics.sent(answers.write(request, message));
        } catch (RuntimeException | OutOfMemoryError failure) {
            hangUp("cannot write the response to %s: %s".formatted(request.apiKey().name, failure));
        }
    }

    private void hangUp(String reason) {
        // First of all: on a heap that is full, not even a line may come of it.
        closed = true;
        cutOffSoon();
        LOG.warnf("closing connection %s: %s", client.id(), OneLine.of(reason));
        metrics.refused();
        socket.close();
    }

    private void onClosed() {
        closed = true;
        frames.close();
        if (held != null) {
            frames.letGoOf(held.frame());
            held = null;
        }
        answers.drain();
        dispatcher.disconnected(client);
    }

    /** A request whose header is read; {@code bytes} are those of the frame, positioned at the body. */
    private record Request(RequestHeader header, ByteBuf frame, ByteBuffer bytes) {}
}
