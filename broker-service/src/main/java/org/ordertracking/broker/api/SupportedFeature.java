package org.ordertracking.broker.api;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.server.common.GroupVersion;
import org.apache.kafka.server.common.KRaftVersion;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.common.ShareVersion;
import org.apache.kafka.server.common.StreamsVersion;
import org.apache.kafka.server.common.TransactionVersion;

/**
 * The cluster features (KIP-584) that clients are told of: the one place where a feature is added or its level moves.
 *
 * <p>Levels are fixed: they say what this program does, so they change with the program and not by an UpdateFeatures
 * request. A feature at level 0 is off and is not told as finalized.
 */
public enum SupportedFeature {
    /** KIP-848 consumer groups. */
    GROUP_VERSION(GroupVersion.FEATURE_NAME, 0, 1, 1),

    /** Level 0: the quorum of one voter cannot be changed. */
    KRAFT_VERSION(KRaftVersion.FEATURE_NAME, 0, 0, 0),

    /** The format of the records in the metadata log. */
    METADATA_VERSION(
            MetadataVersion.FEATURE_NAME,
            MetadataVersion.MINIMUM_VERSION.featureLevel(),
            MetadataVersion.LATEST_PRODUCTION.featureLevel(),
            MetadataVersion.LATEST_PRODUCTION.featureLevel()),

    /** KIP-932 share groups. */
    SHARE_VERSION(ShareVersion.FEATURE_NAME, 0, 1, 1),

    /** KIP-1071 Streams groups; early access at the version of Kafka's coordinator that is embedded. */
    STREAMS_VERSION(StreamsVersion.FEATURE_NAME, 0, 1, 1),

    /** Level 2: KIP-890 transactions, whose partitions the broker adds and whose end bumps the epoch. */
    TRANSACTION_VERSION(TransactionVersion.FEATURE_NAME, 0, 2, 2);

    private final String featureName;
    private final short oldest;
    private final short newest;
    private final short level;

    SupportedFeature(String featureName, int oldest, int newest, int level) {
        this.featureName = featureName;
        this.oldest = (short) oldest;
        this.newest = (short) newest;
        this.level = (short) level;
    }

    public static Optional<SupportedFeature> of(String name) {
        return Arrays.stream(values())
                .filter(feature -> feature.featureName.equals(name))
                .findFirst();
    }

    /** Kafka's name for it. */
    public String featureName() {
        return featureName;
    }

    public short oldest() {
        return oldest;
    }

    public short newest() {
        return newest;
    }

    /** The level in force; 0 is off. */
    public short level() {
        return level;
    }
}
