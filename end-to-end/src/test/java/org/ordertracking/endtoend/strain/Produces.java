package org.ordertracking.endtoend.strain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;

/** Produce requests of one batch for partition 0 of a topic, in bytes. */
final class Produces {

    static final short VERSION = 9;

    private static final short ALL = -1;
    private static final int TIMEOUT_MILLIS = 30_000;

    private Produces() {}

    /** With one record of a text. */
    static byte[] of(String topic, int correlationId, String text) {
        return of(topic, correlationId, new SimpleRecord(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** With one record of so many bytes. */
    static byte[] ofSize(String topic, int correlationId, int bytes) {
        return of(topic, correlationId, new SimpleRecord(new byte[bytes]));
    }

    private static byte[] of(String topic, int correlationId, SimpleRecord record) {
        ProduceRequestData request = new ProduceRequestData().setAcks(ALL).setTimeoutMs(TIMEOUT_MILLIS);
        request.topicData()
                .add(new TopicProduceData()
                        .setName(topic)
                        .setPartitionData(List.of(new PartitionProduceData()
                                .setIndex(0)
                                .setRecords(MemoryRecords.withRecords(Compression.NONE, record)))));
        return RawConnection.frame(request, VERSION, correlationId);
    }

    /** What became of the batch. */
    static Errors outcome(ByteBuffer response) {
        response.getInt();
        if (ApiKeys.PRODUCE.responseHeaderVersion(VERSION) > 0) {
            response.get();
        }
        PartitionProduceResponse partition = new ProduceResponseData(new ByteBufferAccessor(response), VERSION)
                .responses()
                .iterator()
                .next()
                .partitionResponses()
                .get(0);
        return Errors.forCode(partition.errorCode());
    }
}
