package org.ordertracking.broker.api.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData.Assignment;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.fixture.FakeTime;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/** What groups live through: restarts, members that come back, time that passes, topics that go. */
class GroupLifecycleTest {
    private static final String GROUP = "billing";
    private static final String TOPIC = "orders";

    @TempDir
    private Path directory;

    private TestBroker broker;
    private GroupRequests groups;

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void committedOffsetsComeBackAfterARestartWithTheirMetadata() {
        start();
        groups.commit(GROUP, TOPIC, 0, 7, "host=a;at=noon");

        restart();

        assertThat(groups.committedEntry(GROUP, TOPIC, 0).committedOffset()).isEqualTo(7);
        assertThat(groups.committedEntry(GROUP, TOPIC, 0).metadata()).isEqualTo("host=a;at=noon");
        assertThat(broker.groups().committedOffsets().size()).isOne();
    }

    @Test
    void metadataThatIsTooLongIsRefused() {
        start();

        assertThat(groups.commit(GROUP, TOPIC, 0, 7, "x".repeat(4097))).isEqualTo(Errors.OFFSET_METADATA_TOO_LARGE);
    }

    @Test
    void aStaticMemberThatComesBackKeepsItsPartitionsWithoutARebalance() {
        start();
        byte[] assignment = "orders-0".getBytes(StandardCharsets.UTF_8);
        JoinGroupResponseData first = groups.join(GROUP, "till-1", TOPIC);
        groups.sync(
                GROUP,
                "till-1",
                first,
                List.of(new SyncGroupRequestAssignment()
                        .setMemberId(first.memberId())
                        .setAssignment(assignment)));

        JoinGroupResponseData again = groups.join(GROUP, "till-1", TOPIC);
        SyncGroupResponseData synced = groups.sync(GROUP, "till-1", again, List.of());

        assertThat(again.generationId()).isEqualTo(first.generationId());
        assertThat(again.memberId()).isNotEqualTo(first.memberId());
        assertThat(synced.assignment()).isEqualTo(assignment);
    }

    @Test
    void aGroupWithMembersIsThereAfterARestart() {
        start();
        JoinGroupResponseData joined = groups.join(GROUP, "till-1", TOPIC);
        groups.sync(GROUP, "till-1", joined, List.of());

        restart();

        DescribedGroup described = groups.describe(GROUP);
        assertThat(described.groupState()).isEqualTo("Stable");
        assertThat(described.members()).singleElement().satisfies(member -> {
            assertThat(member.groupInstanceId()).isEqualTo("till-1");
            assertThat(member.memberId()).isEqualTo(joined.memberId());
        });
    }

    @Test
    void whatConnectPutsIntoItsProtocolComesBackUnread() {
        start();
        byte[] opaque = {0, 1, -1, 7};
        JoinGroupResponseData joined =
                groups.join(GroupRequests.joinRequest("connect-a", null, "", "connect", "sessioned", opaque));

        assertThat(joined.protocolType()).isEqualTo("connect");
        assertThat(joined.members())
                .singleElement()
                .satisfies(member -> assertThat(member.metadata()).isEqualTo(opaque));
    }

    @Test
    void aMemberThatWaitsForAnotherIsToldToComeBackWhenTheBrokerStops() {
        start();
        byte[] metadata = {1};
        groups.join(GroupRequests.joinRequest("connect-a", "worker-1", "", "connect", "sessioned", metadata));
        CompletableFuture<ApiResponse> waiting = Requests.send(
                broker.dispatcher(),
                GroupRequests.joinRequest("connect-a", "worker-2", "", "connect", "sessioned", metadata),
                9);
        await().until(() -> groups.describe("connect-a").groupState().equals("PreparingRebalance"));
        assertThat(waiting).isNotDone();

        broker.polls().endAll();

        ApiResponse.Message answer = (ApiResponse.Message) Requests.await(waiting);
        assertThat(((JoinGroupResponseData) answer.body()).errorCode())
                .isEqualTo(Errors.COORDINATOR_NOT_AVAILABLE.code());
    }

