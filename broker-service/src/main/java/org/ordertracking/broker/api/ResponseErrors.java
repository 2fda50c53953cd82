package org.ordertracking.broker.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.common.message.AddOffsetsToTxnResponseData;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData;
import org.apache.kafka.common.message.AddRaftVoterResponseData;
import org.apache.kafka.common.message.AlterClientQuotasResponseData;
import org.apache.kafka.common.message.AlterConfigsResponseData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.AlterReplicaLogDirsResponseData;
import org.apache.kafka.common.message.AlterShareGroupOffsetsResponseData;
import org.apache.kafka.common.message.AlterUserScramCredentialsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.message.CreateAclsResponseData;
import org.apache.kafka.common.message.CreateDelegationTokenResponseData;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.DeleteAclsResponseData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DeleteRecordsResponseData;
import org.apache.kafka.common.message.DeleteShareGroupOffsetsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DescribeAclsResponseData;
import org.apache.kafka.common.message.DescribeClientQuotasResponseData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeDelegationTokenResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.DescribeProducersResponseData;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsResponseData;
import org.apache.kafka.common.message.ElectLeadersResponseData;
import org.apache.kafka.common.message.EndTxnResponseData;
import org.apache.kafka.common.message.ExpireDelegationTokenResponseData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupResponseData;
import org.apache.kafka.common.message.ListConfigResourcesResponseData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.ListTransactionsResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetDeleteResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.RemoveRaftVoterResponseData;
import org.apache.kafka.common.message.RenewDelegationTokenResponseData;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.message.ShareAcknowledgeResponseData;
import org.apache.kafka.common.message.ShareFetchResponseData;
import org.apache.kafka.common.message.ShareGroupDescribeResponseData;
import org.apache.kafka.common.message.ShareGroupHeartbeatResponseData;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatResponseData;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData;
import org.apache.kafka.common.message.UnregisterBrokerResponseData;
import org.apache.kafka.common.message.UpdateFeaturesResponseData;
import org.apache.kafka.common.message.WriteTxnMarkersResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.AddOffsetsToTxnResponse;
import org.apache.kafka.common.requests.AddPartitionsToTxnResponse;
import org.apache.kafka.common.requests.AddRaftVoterResponse;
import org.apache.kafka.common.requests.AlterClientQuotasResponse;
import org.apache.kafka.common.requests.AlterConfigsResponse;
import org.apache.kafka.common.requests.AlterPartitionReassignmentsResponse;
import org.apache.kafka.common.requests.AlterReplicaLogDirsResponse;
import org.apache.kafka.common.requests.AlterShareGroupOffsetsResponse;
import org.apache.kafka.common.requests.AlterUserScramCredentialsResponse;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.ConsumerGroupDescribeResponse;
import org.apache.kafka.common.requests.ConsumerGroupHeartbeatResponse;
import org.apache.kafka.common.requests.CreateAclsResponse;
import org.apache.kafka.common.requests.CreateDelegationTokenResponse;
import org.apache.kafka.common.requests.CreatePartitionsResponse;
import org.apache.kafka.common.requests.CreateTopicsResponse;
import org.apache.kafka.common.requests.DeleteAclsResponse;
import org.apache.kafka.common.requests.DeleteGroupsResponse;
import org.apache.kafka.common.requests.DeleteRecordsResponse;
import org.apache.kafka.common.requests.DeleteShareGroupOffsetsResponse;
import org.apache.kafka.common.requests.DeleteTopicsResponse;
import org.apache.kafka.common.requests.DescribeAclsResponse;
import org.apache.kafka.common.requests.DescribeClientQuotasResponse;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.apache.kafka.common.requests.DescribeDelegationTokenResponse;
import org.apache.kafka.common.requests.DescribeGroupsResponse;
import org.apache.kafka.common.requests.DescribeLogDirsResponse;
import org.apache.kafka.common.requests.DescribeProducersResponse;
import org.apache.kafka.common.requests.DescribeQuorumResponse;
import org.apache.kafka.common.requests.DescribeShareGroupOffsetsResponse;
import org.apache.kafka.common.requests.DescribeTopicPartitionsResponse;
import org.apache.kafka.common.requests.DescribeTransactionsResponse;
import org.apache.kafka.common.requests.DescribeUserScramCredentialsResponse;
import org.apache.kafka.common.requests.ElectLeadersResponse;
import org.apache.kafka.common.requests.EndTxnResponse;
import org.apache.kafka.common.requests.ExpireDelegationTokenResponse;
import org.apache.kafka.common.requests.FindCoordinatorResponse;
import org.apache.kafka.common.requests.HeartbeatResponse;
import org.apache.kafka.common.requests.IncrementalAlterConfigsResponse;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.LeaveGroupResponse;
import org.apache.kafka.common.requests.ListConfigResourcesResponse;
import org.apache.kafka.common.requests.ListGroupsResponse;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.ListPartitionReassignmentsResponse;
import org.apache.kafka.common.requests.ListTransactionsResponse;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.OffsetCommitResponse;
import org.apache.kafka.common.requests.OffsetDeleteResponse;
import org.apache.kafka.common.requests.OffsetFetchResponse;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochResponse;
import org.apache.kafka.common.requests.RemoveRaftVoterResponse;
import org.apache.kafka.common.requests.RenewDelegationTokenResponse;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.requests.SaslHandshakeResponse;
import org.apache.kafka.common.requests.ShareAcknowledgeResponse;
import org.apache.kafka.common.requests.ShareGroupDescribeResponse;
import org.apache.kafka.common.requests.ShareGroupHeartbeatResponse;
import org.apache.kafka.common.requests.StreamsGroupDescribeResponse;
import org.apache.kafka.common.requests.StreamsGroupHeartbeatResponse;
import org.apache.kafka.common.requests.SyncGroupResponse;
import org.apache.kafka.common.requests.TxnOffsetCommitResponse;
import org.apache.kafka.common.requests.UnregisterBrokerResponse;
import org.apache.kafka.common.requests.UpdateFeaturesResponse;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/**
 * Counts the error codes in a response, one for each part of it that has one. Produce and fetch responses are walked through
 * in place; of the others, which are few, Kafka's own response classes know where the codes are.
 */
