package org.ordertracking.broker.api.groups;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ConsumerGroupDescribeRequest;
import org.apache.kafka.common.requests.ConsumerGroupHeartbeatRequest;
import org.apache.kafka.common.requests.DeleteGroupsRequest;
import org.apache.kafka.common.requests.DescribeGroupsRequest;
import org.apache.kafka.common.requests.HeartbeatRequest;
import org.apache.kafka.common.requests.JoinGroupRequest;
import org.apache.kafka.common.requests.JoinGroupResponse;
import org.apache.kafka.common.requests.LeaveGroupRequest;
import org.apache.kafka.common.requests.LeaveGroupResponse;
import org.apache.kafka.common.requests.ListGroupsRequest;
import org.apache.kafka.common.requests.SyncGroupRequest;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.LongPolls;

/** Membership of consumer groups, classic and KIP-848: passes requests to the coordinator in the shape it expects. */
final class GroupHandlers {
    private final GroupCoordinator groups;
    private final LongPolls polls;

    /**
     * @param polls ends the waiting for other members when the broker stops
     */
    GroupHandlers(GroupCoordinator groups, LongPolls polls) {
        this.groups = groups;
        this.polls = polls;
    }

    CompletionStage<ApiResponse> join(RequestContext context, JoinGroupRequest request) {
        return Responses.later(
                context,
                polls.orEnded(
                                groups.joinGroup(context, request.data(), BufferSupplier.NO_CACHING),
                                GroupHandlers::stopping)
                        .thenApply(data -> new JoinGroupResponse(data, context.version()).data()));
    }

    CompletionStage<ApiResponse> sync(RequestContext context, SyncGroupRequest request) {
        if (!request.areMandatoryProtocolTypeAndNamePresent()) {
            throw new InconsistentGroupProtocolException("SyncGroup version 5 and up needs a protocol type and name");
        }
        return Responses.later(
                context,
                polls.orEnded(
                        groups.syncGroup(context, request.data(), BufferSupplier.NO_CACHING), GroupHandlers::stopping));
    }

    /** Members look for their coordinator and join again: they find it when the broker is back. */
    private static CoordinatorNotAvailableException stopping() {
        return new CoordinatorNotAvailableException("the broker is stopping");
    }

    CompletionStage<ApiResponse> heartbeat(RequestContext context, HeartbeatRequest request) {
        return Responses.later(context, groups.heartbeat(context, request.data()));
    }

    /** Versions below 3 name one member in the request and have its error at the top of the response. */
    CompletionStage<ApiResponse> leave(RequestContext context, LeaveGroupRequest request) {
        List<MemberIdentity> members = request.members();
        LeaveGroupRequestData normalized =
                new LeaveGroupRequestData().setGroupId(request.data().groupId()).setMembers(members);
        return Responses.later(
                context,
                groups.leaveGroup(context, normalized)
                        .thenApply(data -> new LeaveGroupResponse(data, context.version()).data()));
    }

    CompletionStage<ApiResponse> consumerGroupHeartbeat(RequestContext context, ConsumerGroupHeartbeatRequest request) {
        return Responses.later(context, groups.consumerGroupHeartbeat(context, request.data()));
    }

    CompletionStage<ApiResponse> list(RequestContext context, ListGroupsRequest request) {
        return Responses.later(context, groups.listGroups(context, request.data()));
    }

    CompletionStage<ApiResponse> describe(RequestContext context, DescribeGroupsRequest request) {
        boolean operations = request.data().includeAuthorizedOperations();
        return Responses.later(
                context, groups.describeGroups(context, request.data().groups()).thenApply(described -> {
                    if (operations) {
                        described.stream()
                                .filter(group -> group.errorCode() == Errors.NONE.code())
                                .forEach(group -> group.setAuthorizedOperations(GroupOperations.AUTHORIZED));
                    }
                    return new DescribeGroupsResponseData().setGroups(described);
                }));
    }

    CompletionStage<ApiResponse> describeConsumerGroups(RequestContext context, ConsumerGroupDescribeRequest request) {
        boolean operations = request.data().includeAuthorizedOperations();
        return Responses.later(
                context,
                groups.consumerGroupDescribe(context, request.data().groupIds()).thenApply(described -> {
                    if (operations) {
                        described.stream()
                                .filter(group -> group.errorCode() == Errors.NONE.code())
                                .forEach(group -> group.setAuthorizedOperations(GroupOperations.AUTHORIZED));
                    }
                    return new ConsumerGroupDescribeResponseData().setGroups(described);
                }));
    }

    /** Deletes groups without members; a failure of the coordinator is the failure of each. */
    CompletionStage<ApiResponse> delete(RequestContext context, DeleteGroupsRequest request) {
        List<String> names = request.data().groupsNames().stream().distinct().toList();
        return Responses.later(
                context,
                groups.deleteGroups(context, names, BufferSupplier.NO_CACHING)
                        .thenApply(results -> new DeleteGroupsResponseData().setResults(results)));
    }
}
