package org.ordertracking.broker.console;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;
import org.apache.kafka.common.message.ShareGroupDescribeRequestData;
import org.apache.kafka.common.message.ShareGroupDescribeResponseData;
import org.apache.kafka.common.message.StreamsGroupDescribeRequestData;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData;
import org.ordertracking.broker.console.view.GroupViews;

/** Describes groups, each by the request of its kind. */
final class GroupDescriber {
    private static final String CLASSIC = "classic";
    private static final String CONSUMER = "consumer";
    private static final String SHARE = "share";
    private static final String STREAMS = "streams";
    private static final int NO_EPOCH = -1;

    private final LocalClient broker;

    GroupDescriber(LocalClient broker) {
        this.broker = broker;
    }

    /**
     * A group as its request describes it.
     *
     * @param assignor null where there is none
     * @param epoch −1 where there is none
     */
    record Description(
            String type, String protocol, String state, String assignor, int epoch, List<GroupViews.Member> members) {}

    /** Those groups, by their names; what has gone meanwhile is left out. */
    CompletionStage<Map<String, Description>> describe(List<ListedGroup> groups) {
        Map<String, List<String>> byType = groups.stream()
                .collect(Collectors.groupingBy(
                        ListedGroup::groupType, Collectors.mapping(ListedGroup::groupId, Collectors.toList())));
        CompletionStage<Map<String, Description>> all = CompletableFuture.completedStage(new HashMap<>());
        for (Map.Entry<String, List<String>> type : byType.entrySet()) {
            CompletionStage<Map<String, Description>> some = switch (type.getKey()) {
                case CONSUMER -> consumers(type.getValue());
                case SHARE -> shares(type.getValue());
                case STREAMS -> streams(type.getValue());
                default -> classics(type.getValue());
            };
            all = all.thenCombine(some, (left, right) -> {
                left.putAll(right);
                return left;
            });
        }
        return all;
    }

    private CompletionStage<Map<String, Description>> classics(List<String> names) {
        return broker.ask(new DescribeGroupsRequestData().setGroups(names), DescribeGroupsResponseData.class)
                .thenApply(answer -> those(
                        answer.groups(),
                        DescribeGroupsResponseData.DescribedGroup::errorCode,
                        DescribeGroupsResponseData.DescribedGroup::groupId,
                        GroupDescriber::classic));
    }

    private static Description classic(DescribeGroupsResponseData.DescribedGroup group) {
        boolean consumers = group.protocolType().equals(ConsumerProtocol.PROTOCOL_TYPE);
        return new Description(
                CLASSIC,
                group.protocolType(),
                group.groupState(),
                group.protocolData().isEmpty() ? null : group.protocolData(),
                NO_EPOCH,
                sorted(
                        group.members(),
                        member -> member(
                                member.memberId(),
                                member.groupInstanceId(),
                                member.clientId(),
                                member.clientHost(),
                                consumers ? assignment(member.memberAssignment()) : List.of())));
    }

    private CompletionStage<Map<String, Description>> consumers(List<String> names) {
        return broker.ask(
                        new ConsumerGroupDescribeRequestData().setGroupIds(names),
                        ConsumerGroupDescribeResponseData.class)
                .thenApply(answer -> those(
                        answer.groups(),
                        ConsumerGroupDescribeResponseData.DescribedGroup::errorCode,
                        ConsumerGroupDescribeResponseData.DescribedGroup::groupId,
                        GroupDescriber::consumer));
    }

    private static Description consumer(ConsumerGroupDescribeResponseData.DescribedGroup group) {
        return new Description(
                CONSUMER,
                ConsumerProtocol.PROTOCOL_TYPE,
                group.groupState(),
                group.assignorName(),
                group.groupEpoch(),
                sorted(
                        group.members(),
                        member -> member(
                                member.memberId(),
                                member.instanceId(),
                                member.clientId(),
                                member.clientHost(),
                                assigned(
                                        member.assignment().topicPartitions(),
                                        each -> new GroupViews.Assigned(each.topicName(), each.partitions())))));
    }

