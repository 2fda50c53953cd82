package org.ordertracking.endtoend.history.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.HistoryRecorder;
import org.ordertracking.endtoend.history.Operation.Crash;
import org.ordertracking.endtoend.history.check.Anomaly;
import org.ordertracking.endtoend.history.check.HistoryChecker;
import org.ordertracking.endtoend.history.workload.KillSchedule.Kill;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/**
 * The broker is killed again and again while producers, with and without transactions, write and consumers
 * read. What they
 * did and were told is then held against what the broker promises. In the manner of Jepsen's tests.
 */
@Tag("history")
class HistoryIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final List<TopicPartition> SOURCES = partitions("history", 3);
    private static final List<TopicPartition> TARGETS = partitions("copies", 2);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);
    private static final int LAST_OPERATIONS = 500;

    private final HistorySettings settings = HistorySettings.fromSystemProperties();
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final Progress progress = new Progress();

    @Test
    void aBrokerThatIsKilledAtRandomKeepsItsPromises() throws Exception {
        System.out.printf(
                "history of %d kills; -Dhistory.seed=%d gives the same schedule%n", settings.kills(), settings.seed());
        BrokerProcess broker = BrokerProcess.create(PROCESSES);
        broker.start();
        Connection connection = new Connection(broker.bootstrapServers());
        createTopics(connection);

        AtomicBoolean ending = new AtomicBoolean();
        Stage stage = new Stage(connection, recorder, progress, SOURCES, TARGETS, ending::get);
        try (Cast cast = Cast.on(stage, settings.seed())) {
            killAtRandom(broker, cast);
            ending.set(true);
            cast.awaitEnd();
        }
        new FinalReader(connection, recorder)
                .readAll(Stream.concat(SOURCES.stream(), TARGETS.stream()).toList());

        Path record = PROCESSES.dataDirectory("history").resolve("operations.log");
        recorder.writeTo(record);
        History history = recorder.history();
        List<Anomaly> anomalies = HistoryChecker.check(history);
        System.out.printf(
                "history of %d kills: %d operations, %d acknowledged, %d anomalies%n",
                history.all(Crash.class).size(),
                history.operations().size(),
                progress.acknowledged(),
                anomalies.size());
        assertThat(anomalies)
                .as("anomalies with -Dhistory.seed=%d; all operations are in %s", settings.seed(), record)
                .isEmpty();
    }

    private void killAtRandom(BrokerProcess broker, Cast cast) throws InterruptedException {
        int number = 0;
        for (Kill kill : KillSchedule.of(settings.seed(), settings.kills())) {
            progress.await(progress.acknowledged() + kill.afterOperations(), LONGEST_SILENCE);
            long begun = recorder.begin();
            broker.kill();
            if (kill.again()) {
                broker.process().launch();
                CompletableFuture.runAsync(
                                broker::kill,
                                CompletableFuture.delayedExecutor(
                                        kill.intoStart().toMillis(), TimeUnit.MILLISECONDS))
                        .join();
            }
            broker.start();
            recorder.add(new Crash(recorder.since(begun), ++number));
            cast.requireHealthy();
        }
        progress.await(progress.acknowledged() + LAST_OPERATIONS, LONGEST_SILENCE);
    }

    /** Segments as small as can be, so that the broker is also killed while it starts new ones. */
    private static void createTopics(Connection connection) throws Exception {
        try (Admin admin = connection.admin()) {
            admin.createTopics(Stream.of(SOURCES, TARGETS)
                            .map(partitions -> new NewTopic(partitions.get(0).topic(), partitions.size(), (short) 1)
                                    .configs(Map.of("segment.bytes", "1048576")))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static List<TopicPartition> partitions(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }
}
