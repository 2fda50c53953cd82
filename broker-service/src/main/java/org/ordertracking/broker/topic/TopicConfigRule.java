package org.ordertracking.broker.topic;

import static org.ordertracking.broker.topic.ConfigTreatment.HONOURED;
import static org.ordertracking.broker.topic.ConfigTreatment.REFUSED;
import static org.ordertracking.broker.topic.ConfigTreatment.WITHOUT_EFFECT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.storage.internals.log.LogConfig;

/**
 * What this broker makes of each topic config of Kafka's: the one table from which refusals are enforced and the
 * documentation is written.
 *
 * @param name Kafka's name
 * @param remark what it does here, or why it does nothing or is refused
 */
public record TopicConfigRule(String name, ConfigTreatment treatment, String remark) {
    private static final String NO_FOLLOWERS = "there are no followers to throttle";
    private static final String NO_TIERS = "there is no remote storage";
    private static final String NO_RECOMPRESSION = "batches are stored as producers compress them";

    /** Every config that Kafka knows, in the order of their names. */
    public static final List<TopicConfigRule> ALL = List.of(
            new TopicConfigRule(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    HONOURED,
                    "what becomes of old records: `delete`, `compact` or both"),
            new TopicConfigRule(TopicConfig.COMPRESSION_GZIP_LEVEL_CONFIG, WITHOUT_EFFECT, NO_RECOMPRESSION),
            new TopicConfigRule(TopicConfig.COMPRESSION_LZ4_LEVEL_CONFIG, WITHOUT_EFFECT, NO_RECOMPRESSION),
            new TopicConfigRule(
                    TopicConfig.COMPRESSION_TYPE_CONFIG,
                    REFUSED,
                    "only `producer`: batches are stored as producers compress them; set `compression.type` of the producer"),
            new TopicConfigRule(TopicConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, WITHOUT_EFFECT, NO_RECOMPRESSION),
            new TopicConfigRule(
                    TopicConfig.DELETE_RETENTION_MS_CONFIG, HONOURED, "how long compaction keeps tombstones"),
            new TopicConfigRule(
                    TopicConfig.FILE_DELETE_DELAY_MS_CONFIG,
                    WITHOUT_EFFECT,
                    "files of deleted segments go when nobody reads them any more"),
            new TopicConfigRule(
                    TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG,
                    WITHOUT_EFFECT,
                    "`broker.log.flush` says for all topics when records are forced to the disk"),
            new TopicConfigRule(
                    TopicConfig.FLUSH_MS_CONFIG,
                    WITHOUT_EFFECT,
                    "`broker.log.flush` says for all topics when records are forced to the disk"),
            new TopicConfigRule("follower.replication.throttled.replicas", WITHOUT_EFFECT, NO_FOLLOWERS),
            new TopicConfigRule(
                    TopicConfig.INDEX_INTERVAL_BYTES_CONFIG,
                    WITHOUT_EFFECT,
                    "the broker's indexes have a spacing of their own"),
            new TopicConfigRule("leader.replication.throttled.replicas", WITHOUT_EFFECT, NO_FOLLOWERS),
            new TopicConfigRule(TopicConfig.LOCAL_LOG_RETENTION_BYTES_CONFIG, REFUSED, NO_TIERS),
            new TopicConfigRule(TopicConfig.LOCAL_LOG_RETENTION_MS_CONFIG, REFUSED, NO_TIERS),
            new TopicConfigRule(
                    TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                    HONOURED,
                    "how long a record may wait before compaction has to look at it"),
            new TopicConfigRule(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    HONOURED,
                    "largest record batch, compressed, with its header"),
            new TopicConfigRule(
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    HONOURED,
                    "how far a record's timestamp may lie ahead of the broker's clock"),
            new TopicConfigRule(
                    TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                    HONOURED,
                    "how far a record's timestamp may lie behind the broker's clock"),
            new TopicConfigRule(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    HONOURED,
                    "whether the producer's or the broker's time is kept"),
            new TopicConfigRule(
                    TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                    HONOURED,
                    "which part of a log must be new before it is compacted"),
            new TopicConfigRule(
                    TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, HONOURED, "how long compaction leaves a record alone"),
            new TopicConfigRule(
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    WITHOUT_EFFECT,
                    "as in Kafka the value counts up to the number of replicas, which is 1 here"),
            new TopicConfigRule(
                    TopicConfig.PREALLOCATE_CONFIG, WITHOUT_EFFECT, "segment files grow with what is written"),
            new TopicConfigRule(TopicConfig.REMOTE_LOG_COPY_DISABLE_CONFIG, REFUSED, NO_TIERS),
            new TopicConfigRule(TopicConfig.REMOTE_LOG_DELETE_ON_DISABLE_CONFIG, REFUSED, NO_TIERS),
            new TopicConfigRule(TopicConfig.REMOTE_LOG_STORAGE_ENABLE_CONFIG, REFUSED, NO_TIERS),
            new TopicConfigRule(
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    HONOURED,
                    "how large a partition may grow before old segments go"),
            new TopicConfigRule(TopicConfig.RETENTION_MS_CONFIG, HONOURED, "how long records are kept"),
            new TopicConfigRule(TopicConfig.SEGMENT_BYTES_CONFIG, HONOURED, "how large a segment file may grow"),
            new TopicConfigRule(
                    TopicConfig.SEGMENT_INDEX_BYTES_CONFIG,
                    WITHOUT_EFFECT,
                    "an index grows with its segment, which `segment.bytes` bounds"),
            new TopicConfigRule(
                    TopicConfig.SEGMENT_JITTER_MS_CONFIG,
                    HONOURED,
                    "by how much earlier a segment may be closed, so that not all are at once"),
            new TopicConfigRule(TopicConfig.SEGMENT_MS_CONFIG, HONOURED, "how old a segment may grow"),
            new TopicConfigRule(
                    TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, WITHOUT_EFFECT, "there is never an election"));

    private static final Map<String, TopicConfigRule> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(TopicConfigRule::name, Function.identity()));

    public static Optional<TopicConfigRule> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Refuses what this broker could only pretend to do.
     *
     * @throws InvalidConfigurationException naming the config and the only value it may have
     */
    static void requireSupported(Map<String, String> configs) {
        configs.forEach((name, value) -> of(name).filter(rule -> rule.treatment == REFUSED && !isDefault(name, value))
                .ifPresent(rule -> {
                    throw new InvalidConfigurationException("%s=%s is not supported by this broker: %s; leave it at %s"
                            .formatted(name, value, rule.remark.replace("`", ""), defaultOf(name)));
                }));
    }

    private static boolean isDefault(String name, String value) {
        ConfigDef.ConfigKey key = LogConfig.configKeys().get(name);
        return ConfigDef.parseType(name, value, key.type).equals(key.defaultValue);
    }

    private static String defaultOf(String name) {
        ConfigDef.ConfigKey key = LogConfig.configKeys().get(name);
        return ConfigDef.convertToString(key.defaultValue, key.type);
    }
}
