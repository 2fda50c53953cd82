package org.ordertracking.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.fixture.TestDisk.below;
import static org.ordertracking.broker.topic.TopicRegistryTest.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.TestBroker;

/** The disk fails, or the process is killed, at every step of a change. */
class TopicRegistryFailureTest {
    private static final String METADATA = Uuid.METADATA_TOPIC_ID.toString();

    @TempDir
    private Path directory;

    @TempDir
    private Path copy;

    private TestBroker broker;
    private final LogLines log = LogLines.of("org.ordertracking.broker");

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
    }

    @AfterEach
    void stop() {
        broker.close();
        log.close();
    }

    @Test
    void aCrashBetweenTheLogsAndTheMetadataLeavesNoTopicAndNoLogs() {
        List<Integer> orphans = new ArrayList<>();
        // The metadata is written next, and nothing of it is there yet.
        broker.disk().refuseWrites(file -> {
            if (file.toString().contains(METADATA)) {
                killHere();
                orphans.add(logsIn(copy));
                return true;
            }
            return false;
        });
        assertThatThrownBy(() -> create("orders")).isInstanceOf(KafkaStorageException.class);
        assertThat(orphans).as("logs at the moment of the crash").containsExactly(3);

        try (TestBroker restarted = TestBroker.in(copy).start()) {
            assertThat(restarted.topics().all()).isEmpty();
            Awaitility.await().ignoreExceptions().until(() -> logsIn(copy) == 0);
            await(restarted.topics().create(new NewTopic("orders", 3, Map.of()), false));
        }
    }

    @Test
    void whenTheMetadataCannotBeWrittenTheTopicIsNotThereAndMayBeMadeLater() {
        broker.disk().refuseWrites(below(METADATA));
        assertThatThrownBy(() -> create("orders")).isInstanceOf(KafkaStorageException.class);

        assertThat(broker.topics().all()).isEmpty();
        Awaitility.await().ignoreExceptions().until(() -> logsIn(directory) == 0);

        broker.disk().repair();
        create("orders");
        assertThat(broker.restart().topics().all()).extracting(Topic::name).containsExactly("orders");
    }

    @Test
    void whenOneOfTheLogsCannotBeMadeTheOthersAreTakenAway() {
        broker.disk().refuseWrites(file -> file.getParent().endsWith("2"));
        assertThatThrownBy(() -> create("orders")).isInstanceOf(KafkaStorageException.class);

        assertThat(broker.topics().all()).isEmpty();
        Awaitility.await().ignoreExceptions().until(() -> logsIn(directory) == 0);
        broker.disk().repair();
        create("orders");
    }

    @Test
    void aTopicThatExistsIsUnharmedWhenTheDiskRefusesToSayThatItIsDeleted() {
        Topic orders = create("orders");
        broker.disk().refuseWrites(below(METADATA));

        assertThatThrownBy(() -> await(broker.topics().delete(orders.id()))).isInstanceOf(KafkaStorageException.class);

        assertThat(broker.topics().byName("orders")).containsSame(orders);
        assertThat(logsIn(directory)).isEqualTo(3);
        broker.disk().repair();
        await(broker.topics().delete(orders.id()));
    }

    @Test
    void aTopicIsDeletedAlthoughItsLogsCannotBeMovedAndTheyGoAtTheNextStart() {
        Topic orders = create("orders");
        broker.disk().refuseMoves(below("logs"));

        await(broker.topics().delete(orders.id()));
        assertThat(broker.topics().all()).isEmpty();
        Awaitility.await()
                .untilAsserted(() -> assertThat(log.warnings()).hasSize(3).allMatch(line -> line.contains("orders")));
        assertThat(logsIn(directory)).isEqualTo(3);

        broker.disk().repair();
        broker.restart();
        assertThat(broker.topics().all()).isEmpty();
        Awaitility.await().ignoreExceptions().until(() -> logsIn(directory) == 0);
    }

    @Test
    void aCrashAfterADeletionWasWrittenDeletesTheLogsAtTheNextStart() {
        Topic orders = create("orders");
        broker.disk().refuseMoves(below("logs"));
        await(broker.topics().delete(orders.id()));
        killHere();

        assertThat(logsIn(copy)).isEqualTo(3);
        try (TestBroker restarted = TestBroker.in(copy).start()) {
            assertThat(restarted.topics().all()).isEmpty();
            Awaitility.await().ignoreExceptions().until(() -> logsIn(copy) == 0);
        }
    }

    @Test
    void aListenerThatFailsUndoesNothing() {
        broker.topics().listen((delta, image) -> {
            throw new IllegalStateException("on purpose");
        });
        List<Uuid> heard = new ArrayList<>();
        broker.topics()
                .listen((delta, image) ->
                        heard.addAll(delta.topicsDelta().changedTopics().keySet()));

        Topic orders = create("orders");

        assertThat(broker.topics().byName("orders")).containsSame(orders);
        assertThat(heard).containsExactly(orders.id());
        assertThat(log.warnings()).singleElement().asString().contains("on purpose");
    }

    @Test
    void aListenerThatLooksFindsTheChangeDone() {
        List<Boolean> found = new ArrayList<>();
        broker.topics()
                .listen((delta, image) ->
                        found.add(broker.topics().byName("orders").isPresent()));

        Topic orders = create("orders");
        await(broker.topics().delete(orders.id()));

        assertThat(found).containsExactly(true, false);
    }

    private Topic create(String name) {
        PlannedTopic created = await(broker.topics().create(new NewTopic(name, 3, Map.of()), false));
        return broker.topics().byId(created.id()).orElseThrow();
    }

    /** What a killed process leaves: all that was written, nothing that was still to come. */
    private void killHere() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path source : all.toList()) {
                Path target = copy.resolve(directory.relativize(source));
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Partition directories but that of the metadata. */
    private static int logsIn(Path data) {
        try (Stream<Path> all = Files.walk(data.resolve("logs"), 2)) {
            return (int) all.filter(path -> path.getNameCount() == data.getNameCount() + 3)
                    .filter(path -> !path.getParent().endsWith(METADATA))
                    .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
