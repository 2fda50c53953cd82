package org.ordertracking.broker;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.coordinator.group.modern.share.ShareGroupConfig;
import org.ordertracking.broker.group.GroupSettings;
import org.ordertracking.broker.log.CleaningSchedule;
import org.ordertracking.broker.log.FlushPolicy;
import org.ordertracking.broker.log.LogStoreConfig;
import org.ordertracking.broker.net.ListenerSettings;
import org.ordertracking.broker.quota.QuotaKind;
import org.ordertracking.broker.share.ShareSettings;
import org.ordertracking.broker.sql.SqlLimits;
import org.ordertracking.broker.topic.TopicDefaults;
import org.ordertracking.broker.transaction.TransactionSettings;

/** What {@link BrokerConfig} says, in the shape in which each part of the broker takes it. */
final class PartSettings {

    /** For each thread; {@link org.ordertracking.broker.log.LogStore#isCongested} slows clients down long before. */
    private static final int QUEUED_APPENDS = 32 << 10;

    /** What the broker itself appends, for groups and transactions. */
    private static final long OWN_APPEND_BYTES = 16 << 20;

    private PartSettings() {}

    /**
     * Appends that wait hold request memory, so that this bounds their bytes: a client is not read from before one would be
     * refused.
     */
    static LogStoreConfig logs(BrokerConfig config) {
        BrokerConfig.Log log = config.log();
        FlushPolicy flush =
                log.flush() == BrokerConfig.Flush.ALWAYS ? FlushPolicy.ALWAYS : FlushPolicy.every(log.flushInterval());
        return LogStoreConfig.DEFAULT
                .withLogThreads(log.threads())
                .withQueue(QUEUED_APPENDS, appendBytes(config.listener()))
                .withFlush(flush)
                .withProducerExpiration(log.producerExpiration())
                .withOpenFiles(log.openFiles())
                .withRecoveryPoints(log.recoveryPointInterval())
                .withCleaning(new CleaningSchedule(
                        log.retentionCheckInterval(),
                        log.cleaner().backOff(),
                        log.cleaner().threads(),
                        log.cleaner().dedupeBuffer().asLongValue()));
    }

    private static long appendBytes(BrokerConfig.Listener listener) {
        return listener.inFlightBytes().asLongValue()
                + listener.maxRequestBytes().asLongValue()
                + OWN_APPEND_BYTES;
    }

    static TopicDefaults topics(BrokerConfig.Topics topics) {
        return new TopicDefaults(topics.partitions(), topics.maxPartitions(), topics.configs());
    }

    /** Share groups have their settings apart; the limits of a group's own lock duration are Kafka's, or as wide as ours. */
    static GroupSettings groups(BrokerConfig config) {
        long lock = config.share().recordLock().toMillis();
        return GroupSetting.valuesOf(config.groups())
                .with(
                        ShareGroupConfig.SHARE_GROUP_MIN_RECORD_LOCK_DURATION_MS_CONFIG,
                        Math.min(lock, ShareGroupConfig.SHARE_GROUP_MIN_RECORD_LOCK_DURATION_MS_DEFAULT))
                .with(
                        ShareGroupConfig.SHARE_GROUP_MAX_RECORD_LOCK_DURATION_MS_CONFIG,
                        Math.max(lock, ShareGroupConfig.SHARE_GROUP_MAX_RECORD_LOCK_DURATION_MS_DEFAULT))
                .with(ShareGroupConfig.SHARE_GROUP_RECORD_LOCK_DURATION_MS_CONFIG, lock);
    }

    static ShareSettings shareGroups(BrokerConfig.Share share) {
        return new ShareSettings(
                share.statePartitions(),
                Math.toIntExact(share.stateSegmentBytes().asLongValue()),
                share.recordLock(),
                share.deliveryLimit(),
                share.maxRecordLocks(),
                share.maxSessions(),
                share.maxPartitions());
    }

    static TransactionSettings transactions(BrokerConfig.Transactions transactions) {
        return new TransactionSettings(
                transactions.statePartitions(),
                Math.toIntExact(transactions.stateSegmentBytes().asLongValue()),
                transactions.maxTimeout(),
                transactions.idExpiration(),
                transactions.idExpirationCheck());
    }

    static Map<QuotaKind, Double> quotas(BrokerConfig.Quotas quotas) {
        Map<QuotaKind, Double> defaults = new EnumMap<>(QuotaKind.class);
        quotas.producerByteRate().ifPresent(rate -> defaults.put(QuotaKind.PRODUCER_BYTE_RATE, rate));
        quotas.consumerByteRate().ifPresent(rate -> defaults.put(QuotaKind.CONSUMER_BYTE_RATE, rate));
        quotas.requestPercentage().ifPresent(percent -> defaults.put(QuotaKind.REQUEST_PERCENTAGE, percent));
        quotas.controllerMutationRate().ifPresent(rate -> defaults.put(QuotaKind.CONTROLLER_MUTATION_RATE, rate));
        quotas.connectionCreationRate().ifPresent(rate -> defaults.put(QuotaKind.CONNECTION_CREATION_RATE, rate));
        return defaults;
    }

    static ListenerSettings listener(BrokerConfig config) {
        BrokerConfig.Listener listener = config.listener();
        return new ListenerSettings(
                config.host(),
                config.port(),
                orProcessors(listener.eventLoops()),
                listener.maxConnections(),
                listener.maxConnectionsPerIp().orElse(listener.maxConnections()),
                Math.toIntExact(listener.maxRequestBytes().asLongValue()),
                listener.maxInFlightRequests(),
                listener.responseBytes().asLongValue(),
                listener.inFlightBytes().asLongValue(),
                Math.toIntExact(listener.zeroCopyBytes().asLongValue()),
                listener.idleTimeout(),
                listener.frameTimeout(),
                listener.stallTimeout());
    }

    static int orProcessors(int count) {
        return count > 0 ? count : Runtime.getRuntime().availableProcessors();
    }

    static SqlLimits sql(SqlConfig sql) {
        return new SqlLimits(
                sql.queries(),
                sql.live(),
                sql.memory().asLongValue(),
                sql.timeout(),
                sql.maxRecords(),
                sql.maxBytes().asLongValue(),
                sql.maxRows(),
                Math.toIntExact(sql.maxAnswerBytes().asLongValue()));
    }
}
