package org.ordertracking.broker.api.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.Cursor;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/** Topics page by page. */
class DescribeTopicPartitionsTest {
    private static final int UNLIMITED = 2_000;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
        broker.topic("b", 3);
        broker.topic("a", 2);
        broker.topic("c", 1);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void withoutNamesAllTopicsComeInTheOrderOfTheirNames() {
        DescribeTopicPartitionsResponseData page = ask(UNLIMITED, null);

        assertThat(shown(page)).containsExactly("a-0", "a-1", "b-0", "b-1", "b-2", "c-0");
        assertThat(page.nextCursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void pagesOfAnySizeTogetherShowEachPartitionOnce(int size) {
        List<String> all = new ArrayList<>();
        Cursor cursor = null;
        do {
            DescribeTopicPartitionsResponseData page = ask(size, cursor);
            assertThat(shown(page)).hasSizeLessThanOrEqualTo(size);
            all.addAll(shown(page));
            cursor = page.nextCursor() == null
                    ? null
                    : new Cursor()
                            .setTopicName(page.nextCursor().topicName())
                            .setPartitionIndex(page.nextCursor().partitionIndex());
        } while (cursor != null);

        assertThat(all).containsExactly("a-0", "a-1", "b-0", "b-1", "b-2", "c-0");
    }

    @Test
    void aPageHoldsAtLeastOnePartition() {
        assertThat(shown(ask(0, null))).containsExactly("a-0");
        assertThat(shown(ask(-5, null))).containsExactly("a-0");
    }

    @Test
    void topicsThatAreAskedForAndMissingAreAnError() {
        DescribeTopicPartitionsResponseData page = ask(UNLIMITED, null, "nobody", "c", "no/name");

        assertThat(page.topics())
                .extracting(topic -> topic.name() + " " + Errors.forCode(topic.errorCode()))
                .containsExactlyInAnyOrder(
                        "c NONE", "no/name INVALID_TOPIC_EXCEPTION", "nobody UNKNOWN_TOPIC_OR_PARTITION");
    }

    @Test
    void aTopicThatShrankBehindTheCursorIsShownWithoutPartitions() {
        Cursor beyond = new Cursor().setTopicName("b").setPartitionIndex(99);

        assertThat(shown(ask(UNLIMITED, beyond))).containsExactly("c-0");
    }

    @Test
    void aCursorThatPointsNowhereIsRefused() {
        assertThat(refused(new Cursor().setTopicName("a").setPartitionIndex(-1)))
                .isTrue();
        assertThat(refused(new Cursor().setTopicName("b").setPartitionIndex(0), "a"))
                .isTrue();
    }

    private boolean refused(Cursor cursor, String... names) {
        // The response has no error of its own: every topic asked for gets it.
        DescribeTopicPartitionsResponseData page =
                ask(UNLIMITED, cursor, names.length == 0 ? new String[] {"a"} : names);
        return page.topics().stream().allMatch(topic -> topic.errorCode() == Errors.INVALID_REQUEST.code())
                && !page.topics().isEmpty();
    }

    private static List<String> shown(DescribeTopicPartitionsResponseData page) {
        return page.topics().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(partition -> topic.name() + "-" + partition.partitionIndex()))
                .toList();
    }

    private DescribeTopicPartitionsResponseData ask(int limit, Cursor cursor, String... names) {
        DescribeTopicPartitionsRequestData request = new DescribeTopicPartitionsRequestData()
                .setTopics(Stream.of(names)
                        .map(name -> new TopicRequest().setName(name))
                        .toList())
                .setResponsePartitionLimit(limit)
                .setCursor(cursor);
        return Requests.ask(broker, request, 0, DescribeTopicPartitionsResponseData.class);
    }
}
