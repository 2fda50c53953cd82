package org.ordertracking.broker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The broker's settings. Each can be given as an environment variable: {@code broker.log.flush} is {@code
 * BROKER_LOG_FLUSH}.
 */
@ConfigMapping(prefix = "broker")
public interface BrokerConfig {

    /** Address to listen on. The default serves this machine only; {@code 0.0.0.0} serves all. */
    @WithDefault("localhost")
    String host();

    /** Port for Kafka clients; 0 takes a free one. */
    @WithDefault("9092")
    int port();

    /**
     * {@code host:port} that clients are told to connect to; by default host and port. Behind a port mapping or in a
     * cluster this must be the address that clients see.
     */
    Optional<String> advertisedAddress();

    /** Folder for everything that must survive a restart. One broker per folder. */
    @WithDefault("data")
    Path dataDir();

    /** Id of this node towards clients; fixed for the life of a data directory. */
    @WithDefault("1")
    int nodeId();

    /** The network listener. */
    Listener listener();

    /** Partition logs. */
    Log log();

    /** Topics. */
    Topics topics();

    /** Fetching. */
    Fetch fetch();

    /** Consumer groups. */
    GroupsConfig groups();

    /** Share groups. */
    Share share();

    /** Transactions. */
    Transactions transactions();

    /** What a client may use when no quota is set for it in the cluster's metadata; by default as much as it likes. */
    Quotas quotas();

    /** What is shown one by one in the metrics. */
    Metrics metrics();

    /** Memory of the process. */
    Memory memory();

    /** The console on the HTTP port. */
    Console console();

    /** SQL over topics, in the console. */
    SqlConfig sql();

    /** The network listener. */
    interface Listener {
        /** Event loops that serve connections; 0 takes one per processor. */
        @WithDefault("0")
        int eventLoops();

        /** Connections at a time; one more is closed. */
        @WithDefault("2000")
        int maxConnections();

        /** Connections from one IP address at a time; one more is closed. By default as many as in all. */
        OptionalInt maxConnectionsPerIp();

        /** Largest request; a larger one closes its connection. */
        @WithDefault("32M")
        MemorySize maxRequestBytes();

        /** Requests of one connection that may be unanswered before it is read on. */
        @WithDefault("64")
        int maxInFlightRequests();

        /** Request bytes of all connections in memory; beyond it, connections wait. */
        @WithDefault("64M")
        MemorySize inFlightBytes();

        /**
         * Response bytes of all connections that clients have not taken; beyond it, a connection is read on only when it
         * has none of them and no request in flight.
         */
        @WithDefault("64M")
        MemorySize responseBytes();

        /** Fetched bytes of a partition from which they go from file to socket without a copy. */
        @WithDefault("64K")
        MemorySize zeroCopyBytes();

        /** A connection over which nothing goes for so long is closed, as after {@code connections.max.idle.ms} in Kafka. */
        @WithDefault("10m")
        Duration idleTimeout();

        /**
         * A connection that has sent a part of a request and then nothing for so long is closed, as is one whose request takes
         * longer than that and a second for each MiB.
         */
        @WithDefault("30s")
        Duration frameTimeout();

        /** While {@link #responseBytes()} are used up, a connection whose client takes nothing for so long is closed. */
        @WithDefault("10s")
        Duration stallTimeout();

        /**
         * When the broker stops: how long requests that have come in may take to be answered, and clients to take the
         * answers, before their connections are closed.
         */
        @WithDefault("5s")
        Duration drainTimeout();
    }

    /** Partition logs. */
    interface Log {
        /**
         * What acks=all waits for: {@code always}, its records are on the disk (fsync, shared by all that wait);
         * {@code interval}, they are written, and the disk follows within {@link #flushInterval()}, as a single Apache
         * Kafka node does by default.
         */
        @WithDefault("always")
        Flush flush();

        /** Time from one sync of all logs that were written to, one after the other, to the next with {@code flush=interval}. */
        @WithDefault("1s")
        Duration flushInterval();

        /** Threads that append and sync; a partition always stays with one. */
        @WithDefault("2")
        int threads();

        /** How long the sequence state of a silent idempotent producer is kept. */
        @WithDefault("1d")
        Duration producerExpiration();

        /** Segment files kept open for reading. */
        @WithDefault("512")
        int openFiles();

        /**
         * Time between two looks for logs that have grown, to sync them and note that a start need not scan so far: bounds
         * what there is to scan after a crash.
         */
        @WithDefault("10s")
        Duration recoveryPointInterval();

        /** Time between two looks for segments that a topic's retention no longer keeps. */
        @WithDefault("5m")
        Duration retentionCheckInterval();

        /** Compaction. */
        Cleaner cleaner();
    }

    /** Compaction of the logs whose topics ask for it. */
    interface Cleaner {
        /** Logs that are compacted at a time. */
        @WithDefault("1")
        int threads();