    @Test
    void groupsAreListedByStateAndType() {
        start();
        groups.commit("empty", TOPIC, 0, 1, "");
        JoinGroupResponseData joined = groups.join("stable", null, TOPIC);
        groups.sync("stable", null, joined, List.of());
        heartbeat(joining("new").setSubscribedTopicNames(List.of(TOPIC)));

        assertThat(listed(new ListGroupsRequestData().setStatesFilter(List.of("Empty"))))
                .containsExactly("empty");
        assertThat(listed(new ListGroupsRequestData().setTypesFilter(List.of("Consumer"))))
                .containsExactly("new");
        assertThat(listed(new ListGroupsRequestData()
                        .setTypesFilter(List.of("classic"))
                        .setStatesFilter(List.of("stable"))))
                .containsExactly("stable");
    }

    @Test
    void aGroupThatIsDescribedIsNotFoundOrTellsWhatMayBeDoneWithIt() {
        start();
        groups.commit(GROUP, TOPIC, 0, 1, "");

        assertThat(groups.describe("unheard-of").errorCode()).isEqualTo(Errors.GROUP_ID_NOT_FOUND.code());
        // READ, DESCRIBE, DELETE, DESCRIBE_CONFIGS, ALTER_CONFIGS
        assertThat(groups.describe(GROUP).authorizedOperations())
                .isEqualTo(1 << 3 | 1 << 8 | 1 << 6 | 1 << 10 | 1 << 11);
    }

    @Test
    void aRegularExpressionSubscribesToTheTopicsItMatches() {
        start();
        ConsumerGroupHeartbeatRequestData joining =
                joining(GROUP).setSubscribedTopicRegex("ord.*").setSubscribedTopicNames(null);

        ConsumerGroupHeartbeatResponseData joined = heartbeat(joining);

        // The expression is resolved in the background, and the next heartbeat brings what it found.
        await().until(() -> {
            ConsumerGroupHeartbeatResponseData answer = heartbeat(new ConsumerGroupHeartbeatRequestData()
                    .setGroupId(GROUP)
                    .setMemberId(joined.memberId())
                    .setMemberEpoch(joined.memberEpoch())
                    .setSubscribedTopicRegex("ord.*")
                    .setRebalanceTimeoutMs(GroupRequests.SESSION_MILLIS)
                    .setTopicPartitions(List.of()));
            Assignment assignment = answer.assignment();
            return assignment != null
                    && assignment.topicPartitions().size() == 1
                    && assignment.topicPartitions().get(0).partitions().size() == 2;
        });
    }

    @Test
    void anExpressionThatIsNoneIsRefused() {
        start();

        assertThat(heartbeat(joining(GROUP).setSubscribedTopicRegex("[")).errorCode())
                .isEqualTo(Errors.INVALID_REGULAR_EXPRESSION.code());
    }

    @Test
    void aGroupsOwnConfigAppliesFromTheNextHeartbeatOnAndAfterARestart() {
        start();
        assertThat(heartbeat(joining(GROUP).setSubscribedTopicNames(List.of(TOPIC)))
                        .heartbeatIntervalMs())
                .isEqualTo(GroupCoordinatorConfig.CONSUMER_GROUP_HEARTBEAT_INTERVAL_MS_DEFAULT);

        broker.topics()
                .configs()
                .alter(
                        new ConfigResource(ConfigResource.Type.GROUP, GROUP),
                        configs -> Map.of(GroupConfig.CONSUMER_HEARTBEAT_INTERVAL_MS_CONFIG, "7000"),
                        false)
                .toCompletableFuture()
                .join();

        assertThat(heartbeat(joining(GROUP).setMemberId("member-2").setSubscribedTopicNames(List.of(TOPIC)))
                        .heartbeatIntervalMs())
                .isEqualTo(7000);
        restart();
        assertThat(heartbeat(joining(GROUP).setMemberId("member-3").setSubscribedTopicNames(List.of(TOPIC)))
                        .heartbeatIntervalMs())
                .isEqualTo(7000);
    }

