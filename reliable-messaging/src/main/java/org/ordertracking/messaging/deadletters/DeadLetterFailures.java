package org.ordertracking.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.inbox.ReceiverStoppedException;
import org.ordertracking.messaging.inbox.UnappliedEventException;

/**
 * The failure strategy {@value #STRATEGY} of incoming channels: what a listener throws on makes its record a dead letter. The
 * record is acknowledged when the letter is on the log, never before, and its channel waits until then.
 *
 * <p>In place of the connector's own {@code dead-letter-queue}, which knows neither stack nor attempts, and which breaks the
 * channel when the broker stays away for longer than a producer tries.
 */
@ApplicationScoped
@Identifier(DeadLetterFailures.STRATEGY)
class DeadLetterFailures implements KafkaFailureHandler.Factory {

    static final String STRATEGY = "dead-letter";

    private final DeadLetterWriter writer;
    private final String service;

    DeadLetterFailures(DeadLetterWriter writer, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.writer = writer;
        this.service = service;
    }

    @Override
    public KafkaFailureHandler create(
            KafkaConnectorIncomingConfiguration channel,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return new Handler(channel.getDeadLetterQueueTopic().orElse(null));
    }

    private final class Handler implements KafkaFailureHandler {

        private final String configuredTopic;

        /**
         * @param configuredTopic null for the usual name
         */
        Handler(String configuredTopic) {
            this.configuredTopic = configuredTopic;
        }

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
            if (reason instanceof ReceiverStoppedException) {
                // Neither applied nor given up: it stays where it is and comes again after the next start.
                return Uni.createFrom().nothing();
            }
            DeadLetter letter = letter(record, reason);
            String topic = configuredTopic != null
                    ? configuredTopic
                    : Topics.deadLetters(letter.origin().topic(), service);
            return Uni.createFrom()
                    .completionStage(() -> writer.writeTo(topic, letter))
                    .chain(() -> Uni.createFrom().completionStage(record.ack()))
                    .emitOn(record::runOnMessageContext);
        }

        private DeadLetter letter(IncomingKafkaRecord<?, ?> record, Throwable reason) {
            List<Header> headers = new ArrayList<>(List.of(record.getHeaders().toArray()));
            byte[] key = bytes(record.getKey());
            Header rawKey = record.getHeaders().lastHeader(FaithfulKeyDeserializer.RAW_KEY);
            if (rawKey != null) {
                headers.remove(rawKey);
                key = rawKey.value();
            }
            return new DeadLetter(
                    new Origin(record.getTopic(), record.getPartition(), record.getOffset(), record.getTimestamp()),
                    key,
                    bytes(record.getPayload()),
                    headers,
                    failure(reason));
        }

        private Failure failure(Throwable reason) {
            return reason instanceof UnappliedEventException unapplied
                    ? Failure.of(unapplied.consumer(), unapplied.attempts(), unapplied.getCause())
                    : Failure.of(service, 1, reason);
        }

        private byte[] bytes(Object content) {
            if (content == null || content instanceof byte[]) {
                return (byte[]) content;
            }
            if (content instanceof String text) {
                return text.getBytes(UTF_8);
            }
            throw new IllegalArgumentException("A channel with the failure strategy " + STRATEGY
                    + " must read keys as text and values as bytes, not "
                    + content.getClass().getName());
        }
    }
}