    private CompletionStage<Map<String, Description>> shares(List<String> names) {
        return broker.ask(new ShareGroupDescribeRequestData().setGroupIds(names), ShareGroupDescribeResponseData.class)
                .thenApply(answer -> those(
                        answer.groups(),
                        ShareGroupDescribeResponseData.DescribedGroup::errorCode,
                        ShareGroupDescribeResponseData.DescribedGroup::groupId,
                        GroupDescriber::share));
    }

    private static Description share(ShareGroupDescribeResponseData.DescribedGroup group) {
        return new Description(
                SHARE,
                SHARE,
                group.groupState(),
                group.assignorName(),
                group.groupEpoch(),
                sorted(
                        group.members(),
                        member -> member(
                                member.memberId(),
                                null,
                                member.clientId(),
                                member.clientHost(),
                                assigned(
                                        member.assignment().topicPartitions(),
                                        each -> new GroupViews.Assigned(each.topicName(), each.partitions())))));
    }

    private CompletionStage<Map<String, Description>> streams(List<String> names) {
        return broker.ask(
                        new StreamsGroupDescribeRequestData().setGroupIds(names),
                        StreamsGroupDescribeResponseData.class)
                .thenApply(answer -> those(
                        answer.groups(),
                        StreamsGroupDescribeResponseData.DescribedGroup::errorCode,
                        StreamsGroupDescribeResponseData.DescribedGroup::groupId,
                        GroupDescriber::stream));
    }

    private static Description stream(StreamsGroupDescribeResponseData.DescribedGroup group) {
        return new Description(
                STREAMS,
                STREAMS,
                group.groupState(),
                null,
                group.groupEpoch(),
                sorted(
                        group.members(),
                        member -> member(
                                member.memberId(),
                                member.instanceId(),
                                member.clientId(),
                                member.clientHost(),
                                assigned(
                                        member.assignment().activeTasks(),
                                        each -> new GroupViews.Assigned(
                                                "subtopology " + each.subtopologyId(), each.partitions())))));
    }

    /** The groups of an answer that are there, by their names. Each kind of answer has classes of its own. */
    private static <G> Map<String, Description> those(
            List<G> groups, ToIntFunction<G> error, Function<G, String> name, Function<G, Description> description) {
        Map<String, Description> found = new HashMap<>();
        for (G group : groups) {
            if (error.applyAsInt(group) == 0) {
                found.put(name.apply(group), description.apply(group));
            }
        }
        return found;
    }

    private static <M> List<GroupViews.Member> sorted(List<M> members, Function<M, GroupViews.Member> shown) {
        return members.stream()
                .map(shown)
                .sorted(Comparator.comparing(GroupViews.Member::client).thenComparing(GroupViews.Member::id))
                .toList();
    }

    private static <A> List<GroupViews.Assigned> assigned(List<A> assignment, Function<A, GroupViews.Assigned> shown) {
        return assignment.stream().map(shown).toList();
    }

    private static GroupViews.Member member(
            String id, String instance, String client, String host, List<GroupViews.Assigned> assigned) {
        int inAll = assigned.stream().mapToInt(each -> each.partitions().size()).sum();
        return new GroupViews.Member(id, instance, client, host, assigned, inAll);
    }

    /** What a member was told by its leader, in a form that is the members' own affair: not all of them use Kafka's. */
    private static List<GroupViews.Assigned> assignment(byte[] assignment) {
        if (assignment.length == 0) {
            return List.of();
        }
        try {
            Map<String, List<Integer>> byTopic =
                    ConsumerProtocol.deserializeAssignment(ByteBuffer.wrap(assignment)).partitions().stream()
                            .collect(Collectors.groupingBy(
                                    TopicPartition::topic,
                                    TreeMap::new,
                                    Collectors.mapping(TopicPartition::partition, Collectors.toList())));
            return byTopic.entrySet().stream()
                    .map(each -> new GroupViews.Assigned(
                            each.getKey(), each.getValue().stream().sorted().toList()))
                    .toList();
        } catch (KafkaException | BufferUnderflowException otherForm) {
            return List.of();
        }
    }
}