    @Test
    void theOffsetsOfADeletedTopicAreForgotten() {
        start();
        broker.topic("others", 1);
        groups.commit(GROUP, TOPIC, 1, 7, "");
        groups.commit(GROUP, "others", 0, 3, "");

        broker.topics()
                .delete(broker.topics().byName(TOPIC).orElseThrow().id())
                .toCompletableFuture()
                .join();

        assertThat(groups.committed(GROUP, TOPIC, 1)).isEmpty();
        assertThat(groups.committed(GROUP, "others", 0)).hasValue(3);
        assertThat(broker.groups().committedOffsets().size()).isOne();
    }

    @Test
    void offsetsOfAGroupWithoutMembersExpireAndTheGroupWithThem() {
        FakeTime time = new FakeTime();
        FakeTimer timer = new FakeTimer();
        broker = TestBroker.in(directory)
                .withTimer(timer)
                .withCoordinatorTime(time)
                .withGroups(TestBroker.GROUPS.with(GroupCoordinatorConfig.OFFSETS_RETENTION_MINUTES_CONFIG, 60));
        start(broker);
        groups.commit(GROUP, TOPIC, 0, 7, "");
        time.advance(Duration.ofMinutes(30));
        groups.commit(GROUP, TOPIC, 1, 8, "");

        time.advance(Duration.ofMinutes(31));
        timer.advanceClock(GroupCoordinatorConfig.OFFSETS_RETENTION_CHECK_INTERVAL_MS_DEFAULT);

        await().until(() -> groups.committed(GROUP, TOPIC, 0).isEmpty());
        assertThat(groups.committed(GROUP, TOPIC, 1)).hasValue(8);

        time.advance(Duration.ofMinutes(30));
        await().until(() -> timer.size() > 0);
        timer.advanceClock(GroupCoordinatorConfig.OFFSETS_RETENTION_CHECK_INTERVAL_MS_DEFAULT);

        await().until(() -> groups.ids().isEmpty());
        assertThat(broker.groups().committedOffsets().size()).isZero();
    }

    @Test
    void aMemberTooManyIsRefused() {
        broker = TestBroker.in(directory)
                .withGroups(TestBroker.GROUPS.with(GroupCoordinatorConfig.CONSUMER_GROUP_MAX_SIZE_CONFIG, 1));
        start(broker);
        heartbeat(joining(GROUP).setSubscribedTopicNames(List.of(TOPIC)));

        assertThat(heartbeat(joining(GROUP).setMemberId("member-2").setSubscribedTopicNames(List.of(TOPIC)))
                        .errorCode())
                .isEqualTo(Errors.GROUP_MAX_SIZE_REACHED.code());
    }

    private void start() {
        start(TestBroker.in(directory).withGroups());
    }

    private void start(TestBroker started) {
        broker = started.start();
        broker.topic(TOPIC, 2);
        groups = new GroupRequests(broker).whenLoaded();
    }

    private void restart() {
        broker.restart();
        groups.whenLoaded();
    }

    private List<String> listed(ListGroupsRequestData request) {
        return groups.list(request).groups().stream().map(ListedGroup::groupId).toList();
    }

    private static ConsumerGroupHeartbeatRequestData joining(String group) {
        return new ConsumerGroupHeartbeatRequestData()
                .setGroupId(group)
                .setMemberId("member-1")
                .setMemberEpoch(0)
                .setRebalanceTimeoutMs(GroupRequests.SESSION_MILLIS)
                .setSubscribedTopicNames(List.of())
                .setTopicPartitions(List.of());
    }

    private ConsumerGroupHeartbeatResponseData heartbeat(ConsumerGroupHeartbeatRequestData request) {
        return Requests.ask(broker, request, 1, ConsumerGroupHeartbeatResponseData.class);
    }
}
