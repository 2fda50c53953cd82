package org.ordertracking.broker.api.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestPartition;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;
import org.apache.kafka.common.message.OffsetDeleteResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/** Deleting groups and single offsets, as kafka-consumer-groups does. */
class GroupDeletionTest {
    private static final String GROUP = "billing";
    private static final String TOPIC = "orders";

    @TempDir
    private Path directory;

    private TestBroker broker;
    private GroupRequests groups;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).withGroups().start();
        broker.topic(TOPIC, 2);
        groups = new GroupRequests(broker).whenLoaded();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aDeletedGroupAndItsOffsetsAreGoneAfterARestartToo() {
        groups.commit(GROUP, TOPIC, 0, 7, "");

        assertThat(groups.delete(GROUP)).containsExactly(Errors.NONE);

        assertThat(groups.ids()).isEmpty();
        broker.restart();
        groups.whenLoaded();
        assertThat(groups.ids()).isEmpty();
        assertThat(groups.committed(GROUP, TOPIC, 0)).isEmpty();
    }

    @Test
    void eachGroupHasAnAnswerOfItsOwn() {
        groups.commit(GROUP, TOPIC, 0, 7, "");
        groups.join("with-a-member", null, TOPIC);

        assertThat(groups.delete(GROUP, "unheard-of", "with-a-member", GROUP))
                .containsExactly(Errors.NONE, Errors.GROUP_ID_NOT_FOUND, Errors.NON_EMPTY_GROUP, Errors.NONE);
    }

    @Test
    void singleOffsetsAreForgottenAndTheOthersKept() {
        groups.commit(GROUP, TOPIC, 0, 7, "");
        groups.commit(GROUP, TOPIC, 1, 8, "");

        Map<String, Errors> answer = deleteOffsets(topic(TOPIC, 0));

        assertThat(answer).containsExactly(Map.entry("orders-0", Errors.NONE));
        assertThat(groups.committed(GROUP, TOPIC, 0)).isEmpty();
        assertThat(groups.committed(GROUP, TOPIC, 1)).hasValue(8);
    }

    @Test
    void partitionsThatDoNotExistAreNamedBesideThoseThatDo() {
        groups.commit(GROUP, TOPIC, 0, 7, "");

        Map<String, Errors> answer = deleteOffsets(topic(TOPIC, 0, 2), topic("unheard-of", 0));

        assertThat(answer)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "orders-0", Errors.NONE,
                        "orders-2", Errors.UNKNOWN_TOPIC_OR_PARTITION,
                        "unheard-of-0", Errors.UNKNOWN_TOPIC_OR_PARTITION));
    }

    @Test
    void offsetsOfATopicThatTheGroupStillReadsStay() {
        JoinGroupResponseData joined = groups.join(GROUP, null, TOPIC);
        groups.sync(GROUP, null, joined, List.of());

        assertThat(deleteOffsets(topic(TOPIC, 0)))
                .containsExactly(Map.entry("orders-0", Errors.GROUP_SUBSCRIBED_TO_TOPIC));
    }

    @Test
    void anUnknownGroupIsTheErrorOfTheWholeAnswer() {
        OffsetDeleteResponseData answer = ask("unheard-of", topic(TOPIC, 0), topic("unheard-of", 0));

        assertThat(answer.errorCode()).isEqualTo(Errors.GROUP_ID_NOT_FOUND.code());
        assertThat(answer.topics()).isEmpty();
    }

    private Map<String, Errors> deleteOffsets(OffsetDeleteRequestTopic... topics) {
        OffsetDeleteResponseData answer = ask(GROUP, topics);
        assertThat(answer.errorCode()).isZero();
        return answer.topics().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> Map.entry(
                                topic.name() + "-" + partition.partitionIndex(),
                                Errors.forCode(partition.errorCode()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private OffsetDeleteResponseData ask(String group, OffsetDeleteRequestTopic... topics) {
        OffsetDeleteRequestData request = new OffsetDeleteRequestData().setGroupId(group);
        Stream.of(topics).forEach(request.topics()::add);
        return Requests.ask(broker, request, 0, OffsetDeleteResponseData.class);
    }

    private static OffsetDeleteRequestTopic topic(String name, int... partitions) {
        return new OffsetDeleteRequestTopic()
                .setName(name)
                .setPartitions(Arrays.stream(partitions)
                        .mapToObj(index -> new OffsetDeleteRequestPartition().setPartitionIndex(index))
                        .toList());
    }
}
