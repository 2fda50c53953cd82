package org.ordertracking.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;

class TopicRegistryTest {
    private static final int MAX_PARTITIONS = 10;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTopicDefaults(new TopicDefaults(2, MAX_PARTITIONS, Map.of("retention.ms", "1234")))
                .start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aCreatedTopicIsFoundByNameAndByIdWithALogForEachPartition() {
        PlannedTopic created = await(registry().create(new NewTopic("orders", 3, Map.of()), false));

        Topic topic = registry().byName("orders").orElseThrow();
        assertThat(registry().byId(created.id())).containsSame(topic);
        assertThat(registry().all()).containsExactly(topic);
        assertThat(topic.partitions()).extracting(Partition::index).containsExactly(0, 1, 2);
        assertThat(topic.partitions())
                .allSatisfy(partition -> assertThat(append(partition, "a")).isZero());
        assertThat(topic.partition(3)).isEmpty();
        assertThat(topic.partition(-1)).isEmpty();
        assertThat(topic.internal()).isFalse();
    }

    @Test
    void aTopicWithoutANumberGetsTheDefaultNumberOfPartitions() {
        assertThat(create("orders", NewTopic.DEFAULT_PARTITIONS).partitions()).hasSize(2);
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        create("orders", 1);

        assertThatThrownBy(() -> create("orders", 1))
                .isInstanceOf(TopicExistsException.class)
                .hasMessageContaining("'orders'");
    }

    @Test
    void namesThatMetricsCannotTellApartCollide() {
        create("orders.new", 1);

        assertThatThrownBy(() -> create("orders_new", 1))
                .isInstanceOf(InvalidTopicException.class)
                .hasMessageContaining("orders.new");
        create("orders-new", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "with space", "slash/", "ümlaut", "line\nbreak"})
    void namesThatKafkaDoesNotAllowAreRefused(String name) {
        assertThatThrownBy(() -> create(name, 1)).isInstanceOf(InvalidTopicException.class);
    }

    @Test
    void aNameMayHave249CharactersAndNoMore() {
        create("x".repeat(249), 1);

        assertThatThrownBy(() -> create("x".repeat(250), 1)).isInstanceOf(InvalidTopicException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -2, Integer.MIN_VALUE})
    void aTopicHasAtLeastOnePartition(int partitions) {
        assertThatThrownBy(() -> create("orders", partitions))
                .isInstanceOf(InvalidPartitionsException.class)
                .hasMessageContaining(String.valueOf(partitions));
    }

    @Test
    void allTopicsTogetherHaveALimitThatTheErrorNames() {
        create("orders", MAX_PARTITIONS - 1);

        assertThatThrownBy(() -> create("more", 2))
                .isInstanceOf(PolicyViolationException.class)
                .hasMessageContaining("broker.topics.max-partitions=10");
        create("last", 1);
    }

    @Test
    void noNumberOfPartitionsIsSoLargeThatItSlipsThroughTheLimit() {
        create("orders", 1);

        assertThatThrownBy(() -> create("huge", Integer.MAX_VALUE)).isInstanceOf(PolicyViolationException.class);
    }

    @Test
    void validatingAnswersLikeCreatingButCreatesNothing() {
        PlannedTopic planned = await(registry().create(new NewTopic("orders", 3, Map.of("retention.ms", "1")), true));

        assertThat(planned.partitions()).isEqualTo(3);
        assertThat(planned.settings().effective().retentionMs).isEqualTo(1);
        assertThat(registry().all()).isEmpty();
        assertThat(logsOnDisk()).isEmpty();
        assertThatThrownBy(() -> await(registry().create(new NewTopic("no/name", 3, Map.of()), true)))
                .isInstanceOf(InvalidTopicException.class);
    }

    @Test
    void configsOverrideTheBrokersWhichOverrideKafkas() {
        Topic topic = create("orders", 1, Map.of("cleanup.policy", "compact"));

        assertThat(topic.settings().effective().compact).isTrue();
        assertThat(topic.settings().effective().retentionMs).isEqualTo(1234);
        assertThat(topic.settings().effective().segmentMs).isEqualTo(7 * 24 * 60 * 60 * 1000L);
    }

