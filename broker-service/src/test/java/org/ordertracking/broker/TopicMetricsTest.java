package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Topic;

class TopicMetricsTest {

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whatIsAppendedCountsForItsTopicAndPartition() {
        Topic orders = broker.topic("orders", 2);
        show(10, 10);

        Records.append(orders.partitions().get(1), Records.batch("a", "b", "c"));

        assertThat(counter("broker.topic.appended.records", "orders")).isEqualTo(3);
        assertThat(counter("broker.topic.appended", "orders"))
                .isEqualTo(orders.partitions().get(1).log().sizeInBytes());
        assertThat(registry.get("broker.partition.end.offset")
                        .tags("topic", "orders", "partition", "1")
                        .gauge()
                        .value())
                .isEqualTo(3);
        assertThat(registry.get("broker.partition.end.offset")
                        .tags("topic", "orders", "partition", "0")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void aTopicThatIsMadeLaterIsShownAndOneThatIsDeletedNoMore() {
        show(10, 10);
        Topic orders = broker.topic("orders", 2);
        assertThat(topicsShown()).containsExactly("orders");

        broker.topics().delete(orders.id()).toCompletableFuture().join();

        await().untilAsserted(() -> assertThat(topicsShown()).isEmpty());
        assertThat(registry.find("broker.partition.size").meters()).isEmpty();
    }

    @Test
    void whatIsBeyondTheLimitsIsCounted() {
        broker.topic("orders", 2);
        broker.topic("stock", 2);
        show(1, 3);

        assertThat(topicsShown()).hasSize(1);
        assertThat(registry.find("broker.partition.size").meters()).hasSize(3);
        assertThat(unshown("topics")).isEqualTo(1);
        assertThat(unshown("partitions")).isEqualTo(1);
    }

    private void show(int topics, int partitions) {
        BrokerConfig config = RunningBroker.configOf(Map.of(
                "broker.metrics.topics", String.valueOf(topics),
                "broker.metrics.partitions", String.valueOf(partitions)));
        TopicMetrics.bind(broker.topics(), registry, config.metrics());
    }

    private double counter(String name, String topic) {
        return registry.get(name).tag("topic", topic).functionCounter().count();
    }

    private double unshown(String of) {
        return registry.get("broker.series.unshown").tag("of", of).gauge().value();
    }

    private List<String> topicsShown() {
        return registry.find("broker.topic.appended").meters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag("topic"))
                .toList();
    }
}
