package org.ordertracking.broker.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocol;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.utils.Utils;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.fixture.TestBroker;

/** One request of each key, in each version, against topic {@code golden} and group {@code golden-group}. */
final class GoldenRequests {
    static final String TOPIC = "golden";
    static final Uuid TOPIC_ID = TestBroker.topicId(1);
    static final String GROUP = "golden-group";
    static final String NEW_GROUP = "golden-consumer-group";
    static final String MEMBER = "golden-member";
    private static final byte TOPIC_RESOURCE = 2;
    private static final byte GROUP_KEY = 0;
    static final int TIMEOUT_MILLIS = 10_000;

    private GoldenRequests() {}

    static ApiMessage of(SupportedApi api, short version) {
        return switch (api) {
            case PRODUCE -> produce(version);
            case FETCH -> fetch(version);
            case LIST_OFFSETS -> listOffsets();
            case METADATA -> metadata();
            case OFFSET_COMMIT -> offsetCommit();
            case OFFSET_FETCH -> offsetFetch(version);
            case FIND_COORDINATOR -> findCoordinator(version);
            case JOIN_GROUP -> joinGroup();
            case HEARTBEAT ->
                new HeartbeatRequestData().setGroupId(GROUP).setMemberId(MEMBER).setGenerationId(1);
            case LEAVE_GROUP -> leaveGroup(version);
            case SYNC_GROUP -> syncGroup(version);
            case DESCRIBE_GROUPS -> new DescribeGroupsRequestData().setGroups(List.of(GROUP));
            case LIST_GROUPS -> new ListGroupsRequestData();
            case API_VERSIONS -> apiVersions(version);
            case CREATE_TOPICS -> createTopics();
            case DELETE_TOPICS -> deleteTopics(version);
            case DELETE_RECORDS -> deleteRecords();
            case INIT_PRODUCER_ID ->
                new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(TIMEOUT_MILLIS);
            case DESCRIBE_CONFIGS -> describeConfigs();
            case SASL_HANDSHAKE,
                    SASL_AUTHENTICATE,
                    DESCRIBE_ACLS,
                    CREATE_ACLS,
                    DELETE_ACLS,
                    CREATE_DELEGATION_TOKEN,
                    RENEW_DELEGATION_TOKEN,
                    EXPIRE_DELEGATION_TOKEN,
                    DESCRIBE_DELEGATION_TOKEN,
                    DESCRIBE_USER_SCRAM_CREDENTIALS,
                    ALTER_USER_SCRAM_CREDENTIALS -> GoldenSecurityRequests.of(api, version);
            case ALTER_CONFIGS,
                    CREATE_PARTITIONS,
                    INCREMENTAL_ALTER_CONFIGS,
                    OFFSET_FOR_LEADER_EPOCH,
                    ALTER_REPLICA_LOG_DIRS,
                    DESCRIBE_LOG_DIRS,
                    ELECT_LEADERS,
                    ALTER_PARTITION_REASSIGNMENTS,
                    LIST_PARTITION_REASSIGNMENTS,
                    DESCRIBE_QUORUM,
                    UPDATE_FEATURES,
                    UNREGISTER_BROKER,
                    LIST_CONFIG_RESOURCES,
                    DESCRIBE_TOPIC_PARTITIONS,
                    ADD_RAFT_VOTER,
                    REMOVE_RAFT_VOTER -> GoldenAdminRequests.of(api, version);
            case DELETE_GROUPS -> GoldenGroupRequests.deleteGroups();
            case OFFSET_DELETE -> GoldenGroupRequests.offsetDelete();
            case ADD_PARTITIONS_TO_TXN,
                    ADD_OFFSETS_TO_TXN,
                    END_TXN,
                    WRITE_TXN_MARKERS,
                    TXN_OFFSET_COMMIT,
                    DESCRIBE_PRODUCERS,
                    DESCRIBE_TRANSACTIONS,
                    LIST_TRANSACTIONS -> GoldenTransactionRequests.of(api, version);
            case DESCRIBE_CLIENT_QUOTAS -> GoldenQuotaRequests.describeClientQuotas();
            case ALTER_CLIENT_QUOTAS -> GoldenQuotaRequests.alterClientQuotas();
            case DESCRIBE_CLUSTER -> new DescribeClusterRequestData();
            case CONSUMER_GROUP_HEARTBEAT -> consumerGroupHeartbeat();
            case STREAMS_GROUP_HEARTBEAT -> GoldenGroupRequests.streamsGroupHeartbeat();
            case STREAMS_GROUP_DESCRIBE -> GoldenGroupRequests.streamsGroupDescribe();
            case CONSUMER_GROUP_DESCRIBE -> new ConsumerGroupDescribeRequestData().setGroupIds(List.of(NEW_GROUP));
            case SHARE_GROUP_HEARTBEAT,
                    SHARE_GROUP_DESCRIBE,
                    SHARE_FETCH,
                    SHARE_ACKNOWLEDGE,
                    DESCRIBE_SHARE_GROUP_OFFSETS,
                    ALTER_SHARE_GROUP_OFFSETS,
                    DELETE_SHARE_GROUP_OFFSETS -> GoldenShareRequests.of(api);
        };
    }

