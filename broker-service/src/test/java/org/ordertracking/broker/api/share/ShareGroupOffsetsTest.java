package org.ordertracking.broker.api.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestPartition;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestTopic;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestTopicCollection;
import org.apache.kafka.common.message.AlterShareGroupOffsetsResponseData;
import org.apache.kafka.common.message.DeleteShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.DeleteShareGroupOffsetsRequestData.DeleteShareGroupOffsetsRequestTopic;
import org.apache.kafka.common.message.DeleteShareGroupOffsetsResponseData;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsRequestData.DescribeShareGroupOffsetsRequestGroup;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsResponseData;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsResponseData.DescribeShareGroupOffsetsResponsePartition;
import org.apache.kafka.common.message.ShareFetchResponseData;
import org.apache.kafka.common.message.ShareFetchResponseData.AcquiredRecords;
import org.apache.kafka.common.message.ShareGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ShareGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.ShareMember;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Topic;

/** Moving and forgetting where a share group stands, as kafka-share-groups does. */
class ShareGroupOffsetsTest {
    private static final String GROUP = "sharers";
    private static final String TOPIC = "shared";
    private static final int WAIT_MILLIS = 30_000;
    private static final int LAST_EPOCH = -1;
    private static final int ACCEPT = 1;

    @TempDir
    private Path directory;

    private TestBroker broker;
    private Topic topic;

    @BeforeEach
    void startAndAppendThreeRecords() {
        broker = TestBroker.in(directory).withGroups().start();
        topic = broker.topic(TOPIC, 1);
        Records.append(topic.partitions().get(0), Records.batch("0", "1", "2"));
        Properties configs = new Properties();
        configs.setProperty("share.auto.offset.reset", "earliest");
        broker.groupConfigs().updateGroupConfig(GROUP, configs);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void anEmptyGroupThatIsMovedBackIsGivenTheSameRecordsAgain() {
        leave(memberThatAcceptsAll(1));
        assertThat(startOffset()).isEqualTo(3);

        AlterShareGroupOffsetsResponseData answer = alter(1);

        assertThat(answer.errorCode()).isZero();
        assertThat(answer.responses().find(TOPIC).topicId()).isEqualTo(topic.id());
        assertThat(answer.responses().find(TOPIC).partitions())
                .allMatch(partition -> partition.errorCode() == Errors.NONE.code())
                .hasSize(1);
        assertThat(startOffset()).isEqualTo(1);
        assertThat(acquired(member(2).join().fetch(0, WAIT_MILLIS))).containsExactly("1-2 x1");
    }

    @Test
    void whereAGroupWasMovedToIsKnownAfterARestart() {
        leave(memberThatAcceptsAll(1));
        alter(1);

        broker.restart();

        topic = broker.topics().byName(TOPIC).orElseThrow();
        assertThat(acquired(member(2).join().fetch(0, WAIT_MILLIS))).containsExactly("1-2 x1");
    }

    @Test
    void anEmptyGroupWhoseOffsetsAreDeletedBeginsAsItsConfigsSay() {
        leave(memberThatAcceptsAll(1));

        DeleteShareGroupOffsetsResponseData answer = delete();

        assertThat(answer.errorCode()).isZero();
        assertThat(answer.responses()).singleElement().satisfies(deleted -> {
            assertThat(deleted.topicName()).isEqualTo(TOPIC);
            assertThat(deleted.topicId()).isEqualTo(topic.id());
            assertThat(deleted.errorCode()).isZero();
        });
        assertThat(acquired(member(2).join().fetch(0, WAIT_MILLIS))).containsExactly("0-2 x1");
    }

    @Test
    void aGroupWithMembersIsNeitherMovedNorForgotten() {
        ShareMember member = memberThatAcceptsAll(1);

        assertThat(alter(0).errorCode()).isEqualTo(Errors.NON_EMPTY_GROUP.code());
        assertThat(delete().errorCode()).isEqualTo(Errors.NON_EMPTY_GROUP.code());

        leave(member);
        assertThat(startOffset()).isEqualTo(3);
    }

    private ShareMember member(int number) {
        return new ShareMember(broker, GROUP, new Uuid(7, number), topic);
    }

    private ShareMember memberThatAcceptsAll(int number) {
        ShareMember member = member(number).join();
        assertThat(acquired(member.fetch(0, WAIT_MILLIS))).containsExactly("0-2 x1");
        assertThat(member.acknowledge(1, 0, 2, ACCEPT).errorCode()).isZero();
        return member;
    }

    private void leave(ShareMember member) {
        member.fetch(LAST_EPOCH, 0);
        ShareGroupHeartbeatResponseData left = Requests.ask(
                broker,
                new ShareGroupHeartbeatRequestData()
                        .setGroupId(GROUP)
                        .setMemberId(member.id().toString())
                        .setMemberEpoch(LAST_EPOCH),
                1,
                ShareGroupHeartbeatResponseData.class);
        assertThat(left.errorCode()).isZero();
    }

    private AlterShareGroupOffsetsResponseData alter(long offset) {
        AlterShareGroupOffsetsRequestTopicCollection topics = new AlterShareGroupOffsetsRequestTopicCollection();
        topics.add(new AlterShareGroupOffsetsRequestTopic()
                .setTopicName(TOPIC)
                .setPartitions(List.of(new AlterShareGroupOffsetsRequestPartition()
                        .setPartitionIndex(0)
                        .setStartOffset(offset))));
        return Requests.ask(
                broker,
                new AlterShareGroupOffsetsRequestData().setGroupId(GROUP).setTopics(topics),
                0,
                AlterShareGroupOffsetsResponseData.class);
    }

    private DeleteShareGroupOffsetsResponseData delete() {
        return Requests.ask(
                broker,
                new DeleteShareGroupOffsetsRequestData()
                        .setGroupId(GROUP)
                        .setTopics(List.of(new DeleteShareGroupOffsetsRequestTopic().setTopicName(TOPIC))),
                0,
                DeleteShareGroupOffsetsResponseData.class);
    }

    private long startOffset() {
        DescribeShareGroupOffsetsResponseData answer = Requests.ask(
                broker,
                new DescribeShareGroupOffsetsRequestData()
                        .setGroups(List.of(new DescribeShareGroupOffsetsRequestGroup()
                                .setGroupId(GROUP)
                                .setTopics(null))),
                0,
                DescribeShareGroupOffsetsResponseData.class);
        DescribeShareGroupOffsetsResponsePartition described =
                answer.groups().get(0).topics().get(0).partitions().get(0);
        assertThat(described.errorCode()).isZero();
        return described.startOffset();
    }

    private static List<String> acquired(ShareFetchResponseData answer) {
        return answer.responses().stream()
                .flatMap(responses -> responses.partitions().stream())
                .flatMap(partition -> partition.acquiredRecords().stream())
                .map((AcquiredRecords range) ->
                        "%d-%d x%d".formatted(range.firstOffset(), range.lastOffset(), range.deliveryCount()))
                .toList();
    }
}
