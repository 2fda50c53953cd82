package org.ordertracking.order.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.ProductViewed;
import org.ordertracking.messaging.retry.Outage;
import org.ordertracking.order.application.ActivityConfig;
import org.ordertracking.order.application.ActivityLog;

/**
 * Sends product views through a channel of their own: no transaction, no row in the outbox, another producer than the one of
 * orders. At most so many are on their way; what comes while the broker is away is counted and dropped.
 */
@Singleton
class ActivitySender implements ActivityLog {

    private static final Logger LOG = Logger.getLogger(ActivitySender.class);

    static final String CHANNEL = "activity";

    private final MutinyEmitter<byte[]> emitter;
    private final EventCodec codec;
    private final Clock clock;
    private final String source;
    private final Semaphore places;
    private final Counter sent;
    private final Counter dropped;
    private final Outage outage = new Outage(
            LOG, "Product views cannot be sent and are dropped", "Product views are sent again", System::nanoTime);

    ActivitySender(
            @Channel(CHANNEL) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter,
            EventCodec codec,
            Clock clock,
            ActivityConfig config,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.emitter = emitter;
        this.codec = codec;
        this.clock = clock;
        this.source = "/" + service;
        this.places = new Semaphore(config.maxOnTheirWay());
        this.sent = counter("activity.sent", "Product views on the log", meters);
        this.dropped = counter("activity.dropped", "Product views that were not sent", meters);
    }

    private static Counter counter(String name, String description, MeterRegistry meters) {
        return Counter.builder(name).description(description).register(meters);
    }

    @Override
    public void note(ProductViewed view) {
        if (!places.tryAcquire()) {
            dropped.increment();
            return;
        }
        EncodedEvent encoded = codec.encode(EventEnvelope.wrap(view, source, clock));
        Message<byte[]> message = Message.of(encoded.payload())
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(encoded.topic())
                        .withKey(encoded.key())
                        .withHeaders(headers(encoded))
                        .build());
        emitter.sendMessage(message).subscribe().with(acknowledged -> onLog(), this::lost);
    }

    private static RecordHeaders headers(EncodedEvent encoded) {
        RecordHeaders headers = new RecordHeaders();
        encoded.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private void onLog() {
        places.release();
        sent.increment();
        synchronized (outage) {
            outage.recovered();
        }
    }

    private void lost(Throwable failure) {
        places.release();
        dropped.increment();
        synchronized (outage) {
            outage.failed(failure);
        }
    }
}
