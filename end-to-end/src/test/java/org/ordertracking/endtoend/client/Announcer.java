package org.ordertracking.endtoend.client;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;

/** Says events in the place of a service that a test plays. */
public final class Announcer implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final String service;
    private final KafkaProducer<String, byte[]> producer;

    /** @param service the name of the service that is played */
    public Announcer(String bootstrapServers, String service) {
        this.service = service;
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Says events, one after the other; they are on the log afterwards. */
    public void say(Event... events) {
        for (Event event : events) {
            EncodedEvent encoded = codec.encode(EventEnvelope.wrap(event, "/" + service, Clock.systemUTC()));
            var record = new ProducerRecord<>(encoded.topic(), encoded.key(), encoded.payload());
            encoded.headers()
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            try {
                producer.send(record).get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(event + " cannot be said", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while an event was said", e);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
