package org.ordertracking.broker.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * The API keys and versions this broker speaks: the one place where a key is added or a range moves. Everything
 * advertised is served, but for one range that a client's probing needs:
 *
 * <ul>
 *   <li>Produce 0–2 are advertised because librdkafka turns compression off without them (KAFKA-18659); they carry
 *       message formats that no longer exist and are refused, as Apache Kafka does.
 * </ul>
 *
 * No version is newer than what the pinned kafka-clients calls stable, but for one:
 *
 * <ul>
 *   <li>StreamsGroupHeartbeat and StreamsGroupDescribe 0 (KIP-1071) are early access in Kafka 4.1. Kafka 4.2 made the same
 *       version stable without a change to its bytes, and its clients are served with it.
 * </ul>
 */
public enum SupportedApi {
    PRODUCE(ApiKeys.PRODUCE, 0, 13, 3),
    FETCH(ApiKeys.FETCH, 4, 18),
    LIST_OFFSETS(ApiKeys.LIST_OFFSETS, 1, 10),
    METADATA(ApiKeys.METADATA, 0, 13),
    OFFSET_COMMIT(ApiKeys.OFFSET_COMMIT, 2, 9),
    OFFSET_FETCH(ApiKeys.OFFSET_FETCH, 1, 9),
    FIND_COORDINATOR(ApiKeys.FIND_COORDINATOR, 0, 6),
    JOIN_GROUP(ApiKeys.JOIN_GROUP, 0, 9),
    HEARTBEAT(ApiKeys.HEARTBEAT, 0, 4),
    LEAVE_GROUP(ApiKeys.LEAVE_GROUP, 0, 5),
    SYNC_GROUP(ApiKeys.SYNC_GROUP, 0, 5),
    DESCRIBE_GROUPS(ApiKeys.DESCRIBE_GROUPS, 0, 6),
    LIST_GROUPS(ApiKeys.LIST_GROUPS, 0, 5),
    SASL_HANDSHAKE(ApiKeys.SASL_HANDSHAKE, 0, 1),
    API_VERSIONS(ApiKeys.API_VERSIONS, 0, 4),
    CREATE_TOPICS(ApiKeys.CREATE_TOPICS, 2, 7),
    DELETE_TOPICS(ApiKeys.DELETE_TOPICS, 1, 6),
    DELETE_RECORDS(ApiKeys.DELETE_RECORDS, 0, 2),
    INIT_PRODUCER_ID(ApiKeys.INIT_PRODUCER_ID, 0, 5),
    OFFSET_FOR_LEADER_EPOCH(ApiKeys.OFFSET_FOR_LEADER_EPOCH, 2, 4),
    ADD_PARTITIONS_TO_TXN(ApiKeys.ADD_PARTITIONS_TO_TXN, 0, 5),
    ADD_OFFSETS_TO_TXN(ApiKeys.ADD_OFFSETS_TO_TXN, 0, 4),
    END_TXN(ApiKeys.END_TXN, 0, 5),
    WRITE_TXN_MARKERS(ApiKeys.WRITE_TXN_MARKERS, 1, 1),
    TXN_OFFSET_COMMIT(ApiKeys.TXN_OFFSET_COMMIT, 0, 5),
    DESCRIBE_ACLS(ApiKeys.DESCRIBE_ACLS, 1, 3),
    CREATE_ACLS(ApiKeys.CREATE_ACLS, 1, 3),
    DELETE_ACLS(ApiKeys.DELETE_ACLS, 1, 3),
    DESCRIBE_CONFIGS(ApiKeys.DESCRIBE_CONFIGS, 1, 4),
    ALTER_CONFIGS(ApiKeys.ALTER_CONFIGS, 0, 2),
    ALTER_REPLICA_LOG_DIRS(ApiKeys.ALTER_REPLICA_LOG_DIRS, 1, 2),
    DESCRIBE_LOG_DIRS(ApiKeys.DESCRIBE_LOG_DIRS, 1, 4),
    SASL_AUTHENTICATE(ApiKeys.SASL_AUTHENTICATE, 0, 2),
    CREATE_PARTITIONS(ApiKeys.CREATE_PARTITIONS, 0, 3),
    CREATE_DELEGATION_TOKEN(ApiKeys.CREATE_DELEGATION_TOKEN, 1, 3),
    RENEW_DELEGATION_TOKEN(ApiKeys.RENEW_DELEGATION_TOKEN, 1, 2),
    EXPIRE_DELEGATION_TOKEN(ApiKeys.EXPIRE_DELEGATION_TOKEN, 1, 2),
    DESCRIBE_DELEGATION_TOKEN(ApiKeys.DESCRIBE_DELEGATION_TOKEN, 1, 3),
    DELETE_GROUPS(ApiKeys.DELETE_GROUPS, 0, 2),
    ELECT_LEADERS(ApiKeys.ELECT_LEADERS, 0, 2),
    INCREMENTAL_ALTER_CONFIGS(ApiKeys.INCREMENTAL_ALTER_CONFIGS, 0, 1),
    ALTER_PARTITION_REASSIGNMENTS(ApiKeys.ALTER_PARTITION_REASSIGNMENTS, 0, 1),
    LIST_PARTITION_REASSIGNMENTS(ApiKeys.LIST_PARTITION_REASSIGNMENTS, 0, 0),
    OFFSET_DELETE(ApiKeys.OFFSET_DELETE, 0, 0),
    DESCRIBE_CLIENT_QUOTAS(ApiKeys.DESCRIBE_CLIENT_QUOTAS, 0, 1),
    ALTER_CLIENT_QUOTAS(ApiKeys.ALTER_CLIENT_QUOTAS, 0, 1),
    DESCRIBE_USER_SCRAM_CREDENTIALS(ApiKeys.DESCRIBE_USER_SCRAM_CREDENTIALS, 0, 0),
    ALTER_USER_SCRAM_CREDENTIALS(ApiKeys.ALTER_USER_SCRAM_CREDENTIALS, 0, 0),
    DESCRIBE_QUORUM(ApiKeys.DESCRIBE_QUORUM, 0, 2),
    UPDATE_FEATURES(ApiKeys.UPDATE_FEATURES, 0, 2),
    DESCRIBE_CLUSTER(ApiKeys.DESCRIBE_CLUSTER, 0, 2),
    DESCRIBE_PRODUCERS(ApiKeys.DESCRIBE_PRODUCERS, 0, 0),
    UNREGISTER_BROKER(ApiKeys.UNREGISTER_BROKER, 0, 0),
    DESCRIBE_TRANSACTIONS(ApiKeys.DESCRIBE_TRANSACTIONS, 0, 0),
    LIST_TRANSACTIONS(ApiKeys.LIST_TRANSACTIONS, 0, 2),
    CONSUMER_GROUP_HEARTBEAT(ApiKeys.CONSUMER_GROUP_HEARTBEAT, 0, 1),
    CONSUMER_GROUP_DESCRIBE(ApiKeys.CONSUMER_GROUP_DESCRIBE, 0, 1),
    LIST_CONFIG_RESOURCES(ApiKeys.LIST_CONFIG_RESOURCES, 0, 1),
    DESCRIBE_TOPIC_PARTITIONS(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, 0, 0),
    SHARE_GROUP_HEARTBEAT(ApiKeys.SHARE_GROUP_HEARTBEAT, 1, 1),
    SHARE_GROUP_DESCRIBE(ApiKeys.SHARE_GROUP_DESCRIBE, 1, 1),
    SHARE_FETCH(ApiKeys.SHARE_FETCH, 1, 1),
    SHARE_ACKNOWLEDGE(ApiKeys.SHARE_ACKNOWLEDGE, 1, 1),
    ADD_RAFT_VOTER(ApiKeys.ADD_RAFT_VOTER, 0, 0),
    REMOVE_RAFT_VOTER(ApiKeys.REMOVE_RAFT_VOTER, 0, 0),
    STREAMS_GROUP_HEARTBEAT(ApiKeys.STREAMS_GROUP_HEARTBEAT, 0, 0),
    STREAMS_GROUP_DESCRIBE(ApiKeys.STREAMS_GROUP_DESCRIBE, 0, 0),
    DESCRIBE_SHARE_GROUP_OFFSETS(ApiKeys.DESCRIBE_SHARE_GROUP_OFFSETS, 0, 0),
    ALTER_SHARE_GROUP_OFFSETS(ApiKeys.ALTER_SHARE_GROUP_OFFSETS, 0, 0),
    DELETE_SHARE_GROUP_OFFSETS(ApiKeys.DELETE_SHARE_GROUP_OFFSETS, 0, 0);

    private static final Map<ApiKeys, SupportedApi> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(api -> api.key, Function.identity()));

    private final ApiKeys key;
    private final short oldestAdvertised;
    private final short newest;
    private final short oldestServed;

    SupportedApi(ApiKeys key, int oldest, int newest) {
        this(key, oldest, newest, oldest);
    }

    SupportedApi(ApiKeys key, int oldestAdvertised, int newest, int oldestServed) {
        this.key = key;
        this.oldestAdvertised = (short) oldestAdvertised;
        this.newest = (short) newest;
        this.oldestServed = (short) oldestServed;
    }

    public static Optional<SupportedApi> of(ApiKeys key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    public ApiKeys key() {
        return key;
    }

    public short oldestAdvertised() {
        return oldestAdvertised;
    }

    public short oldestServed() {
        return oldestServed;
    }

    public short newest() {
        return newest;
    }

    public boolean serves(short version) {
        return version >= oldestServed && version <= newest;
    }
}