public final class ResponseErrors {

    private static final Map<Class<?>, Function<ApiMessage, AbstractResponse>> RESPONSES = new HashMap<>();

    static {
        put(ListOffsetsResponseData.class, ListOffsetsResponse::new);
        put(OffsetCommitResponseData.class, OffsetCommitResponse::new);
        put(FindCoordinatorResponseData.class, FindCoordinatorResponse::new);
        put(HeartbeatResponseData.class, HeartbeatResponse::new);
        put(LeaveGroupResponseData.class, LeaveGroupResponse::new);
        put(SyncGroupResponseData.class, SyncGroupResponse::new);
        put(DescribeGroupsResponseData.class, DescribeGroupsResponse::new);
        put(ListGroupsResponseData.class, ListGroupsResponse::new);
        put(SaslHandshakeResponseData.class, SaslHandshakeResponse::new);
        put(ApiVersionsResponseData.class, ApiVersionsResponse::new);
        put(CreateTopicsResponseData.class, CreateTopicsResponse::new);
        put(DeleteTopicsResponseData.class, DeleteTopicsResponse::new);
        put(DeleteRecordsResponseData.class, DeleteRecordsResponse::new);
        put(InitProducerIdResponseData.class, InitProducerIdResponse::new);
        put(AddPartitionsToTxnResponseData.class, AddPartitionsToTxnResponse::new);
        put(AddOffsetsToTxnResponseData.class, AddOffsetsToTxnResponse::new);
        put(EndTxnResponseData.class, EndTxnResponse::new);
        put(WriteTxnMarkersResponseData.class, WriteTxnMarkersResponse::new);
        put(TxnOffsetCommitResponseData.class, TxnOffsetCommitResponse::new);
        put(CreateAclsResponseData.class, CreateAclsResponse::new);
        put(DescribeConfigsResponseData.class, DescribeConfigsResponse::new);
        put(AlterConfigsResponseData.class, AlterConfigsResponse::new);
        put(AlterReplicaLogDirsResponseData.class, AlterReplicaLogDirsResponse::new);
        put(DescribeLogDirsResponseData.class, DescribeLogDirsResponse::new);
        put(SaslAuthenticateResponseData.class, SaslAuthenticateResponse::new);
        put(CreatePartitionsResponseData.class, CreatePartitionsResponse::new);
        put(CreateDelegationTokenResponseData.class, CreateDelegationTokenResponse::new);
        put(RenewDelegationTokenResponseData.class, RenewDelegationTokenResponse::new);
        put(ExpireDelegationTokenResponseData.class, ExpireDelegationTokenResponse::new);
        put(DescribeDelegationTokenResponseData.class, DescribeDelegationTokenResponse::new);
        put(DeleteGroupsResponseData.class, DeleteGroupsResponse::new);
        put(ElectLeadersResponseData.class, ElectLeadersResponse::new);
        put(IncrementalAlterConfigsResponseData.class, IncrementalAlterConfigsResponse::new);
        put(AlterPartitionReassignmentsResponseData.class, AlterPartitionReassignmentsResponse::new);
        put(ListPartitionReassignmentsResponseData.class, ListPartitionReassignmentsResponse::new);
        put(OffsetDeleteResponseData.class, OffsetDeleteResponse::new);
        put(DescribeClientQuotasResponseData.class, DescribeClientQuotasResponse::new);
        put(AlterClientQuotasResponseData.class, AlterClientQuotasResponse::new);
        put(DescribeUserScramCredentialsResponseData.class, DescribeUserScramCredentialsResponse::new);
        put(AlterUserScramCredentialsResponseData.class, AlterUserScramCredentialsResponse::new);
        put(DescribeQuorumResponseData.class, DescribeQuorumResponse::new);
        put(UpdateFeaturesResponseData.class, UpdateFeaturesResponse::new);
        put(DescribeClusterResponseData.class, DescribeClusterResponse::new);
        put(DescribeProducersResponseData.class, DescribeProducersResponse::new);
        put(UnregisterBrokerResponseData.class, UnregisterBrokerResponse::new);
        put(DescribeTransactionsResponseData.class, DescribeTransactionsResponse::new);
        put(ListTransactionsResponseData.class, ListTransactionsResponse::new);
        put(ConsumerGroupHeartbeatResponseData.class, ConsumerGroupHeartbeatResponse::new);
        put(ConsumerGroupDescribeResponseData.class, ConsumerGroupDescribeResponse::new);
        put(ListConfigResourcesResponseData.class, ListConfigResourcesResponse::new);
        put(DescribeTopicPartitionsResponseData.class, DescribeTopicPartitionsResponse::new);
        put(ShareGroupHeartbeatResponseData.class, ShareGroupHeartbeatResponse::new);
        put(ShareGroupDescribeResponseData.class, ShareGroupDescribeResponse::new);
        put(ShareAcknowledgeResponseData.class, ShareAcknowledgeResponse::new);
        put(AddRaftVoterResponseData.class, AddRaftVoterResponse::new);
        put(RemoveRaftVoterResponseData.class, RemoveRaftVoterResponse::new);
        put(StreamsGroupHeartbeatResponseData.class, StreamsGroupHeartbeatResponse::new);
        put(StreamsGroupDescribeResponseData.class, StreamsGroupDescribeResponse::new);
        put(DescribeShareGroupOffsetsResponseData.class, DescribeShareGroupOffsetsResponse::new);
        put(AlterShareGroupOffsetsResponseData.class, AlterShareGroupOffsetsResponse::new);
        put(DeleteShareGroupOffsetsResponseData.class, DeleteShareGroupOffsetsResponse::new);
        put(OffsetForLeaderEpochResponseData.class, OffsetsForLeaderEpochResponse::new);
        put(MetadataResponseData.class, data -> new MetadataResponse(data, ApiKeys.METADATA.latestVersion()));
        put(OffsetFetchResponseData.class, data -> new OffsetFetchResponse(data, ApiKeys.OFFSET_FETCH.latestVersion()));
        put(
                DescribeAclsResponseData.class,
                data -> new DescribeAclsResponse(data, ApiKeys.DESCRIBE_ACLS.latestVersion()));
        put(DeleteAclsResponseData.class, data -> new DeleteAclsResponse(data, ApiKeys.DELETE_ACLS.latestVersion()));
    }

