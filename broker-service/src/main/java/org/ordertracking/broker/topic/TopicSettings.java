package org.ordertracking.broker.topic;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.ordertracking.broker.log.CleanupPolicy;
import org.ordertracking.broker.log.LogSettings;
import org.ordertracking.broker.log.RecordRules;

/**
 * A topic's configs: what was set for it over the broker's defaults. Names, types and limits are Kafka's own.
 *
 * @param overrides what was set for the topic
 * @param effective all values
 */
public record TopicSettings(Map<String, String> overrides, LogConfig effective) {
    private static final boolean NO_REMOTE_STORAGE = false;

    /**
     * The settings of a new topic.
     *
     * @param defaults the broker's values, by topic config name
     * @throws InvalidConfigurationException naming the config, if one is unknown, its value not allowed, or not supported
     *     here (see {@link TopicConfigRule})
     */
    public static TopicSettings of(Map<String, String> overrides, Map<String, String> defaults) {
        return changed(overrides, Map.of(), defaults);
    }

    /**
     * The settings of a topic that had others.
     *
     * @param before what was set for the topic until now
     * @throws InvalidConfigurationException as {@link #of}
     */
    static TopicSettings changed(
            Map<String, String> overrides, Map<String, String> before, Map<String, String> defaults) {
        Properties properties = new Properties();
        properties.putAll(overrides);
        try {
            LogConfig.validate(before, properties, defaults, NO_REMOTE_STORAGE);
            TopicConfigRule.requireSupported(overrides);
            return stored(overrides, defaults);
        } catch (ConfigException invalid) {
            // Not an exception that has an error code.
            throw new InvalidConfigurationException(invalid.getMessage(), invalid);
        }
    }

    /** The settings as they stand in the metadata log, written when they were allowed. */
    static TopicSettings stored(Map<String, String> overrides, Map<String, String> defaults) {
        Map<String, String> all = new TreeMap<>(defaults);
        all.putAll(overrides);
        return new TopicSettings(Map.copyOf(overrides), new LogConfig(all, overrides.keySet()));
    }

    /** The part that the log obeys. */
    LogSettings forLog() {
        return new LogSettings(
                effective.segmentSize(),
                effective.maxSegmentMs(),
                effective.segmentJitterMs,
                effective.maxMessageSize(),
                effective.messageTimestampType,
                cleanup(),
                new RecordRules(
                        effective.compact,
                        effective.messageTimestampBeforeMaxMs,
                        effective.messageTimestampAfterMaxMs));
    }

    private CleanupPolicy cleanup() {
        CleanupPolicy policy = CleanupPolicy.NONE;
        if (effective.delete) {
            policy = policy.withRetention(effective.retentionMs, effective.retentionSize);
        }
        if (effective.compact) {
            policy = policy.withCompaction(new CleanupPolicy.Compaction(
                    effective.minCleanableRatio,
                    effective.compactionLagMs,
                    effective.maxCompactionLagMs,
                    effective.deleteRetentionMs));
        }
        return policy;
    }
}
