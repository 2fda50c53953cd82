package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.MovingClock;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.fixture.TestDisk;

class TransactionMetricsTest {
    private static final int TIMEOUT = 60_000;
    private static final short V2 = 2;

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeTimer timer = new FakeTimer();
    private final MovingClock clock = new MovingClock(timer);
    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTransactions()
                .withTimer(timer)
                .withClock(clock)
                .start();
        broker.topic("orders", 1);
        TransactionMetrics.bind(broker.transactions(), clock, registry);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void everyTransactionalIdCountsInTheStateThatItIsIn() {
        claim("idle");
        open("packing");
        ProducerIdAndEpoch done = open("checkout");
        get(broker.transactions().end("checkout", done, true, V2));

        await().untilAsserted(() -> assertThat(counts())
                .isEqualTo(Map.of(
                        "Empty", 1.0,
                        "Ongoing", 1.0,
                        "PrepareCommit", 0.0,
                        "PrepareAbort", 0.0,
                        "CompleteCommit", 1.0,
                        "CompleteAbort", 0.0)));
    }

    @Test
    void theOldestOpenTransactionIsTheOneThatWasOpenedFirst() {
        assertThat(oldestOpenSeconds()).isZero();
        ProducerIdAndEpoch first = open("packing");
        clock.advance(Duration.ofSeconds(10));
        open("checkout");
        clock.advance(Duration.ofSeconds(5));
        assertThat(oldestOpenSeconds()).isEqualTo(15);

        get(broker.transactions().end("packing", first, true, V2));

        await().untilAsserted(() -> assertThat(oldestOpenSeconds()).isEqualTo(5));
    }

    @Test
    void aTransactionWhoseMarkerCannotBeWrittenIsOpenStill() {
        ProducerIdAndEpoch producer = open("checkout");
        broker.disk().refuseWrites(TestDisk.below(broker.topic("orders", 1).id().toString()));
        var end = broker.transactions().end("checkout", producer, false, V2).toCompletableFuture();
        await().until(() -> counts().get("PrepareAbort") == 1);

        clock.advance(Duration.ofMillis(1_500));

        assertThat(end).isNotDone();
        assertThat(oldestOpenSeconds()).isEqualTo(1.5);
    }

    @Test
    void whatRanOutOfTimeIsCountedAndWhatEndedInTimeIsNot() {
        ProducerIdAndEpoch inTime = open("packing");
        open("checkout");
        get(broker.transactions().end("packing", inTime, false, V2));

        clock.advance(Duration.ofMillis(TIMEOUT));

        await().untilAsserted(() -> assertThat(timedOut()).isOne());
        assertThat(broker.transactions().find("packing").orElseThrow().producerEpoch())
                .as("bumped by its own end only")
                .isOne();
    }

    private ProducerIdAndEpoch claim(String id) {
        return get(broker.transactions().initializeProducer(id, TIMEOUT, null));
    }

    private ProducerIdAndEpoch open(String id) {
        ProducerIdAndEpoch producer = claim(id);
        get(broker.transactions().addPartitions(id, producer, Set.of(new TopicPartition("orders", 0)), V2));
        return producer;
    }

    private Map<String, Double> counts() {
        return registry.find("broker.transactions").gauges().stream()
                .collect(Collectors.toMap(gauge -> gauge.getId().getTag("state"), Gauge::value));
    }

    private double oldestOpenSeconds() {
        TimeGauge oldest = registry.get("broker.transactions.oldest.open").timeGauge();
        return oldest.value(TimeUnit.SECONDS);
    }

    private double timedOut() {
        FunctionCounter counter = registry.get("broker.transactions.timed.out").functionCounter();
        return counter.count();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