    private ResponseErrors() {}

    private static <D extends ApiMessage> void put(Class<D> data, Function<D, AbstractResponse> response) {
        RESPONSES.put(data, message -> response.apply(data.cast(message)));
    }

    /** The responses whose errors are known; all that the broker gives, a test holds that. */
    static boolean knows(ApiMessage message) {
        return message instanceof ProduceResponseData
                || message instanceof FetchResponseData
                || message instanceof ShareFetchResponseData
                || message instanceof JoinGroupResponseData
                || RESPONSES.containsKey(message.getClass());
    }

    /**
     * @param counter told of each error, and how often it is there
     */
    public static void count(ApiMessage message, ObjIntConsumer<Errors> counter) {
        if (message instanceof ProduceResponseData produced) {
            count(produced, counter);
        } else if (message instanceof FetchResponseData fetched) {
            count(fetched, counter);
        } else if (message instanceof ShareFetchResponseData fetched) {
            count(fetched, counter);
        } else if (message instanceof JoinGroupResponseData joined) {
            // Kafka's class for it would change the message: it fits the protocol's name to a version.
            count(joined.errorCode(), counter);
        } else {
            Function<ApiMessage, AbstractResponse> response = RESPONSES.get(message.getClass());
            if (response != null) {
                response.apply(message).errorCounts().forEach((error, times) -> count(error, times, counter));
            }
        }
    }

