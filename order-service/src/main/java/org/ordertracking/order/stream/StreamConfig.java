package org.ordertracking.order.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How orders are followed live. */
@ConfigMapping(prefix = "order-stream")
public interface StreamConfig {

    /** Streams that are open at the same time; further ones are refused with 503 until one ends. */
    @WithDefault("200")
    @Min(1)
    int maxFollowers();

    /**
     * How often an order is looked at when this instance heard nothing of it: another instance may have. Also the pace at
     * which ends and heartbeats are noticed. Whole seconds.
     */
    @WithDefault("2s")
    Duration lookAgainEvery();

    /**
     * A stream is closed after this time, whatever the order does; browsers come back by themselves and go on where they were.
     * So no place is kept for ever by a connection whose end nobody noticed.
     */
    @WithDefault("15m")
    Duration longest();

    /** A comment is sent after this much silence, so that no proxy takes the connection for dead. */
    @WithDefault("15s")
    Duration heartbeatAfter();

    /**
     * A stream ends when the order is at an end, no parcel of it is on its way back, and this much time has passed since the
     * last event: what follows an end (goods that go back, messages to the customer) takes a moment.
     */
    @WithDefault("5s")
    Duration quietBeforeEnd();

    /**
     * How long a stream of an order at an end waits for the event that brought it there to be on the timeline, which is read
     * from the log and may be behind.
     */
    @WithDefault("1m")
    Duration longestWaitForTheLog();
}
