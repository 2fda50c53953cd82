package org.ordertracking.order.screening;

import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;

/** A client that is closed within a bounded time, whatever state it is in. */
record StoppableStreams(KafkaStreams client, Duration stopWithin) implements AutoCloseable {

    @Override
    public void close() {
        client.close(stopWithin);
    }
}
