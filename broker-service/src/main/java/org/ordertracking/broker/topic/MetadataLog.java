package org.ordertracking.broker.topic;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.metadata.MetadataRecordSerde;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Appended;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.log.LogReplay;
import org.ordertracking.broker.log.LogSettings;
import org.ordertracking.broker.log.LogStore;
import org.ordertracking.broker.log.PartitionLog;

/**
 * The {@code __cluster_metadata} log: every topic, config and producer id block as Kafka's own metadata records. A change
 * is one record batch, so after a crash it is there as a whole or not at all.
 */
final class MetadataLog {
    static final TopicIdPartition ID =
            new TopicIdPartition(Uuid.METADATA_TOPIC_ID, 0, Topic.CLUSTER_METADATA_TOPIC_NAME);

    private final PartitionLog log;

    MetadataLog(LogStore store) {
        this.log = store.open(ID, LogSettings.DEFAULT);
    }

    /** One past the last record on the disk. */
    long endOffset() {
        return log.highWatermark();
    }

    /** Reads every record from the beginning, each with its offset. */
    void replay(BiConsumer<Long, ApiMessage> replayed) {
        LogReplay.forEach(log, batch -> {
            for (Record entry : batch) {
                ByteBuffer value = entry.value();
                ApiMessageAndVersion decoded =
                        MetadataRecordSerde.INSTANCE.read(new ByteBufferAccessor(value), value.remaining());
                replayed.accept(entry.offset(), decoded.message());
            }
        });
    }

    /** Appends a change; the stage completes when it is on the disk. */
    CompletionStage<Appended> append(List<ApiMessageAndVersion> change) {
        SimpleRecord[] records =
                change.stream().map(MetadataLog::encode).map(SimpleRecord::new).toArray(SimpleRecord[]::new);
        return log.append(
                MemoryRecords.withRecords(Compression.NONE, records), AppendOrigin.COORDINATOR, Durability.SYNCED);
    }

    private static byte[] encode(ApiMessageAndVersion record) {
        ObjectSerializationCache cache = new ObjectSerializationCache();
        ByteBuffer buffer = ByteBuffer.allocate(MetadataRecordSerde.INSTANCE.recordSize(record, cache));
        MetadataRecordSerde.INSTANCE.write(record, cache, new ByteBufferAccessor(buffer));
        return buffer.array();
    }
}
