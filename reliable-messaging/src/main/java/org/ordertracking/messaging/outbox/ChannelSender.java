package org.ordertracking.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.ordertracking.events.EventHeaders;
import org.ordertracking.messaging.telemetry.TraceParent;

/** Sends through the outgoing channel {@code outbox}: SmallRye's Kafka connector, or an in-memory one in tests. */
@Singleton
class ChannelSender implements RecordSender {

    static final String CHANNEL = "outbox";

    private final MutinyEmitter<byte[]> emitter;

    /** The buffer needs no limit of its own: the relay has one batch in flight and waits for it. */
    ChannelSender(@Channel(CHANNEL) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    @Override
    public CompletionStage<Void> send(OutboxRow row) {
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(row.topic())
                .withKey(row.key())
                .withHeaders(headers(row))
                .build();
        Message<byte[]> message = Message.of(row.payload()).addMetadata(metadata);
        if (row.traceParent() != null) {
            message = message.addMetadata(TracingMetadata.withCurrent(TraceParent.toContext(row.traceParent())));
        }
        Uni<Void> acknowledged = emitter.sendMessage(message);
        return acknowledged.subscribeAsCompletionStage();
    }

    private static RecordHeaders headers(OutboxRow row) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, EventHeaders.SPEC_VERSION, EventHeaders.SPEC_VERSION_1);
        add(headers, EventHeaders.ID, row.eventId());
        add(headers, EventHeaders.TYPE, row.type());
        add(headers, EventHeaders.SOURCE, row.source());
        add(headers, EventHeaders.SUBJECT, row.key());
        add(headers, EventHeaders.TIME, row.occurredAt().toString());
        add(headers, EventHeaders.CONTENT_TYPE, EventHeaders.JSON);
        if (row.traceParent() != null) {
            add(headers, EventHeaders.TRACE_PARENT, row.traceParent());
        }
        return headers;
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
