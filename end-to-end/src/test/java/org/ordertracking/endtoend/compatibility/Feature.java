package org.ordertracking.endtoend.compatibility;

import java.util.Locale;

/** What clients are asked for, in the order of the table. Each client is asked for what it can do. */
enum Feature {
    FIRST_STEPS("a topic made by its first record, which is read back"),
    KEYS_AND_HEADERS("keys and headers"),
    COMPRESSION_GZIP("gzip"),
    COMPRESSION_SNAPPY("snappy"),
    COMPRESSION_LZ4("lz4"),
    COMPRESSION_ZSTD("zstd"),
    LARGE_RECORD("a record of 900 kB"),
    OFFSETS_BY_TIME("offsets by time, first and last offsets"),
    IDEMPOTENT_PRODUCER("idempotent producer"),
    TRANSACTION("transactions, committed and aborted"),
    TRANSACTION_OFFSETS("offsets committed in a transaction"),
    FENCING("open transactions hold readers back; a second producer fences the first"),
    TRANSACTION_ADMIN("transactions listed and described"),
    CLASSIC_GROUP("classic groups, rebalanced"),
    COOPERATIVE_GROUP("cooperative rebalancing"),
    STATIC_MEMBER("static members"),
    CONSUMER_GROUP("consumer groups of KIP-848"),
    SHARE_GROUP("share groups of KIP-932"),
    STREAMS_GROUP("streams groups of KIP-1071"),
    COMMITTED_OFFSETS("committed offsets, and going on from them"),
    GROUP_ADMIN("groups listed, described, moved, deleted"),
    TOPIC_ADMIN("topics made, described, deleted"),
    MORE_PARTITIONS("more partitions"),
    CONFIG_ADMIN("configs described and changed"),
    DELETE_RECORDS("records deleted up to an offset"),
    CLUSTER("brokers, API versions and log directories"),
    FEATURES("finalized features"),
    QUORUM("the metadata quorum"),
    PERFORMANCE_TOOLS("the performance tools"),
    ERRORS("errors for what is refused"),
    EXACTLY_ONCE("exactly once, over restarts"),
    BROKER_RESTARTS("over kills of the broker"),
    SOURCE_AND_SINK("source and sink connectors, over a restart of the worker"),
    REPLICATION("topics, configs and group offsets copied to another cluster"),
    CLIENT_COMPATIBILITY_TEST("ClientCompatibilityTest"),
    TRANSACTIONAL_MESSAGE_COPIER("TransactionalMessageCopier with random aborts, over kills of the broker"),
    LOG_COMPACTION_TESTER("LogCompactionTester"),
    STREAMS_SMOKE_TEST("StreamsSmokeTest, exactly once"),
    STREAMS_EOS_TEST("StreamsEosTest, over kills of the application");

    private final String description;

    Feature(String description) {
        this.description = description;
    }

    /** As the list of passes and the clients' scripts name it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }
}
