package org.ordertracking.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.commit.KafkaIgnoreCommit;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.messaging.inbox.ReceiverStoppedException;
import org.ordertracking.messaging.inbox.ShutdownGate;

/** What happens to a record on which a listener throws. */
class DeadLetterFailuresTest {

    private static final Config ORDERS = new SmallRyeConfigBuilder()
            .withDefaultValues(Map.of("channel-name", "orders", "value.deserializer", "bytes"))
            .build();

    private final List<ProducerRecord<byte[], byte[]>> written = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private final DeadLetterWriter writer = new DeadLetterWriter(this::append, new ShutdownGate(), new QuickPauses());

    private void append(ProducerRecord<byte[], byte[]> record) {
        if (away) {
            throw new TimeoutException("away");
        }
        written.add(record);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void theRecordIsDoneWhenItsLetterIsOnTheLogAndNotBefore() throws Exception {
        away = true;
        CompletableFuture<Void> done = nack(record(new RecordHeaders()), new IllegalStateException("refused"));

        assertThat(done).isNotDone();
        away = false;

        done.get(10, TimeUnit.SECONDS);
        assertThat(written).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("orders.test-service.dead-letters");
            assertThat(letter.key()).isEqualTo("order-1".getBytes(UTF_8));
            assertThat(letter.value()).isEqualTo(new byte[] {1, 2});
            assertThat(text(letter, DeadLetterHeaders.REASON)).isEqualTo("refused");
            assertThat(text(letter, DeadLetterHeaders.OFFSET)).isEqualTo("41");
            assertThat(text(letter, DeadLetterHeaders.TIMESTAMP)).isEqualTo("1769860800000");
            assertThat(text(letter, DeadLetterHeaders.CONSUMER)).isEqualTo("test-service");
        });
    }

    @Test
    void aKeyThatIsNoTextIsInTheLetterAsItWas() throws Exception {
        byte[] raw = {(byte) 0xff, 7};
        RecordHeaders headers = new RecordHeaders();
        headers.add("x", new byte[] {1});
        headers.add(FaithfulKeyDeserializer.RAW_KEY, raw);

        nack(record(headers), new IllegalStateException("refused")).get(10, TimeUnit.SECONDS);

        assertThat(written).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(raw);
            assertThat(letter.headers().lastHeader(FaithfulKeyDeserializer.RAW_KEY))
                    .isNull();
            assertThat(letter.headers().lastHeader("x").value()).containsExactly(1);
        });
    }

    @Test
    void whatWasNotAppliedBecauseTheProcessStopsIsNoDeadLetter() {
        CompletableFuture<Void> done =
                nack(record(new RecordHeaders()), new ReceiverStoppedException("stopped", new RuntimeException()));

        assertThat(done).isNotDone();
        assertThat(writer.waiting()).isZero();
        assertThat(written).isEmpty();
    }

    private CompletableFuture<Void> nack(ConsumerRecord<String, byte[]> record, Throwable reason) {
        KafkaFailureHandler handler = new DeadLetterFailures(writer, "test-service")
                .create(new KafkaConnectorIncomingConfiguration(ORDERS), null, null, null);
        IncomingKafkaRecord<String, byte[]> message =
                new IncomingKafkaRecord<>(record, "orders", 0, new KafkaIgnoreCommit(), handler, false);
        CompletionStage<Void> nacked = message.nack(reason);
        return nacked.toCompletableFuture();
    }

    private static ConsumerRecord<String, byte[]> record(RecordHeaders headers) {
        return new ConsumerRecord<>(
                "orders",
                2,
                41,
                1769860800000L,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                "order-1",
                new byte[] {1, 2},
                headers,
                Optional.empty());
    }

    private static String text(ProducerRecord<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), UTF_8);
    }
}