    @Test
    void anUnknownConfigIsRefusedByItsName() {
        assertThatThrownBy(() -> create("orders", 1, Map.of("retention.msec", "1")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("retention.msec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-2", ""})
    void aConfigWithAValueThatIsNotAllowedIsRefusedByItsName(String value) {
        assertThatThrownBy(() -> create("orders", 1, Map.of("retention.ms", value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("retention.ms");
        assertThat(logsOnDisk()).isEmpty();
    }

    @Test
    void askingForAMissingTopicMakesItOnce() {
        List<CompletableFuture<Topic>> asked = IntStream.range(0, 20)
                .mapToObj(i -> registry().getOrCreate("orders").toCompletableFuture())
                .toList();

        assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(registry().all()).hasSize(1);
    }

    @Test
    void aDeletedTopicIsGoneWithItsLogs() {
        Topic topic = create("orders", 2);
        append(topic.partitions().get(0), "a");

        await(registry().delete(topic.id()));

        assertThat(registry().byName("orders")).isEmpty();
        assertThat(registry().byId(topic.id())).isEmpty();
        Awaitility.await().ignoreExceptions().until(() -> logsOnDisk().isEmpty());
    }

    @Test
    void deletingWhatIsNotThereIsRefused() {
        assertThatThrownBy(() -> await(registry().delete(Uuid.ONE_UUID))).isInstanceOf(UnknownTopicIdException.class);
    }

    @Test
    void aTopicMadeAgainHasANewIdAndAnEmptyLog() {
        Topic first = create("orders", 1);
        append(first.partitions().get(0), "old");
        await(registry().delete(first.id()));

        Topic second = create("orders", 1);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.partitions().get(0).log().highWatermark()).isZero();
    }

    @Test
    void placesOfDeletedTopicsAreFree() {
        Topic first = create("orders", MAX_PARTITIONS);
        await(registry().delete(first.id()));

        create("others", MAX_PARTITIONS);
    }

    @Test
    void aRestartBringsAllBack() {
        Topic orders = create("orders", 3, Map.of("cleanup.policy", "compact", "retention.ms", "99"));
        create("stock", 1);
        Topic gone = create("gone", 1);
        await(registry().delete(gone.id()));
        append(orders.partitions().get(1), "kept");

        broker.restart();

        assertThat(registry().all()).extracting(Topic::name).containsExactlyInAnyOrder("orders", "stock");
        Topic again = registry().byName("orders").orElseThrow();
        assertThat(again.id()).isEqualTo(orders.id());
        assertThat(again.partitions()).hasSize(3);
        assertThat(again.settings().overrides()).isEqualTo(orders.settings().overrides());
        assertThat(again.settings().effective().retentionMs).isEqualTo(99);
        assertThat(again.partitions().get(1).log().highWatermark()).isEqualTo(1);
        assertThatThrownBy(() -> create("orders", 1)).isInstanceOf(TopicExistsException.class);
    }

    @Test
    void manyRestartsAddNothing() {
        create("orders", 1);
        for (int i = 0; i < 3; i++) {
            broker.restart();
        }
        assertThat(registry().all()).extracting(Topic::name).containsExactly("orders");
    }

    @Test
    void changesAfterTheCloseAreRefusedForAClientToRepeat() {
        registry().close();

        assertThatThrownBy(() -> create("orders", 1)).isInstanceOf(ThrottlingQuotaExceededException.class);
    }

    @Test
    void defaultsThatAreNotAllowedAreRefusedAtTheStart() {
        assertThatThrownBy(() -> new TopicDefaults(1, 1, Map.of("retention.ms", "abc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broker.topics.configs")
                .hasMessageContaining("retention.ms");
        assertThatThrownBy(() -> new TopicDefaults(1, 1, Map.of("no.such.config", "1")))
                .hasMessageContaining("no.such.config");
        assertThatThrownBy(() -> new TopicDefaults(0, 1, Map.of())).hasMessageContaining("broker.topics.partitions=0");
    }

    private TopicRegistry registry() {
        return broker.topics();
    }

    private List<?> logsOnDisk() {
        return broker.store().partitionsOnDisk().stream()
                .filter(id -> !id.topicId().equals(Uuid.METADATA_TOPIC_ID))
                .toList();
    }

    private Topic create(String name, int partitions) {
        return create(name, partitions, Map.of());
    }

    private Topic create(String name, int partitions, Map<String, String> configs) {
        PlannedTopic created = await(registry().create(new NewTopic(name, partitions, configs), false));
        return registry().byId(created.id()).orElseThrow();
    }

    private static long append(Partition partition, String value) {
        MemoryRecords records =
                MemoryRecords.withRecords(Compression.NONE, new SimpleRecord("key".getBytes(), value.getBytes()));
        return await(partition.log().append(records, AppendOrigin.CLIENT, Durability.WRITTEN))
                .baseOffset();
    }

    /** The result, or the exception that a handler would answer with. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw (RuntimeException) failure.getCause();
        }
    }
}