        /** Memory for the keys of logs that are being compacted; with less, a large log takes more runs. */
        @WithDefault("32M")
        MemorySize dedupeBuffer();

        /** Time between two looks for logs to compact. */
        @WithDefault("15s")
        Duration backOff();
    }

    /** When records are forced to the disk. */
    enum Flush {
        ALWAYS,
        INTERVAL
    }

    /** Topics. */
    interface Topics {
        /** Whether asking for a topic that is missing creates it, where the client does not say no. */
        @WithDefault("true")
        boolean autoCreate();

        /** Partitions of a topic created without a number. */
        @WithDefault("1")
        int partitions();

        /** Partitions of all topics together. */
        @WithDefault("10000")
        int maxPartitions();

        /** Values for topics that set none of their own, by topic config name, such as {@code max.message.bytes}. */
        Map<String, String> configs();
    }

    /** Fetching. */
    interface Fetch {
        /** Largest fetch response, whatever a client asks for; a single batch may exceed it. */
        @WithDefault("55M")
        MemorySize maxBytes();

        /**
         * Incremental fetch sessions at a time, {@code max.incremental.fetch.session.cache.slots} in Kafka; a client
         * without one sends whole requests. 0 keeps none.
         */
        @WithDefault("1000")
        int maxSessions();

        /** Partitions in all fetch sessions together. */
        @WithDefault("100000")
        int maxSessionPartitions();

        /** Threads that read from the disk; 0 takes one per processor. */
        @WithDefault("0")
        int readers();
    }

    /** What a client may use; a client is told by its client id. */
    interface Quotas {
        /** Bytes per second that each client id may produce. */
        Optional<Double> producerByteRate();

        /** Bytes per second that each client id may fetch. */
        Optional<Double> consumerByteRate();

        /** Percent of an event loop that each client id may occupy. */
        Optional<Double> requestPercentage();

        /** Partitions per second that each client id may create and delete. */
        Optional<Double> controllerMutationRate();

        /** Connections per second that each IP address may open. */
        Optional<Double> connectionCreationRate();
    }

    /** Share groups (KIP-932). */
    interface Share {
        /** Partitions of a new {@code __share_group_state}, made when the first share group is; an existing one keeps its number. */
        @WithDefault("8")
        int statePartitions();

        /** Segment size of {@code __share_group_state}. */
        @WithDefault("16M")
        MemorySize stateSegmentBytes();

        /** How long a record stays with the consumer that fetched it, where the group sets no {@code share.record.lock.duration.ms}. */
        @WithDefault("30s")
        Duration recordLock();

        /** How often a record is delivered before it is given up. */
        @WithDefault("5")
        int deliveryLimit();

        /** Records of a partition that a group may be busy with at a time. */
        @WithDefault("2000")
        int maxRecordLocks();

        /** Consumers of share groups that may fetch at a time. */
        @WithDefault("2000")
        int maxSessions();

        /** Partitions that may be shared at a time, counted once per group. */
        @WithDefault("10000")
        int maxPartitions();
    }

    /** Memory of the process. */
    interface Memory {
        /**
         * Whether the broker gives memory back to the operating system when it has nothing to do, of a heap that has no more than
         * 256 MiB in use; everything stands still for it some milliseconds for each 10 MB.
         */
        @WithDefault("true")
        boolean giveBack();
    }

    /** The console on the HTTP port. */
    interface Console {
        /** Whether there is one. */
        @WithDefault("true")
        boolean enabled();

        /** Whether nobody may change anything through it. */
        @WithDefault("false")
        boolean readOnly();

        /**
         * Who knows it may look and change: at least 16 characters, visible ASCII. Without it everybody may look, and only in the
         * profile {@code demo} may anybody change something.
         */
        Optional<String> token();

        /** Address of the shop, for a link to it and to its control room. */
        Optional<String> shop();

        /** Threads that look things up. */
        @WithDefault("2")
        int threads();

        /** Live streams and downloads at a time. */
        @WithDefault("16")
        int streams();
    }

    /** What is shown one by one in the metrics. */
    interface Metrics {
        /** Topics that have series of their own. */
        @WithDefault("200")
        int topics();

        /** Partitions that have series of their own. */
        @WithDefault("1000")
        int partitions();
    }

    /** Transactions. */
    interface Transactions {
        /**
         * Partitions of a new {@code __transaction_state}; an existing one keeps its number. Few, since transactions in
         * the same partition share a sync of the disk.
         */
        @WithDefault("2")
        int statePartitions();

        /** Segment size of {@code __transaction_state}. */
        @WithDefault("16M")
        MemorySize stateSegmentBytes();

        /** The longest {@code transaction.timeout.ms} that a producer may ask for. */
        @WithDefault("15m")
        Duration maxTimeout();

        /** How long a transactional id without a transaction is remembered. */
        @WithDefault("7d")
        Duration idExpiration();

        /** How often expired transactional ids are looked for. */
        @WithDefault("1h")
        Duration idExpirationCheck();
    }
}
