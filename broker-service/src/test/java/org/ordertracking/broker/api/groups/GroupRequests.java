package org.ordertracking.broker.api.groups;

import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocol;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartitions;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Utils;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/** What members and admin clients ask of a group, each as one call. */
final class GroupRequests {
    static final int SESSION_MILLIS = 10_000;

    private final TestBroker broker;

    GroupRequests(TestBroker broker) {
        this.broker = broker;
    }

    /** Waits until the coordinator has read its log. */
    GroupRequests whenLoaded() {
        await().until(() -> list().errorCode() == Errors.NONE.code());
        return this;
    }

    /** Commits as who is no member, the way tools do. */
    Errors commit(String group, String topic, int partition, long offset, String metadata) {
        OffsetCommitResponseData answer = Requests.ask(
                broker,
                new OffsetCommitRequestData()
                        .setGroupId(group)
                        .setTopics(List.of(new OffsetCommitRequestTopic()
                                .setName(topic)
                                .setPartitions(List.of(new OffsetCommitRequestPartition()
                                        .setPartitionIndex(partition)
                                        .setCommittedOffset(offset)
                                        .setCommittedMetadata(metadata))))),
                9,
                OffsetCommitResponseData.class);
        return Errors.forCode(answer.topics().get(0).partitions().get(0).errorCode());
    }

    OffsetFetchResponsePartitions committedEntry(String group, String topic, int partition) {
        OffsetFetchResponseData answer = Requests.ask(
                broker,
                new OffsetFetchRequestData()
                        .setRequireStable(true)
                        .setGroups(List.of(new OffsetFetchRequestGroup()
                                .setGroupId(group)
                                .setTopics(List.of(new OffsetFetchRequestTopics()
                                        .setName(topic)
                                        .setPartitionIndexes(List.of(partition)))))),
                9,
                OffsetFetchResponseData.class);
        return answer.groups().get(0).topics().get(0).partitions().get(0);
    }

    /** The committed offset, if there is one. */
    OptionalLong committed(String group, String topic, int partition) {
        long offset = committedEntry(group, topic, partition).committedOffset();
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    ListGroupsResponseData list() {
        return list(new ListGroupsRequestData());
    }

    ListGroupsResponseData list(ListGroupsRequestData request) {
        return Requests.ask(broker, request, 5, ListGroupsResponseData.class);
    }

    List<String> ids() {
        return list().groups().stream().map(ListedGroup::groupId).toList();
    }

    DescribedGroup describe(String group) {
        return Requests.ask(
                        broker,
                        new DescribeGroupsRequestData()
                                .setGroups(List.of(group))
                                .setIncludeAuthorizedOperations(true),
                        6,
                        DescribeGroupsResponseData.class)
                .groups()
                .get(0);
    }

    List<Errors> delete(String... groups) {
        DeleteGroupsResponseData answer = Requests.ask(
                broker,
                new DeleteGroupsRequestData().setGroupsNames(List.of(groups)),
                2,
                DeleteGroupsResponseData.class);
        return Arrays.stream(groups)
                .map(group -> Errors.forCode(answer.results().find(group).errorCode()))
                .toList();
    }

    /** Joins a classic group of consumers as its only member, and takes the partitions it is to have. */
    JoinGroupResponseData join(String group, String instance, String topic) {
        return rejoin(group, instance, "", topic);
    }

    /** Joins as the member that one is already. */
    JoinGroupResponseData rejoin(String group, String instance, String member, String topic) {
        byte[] subscription = Utils.toArray(ConsumerProtocol.serializeSubscription(new Subscription(List.of(topic))));
        return join(joinRequest(group, instance, member, "consumer", "range", subscription));
    }

    /** The first answer to a member without an id is its id; the second brings it in. */
    JoinGroupResponseData join(JoinGroupRequestData request) {
        JoinGroupResponseData answer = Requests.ask(broker, request, 9, JoinGroupResponseData.class);
        if (answer.errorCode() == Errors.MEMBER_ID_REQUIRED.code()) {
            return Requests.ask(
                    broker, request.duplicate().setMemberId(answer.memberId()), 9, JoinGroupResponseData.class);
        }
        return answer;
    }

    static JoinGroupRequestData joinRequest(
            String group, String instance, String member, String type, String protocol, byte[] metadata) {
        JoinGroupRequestData request = new JoinGroupRequestData()
                .setGroupId(group)
                .setMemberId(member)
                .setGroupInstanceId(instance)
                .setSessionTimeoutMs(SESSION_MILLIS)
                .setRebalanceTimeoutMs(SESSION_MILLIS)
                .setProtocolType(type);
        request.protocols().add(new JoinGroupRequestProtocol().setName(protocol).setMetadata(metadata));
        return request;
    }

    /** Takes part in the generation joined; a leader brings assignments, a follower none. */
    SyncGroupResponseData sync(
            String group,
            String instance,
            JoinGroupResponseData joined,
            Collection<SyncGroupRequestAssignment> assignments) {
        return Requests.ask(
                broker,
                new SyncGroupRequestData()
                        .setGroupId(group)
                        .setGroupInstanceId(instance)
                        .setMemberId(joined.memberId())
                        .setGenerationId(joined.generationId())
                        .setProtocolType(joined.protocolType())
                        .setProtocolName(joined.protocolName())
                        .setAssignments(List.copyOf(assignments)),
                5,
                SyncGroupResponseData.class);
    }
}
