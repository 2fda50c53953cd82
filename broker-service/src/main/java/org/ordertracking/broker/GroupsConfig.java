package org.ordertracking.broker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** The settings below {@code broker.groups}. */
public interface GroupsConfig {
    /** Partitions of a new {@code __consumer_offsets}; an existing one keeps its number. */
    @WithDefault("8")
    int offsetsPartitions();

    /** Segment size of {@code __consumer_offsets}. */
    @WithDefault("16M")
    MemorySize offsetsSegmentBytes();

    /** How long the offsets of a group without members are kept; whole minutes. */
    @WithDefault("7d")
    Duration offsetsRetention();

    /** How often offsets that were kept long enough are looked for. */
    @WithDefault("10m")
    Duration offsetsRetentionCheckInterval();

    /** Longest text that a consumer may commit with an offset. */
    @WithDefault("4096")
    MemorySize offsetMetadataMaxBytes();

    /** How long commits and other changes of groups are gathered to be written as one. */
    @WithDefault("5ms")
    Duration appendLinger();

    /** How long a new classic group waits for more members before its first rebalance. */
    @WithDefault("0s")
    Duration initialRebalanceDelay();

    /** Shortest session timeout that a member of a classic group may ask for. */
    @WithDefault("6s")
    Duration minSessionTimeout();

    /** Longest session timeout that a member of a classic group may ask for. */
    @WithDefault("30m")
    Duration maxSessionTimeout();

    /** Members of a classic group; one more is refused. */
    @WithDefault("2147483647")
    int maxSize();

    /** Lags shown as metrics, one for each group and partition; 0 shows none. */
    @WithDefault("1000")
    int lagSeries();

    /** Threads of the group coordinator. */
    @WithDefault("2")
    int threads();

    /** Groups whose members use the newer protocol (KIP-848). */
    Consumer consumer();

    /** Groups of Kafka Streams with its own protocol (KIP-1071). */
    Streams streams();

    /** Groups whose members use the newer protocol (KIP-848): here the broker decides on timeouts and assignment. */
    interface Consumer {
        /** A member that is not heard of for so long is out, where the group has no config of its own. */
        @WithDefault("45s")
        Duration sessionTimeout();

        /** Shortest {@code consumer.session.timeout.ms} that a group may be given. */
        @WithDefault("45s")
        Duration minSessionTimeout();

        /** Longest {@code consumer.session.timeout.ms} that a group may be given. */
        @WithDefault("60s")
        Duration maxSessionTimeout();

        /** How often members are told to be heard of, where the group has no config of its own. */
        @WithDefault("5s")
        Duration heartbeatInterval();

        /** Shortest {@code consumer.heartbeat.interval.ms} that a group may be given. */
        @WithDefault("5s")
        Duration minHeartbeatInterval();

        /** Longest {@code consumer.heartbeat.interval.ms} that a group may be given. */
        @WithDefault("15s")
        Duration maxHeartbeatInterval();

        /** Members of a group; one more is refused. */
        @WithDefault("2147483647")
        int maxSize();

        /** Assignors by name or class; the first serves groups whose members name none. */
        @WithDefault("uniform,range")
        List<String> assignors();

        /**
         * Whether a group may change between the classic protocol and the newer one while it has members: {@code disabled},
         * {@code upgrade}, {@code downgrade} or {@code bidirectional}.
         */
        @WithDefault("bidirectional")
        String migrationPolicy();
    }

    /** Groups of Kafka Streams with its own protocol (KIP-1071). */
    interface Streams {
        /** A member that is not heard of for so long is out, where the group has no config of its own. */
        @WithDefault("45s")
        Duration sessionTimeout();

        /** Shortest {@code streams.session.timeout.ms} that a group may be given. */
        @WithDefault("45s")
        Duration minSessionTimeout();

        /** Longest {@code streams.session.timeout.ms} that a group may be given. */
        @WithDefault("60s")
        Duration maxSessionTimeout();

        /** How often members are told to be heard of, where the group has no config of its own. */
        @WithDefault("5s")
        Duration heartbeatInterval();

        /** Shortest {@code streams.heartbeat.interval.ms} that a group may be given. */
        @WithDefault("5s")
        Duration minHeartbeatInterval();

        /** Longest {@code streams.heartbeat.interval.ms} that a group may be given. */
        @WithDefault("15s")
        Duration maxHeartbeatInterval();

        /** Members of a group; one more is refused. */
        @WithDefault("2147483647")
        int maxSize();

        /** Standby replicas of each task, where the group has no config of its own. */
        @WithDefault("0")
        int standbyReplicas();

        /** Most {@code streams.num.standby.replicas} that a group may be given. */
        @WithDefault("2")
        int maxStandbyReplicas();
    }
}