    private static void count(ProduceResponseData produced, ObjIntConsumer<Errors> counter) {
        for (ProduceResponseData.TopicProduceResponse topic : produced.responses()) {
            List<ProduceResponseData.PartitionProduceResponse> partitions = topic.partitionResponses();
            for (int i = 0; i < partitions.size(); i++) {
                count(partitions.get(i).errorCode(), counter);
            }
        }
    }

    private static void count(FetchResponseData fetched, ObjIntConsumer<Errors> counter) {
        count(fetched.errorCode(), counter);
        List<FetchResponseData.FetchableTopicResponse> topics = fetched.responses();
        for (int i = 0; i < topics.size(); i++) {
            List<FetchResponseData.PartitionData> partitions = topics.get(i).partitions();
            for (int j = 0; j < partitions.size(); j++) {
                count(partitions.get(j).errorCode(), counter);
            }
        }
    }

    private static void count(ShareFetchResponseData fetched, ObjIntConsumer<Errors> counter) {
        count(fetched.errorCode(), counter);
        for (ShareFetchResponseData.ShareFetchableTopicResponse topic : fetched.responses()) {
            for (ShareFetchResponseData.PartitionData partition : topic.partitions()) {
                count(partition.errorCode(), counter);
                count(partition.acknowledgeErrorCode(), counter);
            }
        }
    }

    private static void count(short code, ObjIntConsumer<Errors> counter) {
        if (code != 0) {
            counter.accept(Errors.forCode(code), 1);
        }
    }

    private static void count(Errors error, int times, ObjIntConsumer<Errors> counter) {
        if (error != Errors.NONE) {
            counter.accept(error, times);
        }
    }
}
