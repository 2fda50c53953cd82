package org.ordertracking.broker.share;

import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.coordinator.group.GroupConfigManager;
import org.apache.kafka.coordinator.group.ShareGroupAutoOffsetResetStrategy;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.log.TimestampedOffset;

/** What is configured for each share group: a group's own configs over the broker's settings. */
public final class ShareGroupRules {
    private final GroupConfigManager configs;
    private final ShareSettings settings;

    public ShareGroupRules(GroupConfigManager configs, ShareSettings settings) {
        this.configs = configs;
        this.settings = settings;
    }

    /** How long a record stays with a consumer ({@code share.record.lock.duration.ms}), in milliseconds. */
    public int lockMillis(String group) {
        return configs.groupConfig(group)
                .map(GroupConfig::shareRecordLockDurationMs)
                .orElseGet(() -> Math.toIntExact(settings.lockDuration().toMillis()));
    }

    /** Which records the group sees ({@code share.isolation.level}). */
    IsolationLevel isolation(String group) {
        return configs.groupConfig(group)
                .map(GroupConfig::shareIsolationLevel)
                .orElseGet(GroupConfig::defaultShareIsolationLevel);
    }

    /** Where the group begins in a partition that it has no state of ({@code share.auto.offset.reset}). May block on the disk. */
    long firstOffset(String group, PartitionLog log) {
        ShareGroupAutoOffsetResetStrategy reset = configs.groupConfig(group)
                .map(GroupConfig::shareAutoOffsetReset)
                .orElseGet(GroupConfig::defaultShareAutoOffsetReset);
        return switch (reset.type()) {
            case EARLIEST -> log.logStartOffset();
            case LATEST -> log.highWatermark();
            case BY_DURATION ->
                // Nothing so young: the next record will be.
                log.offsetForTimestamp(reset.timestamp())
                        .map(TimestampedOffset::offset)
                        .orElseGet(log::highWatermark);
        };
    }

    int deliveryLimit() {
        return settings.deliveryLimit();
    }

    int maxRecordLocks() {
        return settings.maxRecordLocks();
    }
}