    static ProduceRequestData produce(short version) {
        TopicProduceData topic = new TopicProduceData()
                .setPartitionData(List.of(new PartitionProduceData()
                        .setIndex(0)
                        .setRecords(MemoryRecords.withRecords(
                                Compression.NONE,
                                new SimpleRecord(
                                        TestBroker.NOW.toEpochMilli(),
                                        "order-1".getBytes(StandardCharsets.UTF_8),
                                        "placed".getBytes(StandardCharsets.UTF_8))))));
        if (version >= 13) {
            topic.setTopicId(TOPIC_ID);
        } else {
            topic.setName(TOPIC);
        }
        ProduceRequestData request =
                new ProduceRequestData().setAcks((short) -1).setTimeoutMs(TIMEOUT_MILLIS);
        request.topicData().add(topic);
        return request;
    }

    private static FetchRequestData fetch(short version) {
        FetchTopic topic = new FetchTopic()
                .setPartitions(List.of(
                        new FetchPartition().setPartition(0).setFetchOffset(0).setPartitionMaxBytes(1 << 20)));
        if (version >= 13) {
            topic.setTopicId(TOPIC_ID);
        } else {
            topic.setTopic(TOPIC);
        }
        return new FetchRequestData()
                .setMaxWaitMs(0)
                .setMinBytes(1)
                .setMaxBytes(1 << 20)
                .setTopics(List.of(topic));
    }

    private static ListOffsetsRequestData listOffsets() {
        return new ListOffsetsRequestData()
                .setReplicaId(ListOffsetsRequest.CONSUMER_REPLICA_ID)
                .setTopics(List.of(new ListOffsetsTopic()
                        .setName(TOPIC)
                        .setPartitions(List.of(
                                new ListOffsetsPartition()
                                        .setPartitionIndex(0)
                                        .setTimestamp(ListOffsetsRequest.LATEST_TIMESTAMP),
                                new ListOffsetsPartition()
                                        .setPartitionIndex(7)
                                        .setTimestamp(ListOffsetsRequest.LATEST_TIMESTAMP)))));
    }

    private static MetadataRequestData metadata() {
        return new MetadataRequestData().setTopics(List.of(new MetadataRequestTopic().setName(TOPIC)));
    }

    static OffsetCommitRequestData offsetCommit() {
        return new OffsetCommitRequestData()
                .setGroupId(GROUP)
                .setTopics(List.of(new OffsetCommitRequestTopic()
                        .setName(TOPIC)
                        .setPartitions(List.of(
                                new OffsetCommitRequestPartition()
                                        .setPartitionIndex(0)
                                        .setCommittedOffset(1)
                                        .setCommittedMetadata("read"),
                                new OffsetCommitRequestPartition()
                                        .setPartitionIndex(7)
                                        .setCommittedOffset(1)))));
    }

    private static OffsetFetchRequestData offsetFetch(short version) {
        if (version < 8) {
            return new OffsetFetchRequestData()
                    .setGroupId(GROUP)
                    .setTopics(
                            List.of(new OffsetFetchRequestTopic().setName(TOPIC).setPartitionIndexes(List.of(0, 1))));
        }
        return new OffsetFetchRequestData()
                .setGroups(List.of(new OffsetFetchRequestGroup()
                        .setGroupId(GROUP)
                        .setTopics(List.of(
                                new OffsetFetchRequestTopics().setName(TOPIC).setPartitionIndexes(List.of(0, 1))))));
    }

