package org.ordertracking.broker.api.records;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.requests.FetchResponse;

/**
 * One partition that a fetch asks for. In a session it lives as long as the client wants the partition, and remembers
 * what the client was last told of it.
 *
 * <p>What is wanted may be read by any thread; the rest belongs to the request in hand or, in a session, is guarded by
 * the session.
 */
final class FetchTarget {
    private static final long UNTOLD = -1;

    private final Key key;
    private volatile Wanted wanted;
    private volatile String topicName;
    private long toldHighWatermark = UNTOLD;
    private long toldLogStartOffset = UNTOLD;

    private FetchTarget(Key key, Wanted wanted) {
        this.key = key;
        this.wanted = wanted;
        this.topicName = key.topic();
    }

    static FetchTarget of(Key key, FetchPartition partition) {
        return new FetchTarget(key, Wanted.of(partition));
    }

    Key key() {
        return key;
    }

    Wanted wanted() {
        return wanted;
    }

    void want(FetchPartition changed) {
        wanted = Wanted.of(changed);
    }

    /** The name of the topic, as far as it was ever known: a client that asks by id does not say it. */
    String topicName() {
        return topicName;
    }

    void nameTopic(String name) {
        topicName = name;
    }

    /** Whether a client that keeps a session has heard this already and there are no records for it. */
    boolean knows(long highWatermark, long logStartOffset) {
        return toldHighWatermark == highWatermark && toldLogStartOffset == logStartOffset;
    }

    /** Remembers what the client is told now. After an error it is told again, whatever it is. */
    void told(PartitionData data) {
        toldHighWatermark = data.errorCode() == 0 ? data.highWatermark() : UNTOLD;
        toldLogStartOffset = data.logStartOffset();
    }

    /** Whether the partition has had its turn. */
    static boolean isServed(PartitionData data) {
        return FetchResponse.recordsSize(data) > 0;
    }

    /**
     * What a partition is known by: its topic's id where the client knows ids, or else its topic's name.
     *
     * @param topic null for a client that asks by id
     */
    record Key(String topic, Uuid topicId, int partition) {

        static Key byId(Uuid topicId, int partition) {
            return new Key(null, topicId, partition);
        }

        static Key byName(String topic, int partition) {
            return new Key(topic, Uuid.ZERO_UUID, partition);
        }

        boolean isById() {
            return topic == null;
        }

        boolean hasTopicOf(Key other) {
            return isById() ? topicId.equals(other.topicId) : topic.equals(other.topic);
        }
    }

    /**
     * Where to read from and how much.
     *
     * @param maxBytes of this partition, not negative
     * @param leaderEpoch as the client knows it, negative when it says nothing
     * @param lastFetchedEpoch epoch of the record before the offset, negative when the client says nothing
     */
    record Wanted(long offset, int maxBytes, int leaderEpoch, int lastFetchedEpoch) {

        private static Wanted of(FetchPartition partition) {
            return new Wanted(
                    partition.fetchOffset(),
                    Math.max(0, partition.partitionMaxBytes()),
                    partition.currentLeaderEpoch(),
                    partition.lastFetchedEpoch());
        }
    }
}
