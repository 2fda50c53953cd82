package org.ordertracking.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.messaging.inbox.ShutdownGate;

class DeadLetterWriterTest {

    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final List<ProducerRecord<byte[], byte[]>> written = new CopyOnWriteArrayList<>();
    private final ShutdownGate gate = new ShutdownGate();
    private final DeadLetterWriter writer = new DeadLetterWriter(this::append, gate, new QuickPauses());

    private void append(ProducerRecord<byte[], byte[]> record) {
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        written.add(record);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void aLetterIsDoneWhenTheLogHasIt() throws Exception {
        write(Letters.letter(1)).get(10, TimeUnit.SECONDS);

        assertThat(written).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo(Letters.TOPIC);
            assertThat(record.value()).isEqualTo(Letters.letter(1).value());
        });
    }

    @Test
    void whileTheBrokerIsAwayALetterWaitsAndIsNotLost() throws Exception {
        failures.addAll(List.of(new TimeoutException("away"), new TimeoutException("still away")));

        write(Letters.letter(1)).get(10, TimeUnit.SECONDS);

        assertThat(written).hasSize(1);
        assertThat(failures).isEmpty();
        await().until(() -> writer.waiting() == 0);
    }

    @Test
    void aLetterThatIsTooLargeGoesWithoutItsValueAndSaysSo() throws Exception {
        failures.add(new RecordTooLargeException("too much"));

        write(Letters.letter(1, new byte[77])).get(10, TimeUnit.SECONDS);

        assertThat(written).singleElement().satisfies(record -> {
            assertThat(record.value()).isNull();
            assertThat(new String(record.headers()
                            .lastHeader(DeadLetterHeaders.OMITTED)
                            .value()))
                    .isEqualTo("77");
            assertThat(record.headers().lastHeader(DeadLetterHeaders.OFFSET)).isNotNull();
        });
    }

    @Test
    void aLetterThatWaitsWhenTheProcessStopsIsNeverDone() {
        failures.addAll(Collections.nCopies(1000, new TimeoutException("away")));

        CompletableFuture<Void> done = write(Letters.letter(1));
        await().until(() -> failures.size() < 1000);
        gate.channelsAreClosed(new Object());

        await().until(() -> writer.waiting() == 0);
        assertThat(done).isNotDone();
        assertThat(written).isEmpty();
    }

    private CompletableFuture<Void> write(DeadLetter letter) {
        return writer.write(letter, "test-service").toCompletableFuture();
    }
}