    private static FindCoordinatorRequestData findCoordinator(short version) {
        FindCoordinatorRequestData request = new FindCoordinatorRequestData();
        if (version >= 1) {
            request.setKeyType(GROUP_KEY);
        }
        return version < 4 ? request.setKey(GROUP) : request.setCoordinatorKeys(List.of(GROUP));
    }

    private static JoinGroupRequestData joinGroup() {
        JoinGroupRequestData request = new JoinGroupRequestData()
                .setGroupId(GROUP)
                .setSessionTimeoutMs(TIMEOUT_MILLIS)
                .setRebalanceTimeoutMs(TIMEOUT_MILLIS)
                .setProtocolType("consumer");
        request.protocols()
                .add(new JoinGroupRequestProtocol()
                        .setName("range")
                        .setMetadata(Utils.toArray(
                                ConsumerProtocol.serializeSubscription(new Subscription(List.of(TOPIC))))));
        return request;
    }

    private static LeaveGroupRequestData leaveGroup(short version) {
        LeaveGroupRequestData request = new LeaveGroupRequestData().setGroupId(GROUP);
        return version < 3
                ? request.setMemberId(MEMBER)
                : request.setMembers(List.of(new MemberIdentity().setMemberId(MEMBER)));
    }

    private static SyncGroupRequestData syncGroup(short version) {
        SyncGroupRequestData request =
                new SyncGroupRequestData().setGroupId(GROUP).setMemberId(MEMBER).setGenerationId(1);
        return version < 5 ? request : request.setProtocolType("consumer").setProtocolName("range");
    }

    private static ApiVersionsRequestData apiVersions(short version) {
        ApiVersionsRequestData request = new ApiVersionsRequestData();
        return version < 3 ? request : request.setClientSoftwareName("golden").setClientSoftwareVersion("1.0");
    }

    private static CreateTopicsRequestData createTopics() {
        CreatableTopic topic =
                new CreatableTopic().setName("created").setNumPartitions(2).setReplicationFactor((short) 1);
        topic.configs().add(new CreatableTopicConfig().setName("retention.ms").setValue("1000"));
        CreateTopicsRequestData request = new CreateTopicsRequestData().setTimeoutMs(TIMEOUT_MILLIS);
        request.topics().add(topic);
        return request;
    }

    private static DeleteTopicsRequestData deleteTopics(short version) {
        DeleteTopicsRequestData request = new DeleteTopicsRequestData().setTimeoutMs(TIMEOUT_MILLIS);
        return version < 6
                ? request.setTopicNames(List.of(TOPIC))
                : request.setTopics(List.of(new DeleteTopicState().setName(TOPIC)));
    }

    private static DeleteRecordsRequestData deleteRecords() {
        return new DeleteRecordsRequestData()
                .setTimeoutMs(TIMEOUT_MILLIS)
                .setTopics(List.of(new DeleteRecordsTopic()
                        .setName(TOPIC)
                        .setPartitions(List.of(
                                new DeleteRecordsPartition()
                                        .setPartitionIndex(0)
                                        .setOffset(1),
                                new DeleteRecordsPartition()
                                        .setPartitionIndex(1)
                                        .setOffset(1)))));
    }

    private static DescribeConfigsRequestData describeConfigs() {
        return new DescribeConfigsRequestData()
                .setIncludeSynonyms(true)
                .setResources(List.of(new DescribeConfigsResource()
                        .setResourceType(TOPIC_RESOURCE)
                        .setResourceName(TOPIC)
                        .setConfigurationKeys(new ArrayList<>(List.of("cleanup.policy", "retention.ms")))));
    }

    static ConsumerGroupHeartbeatRequestData consumerGroupHeartbeat() {
        return new ConsumerGroupHeartbeatRequestData()
                .setGroupId(NEW_GROUP)
                .setMemberId(MEMBER)
                .setMemberEpoch(0)
                .setRebalanceTimeoutMs(TIMEOUT_MILLIS)
                .setSubscribedTopicNames(List.of(TOPIC))
                .setTopicPartitions(List.of());
    }
}
