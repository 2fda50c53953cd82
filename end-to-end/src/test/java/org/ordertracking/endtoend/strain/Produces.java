package org.ordertracking.endtoend.strain;

import java.nio.ByteBuffer;
import java.util.Collections;
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

/** Produce requests for partition 0 of a topic, in bytes. */
final class Produces {

    static final short VERSION = 9;

    private static final short ALL = -1;
    private static final int TIMEOUT_MILLIS = 30_000;

    private Produces() {}

    /** With one record of so many bytes. */
    static byte[] ofSize(String topic, int correlationId, int bytes) {
        return of(topic, correlationId, new SimpleRecord(new byte[bytes]));
    }

    /** With so many batches of one tiny record each. */
    static byte[] manyOf(String topic, int correlationId, int batches) {
        return of(topic, correlationId, batches, new SimpleRecord(new byte[1]));
    }

    private static byte[] of(String topic, int correlationId, SimpleRecord record) {
        return of(topic, correlationId, 1, record);
    }

    private static byte[] of(String topic, int correlationId, int batches, SimpleRecord record) {
        ProduceRequestData request = new ProduceRequestData().setAcks(ALL).setTimeoutMs(TIMEOUT_MILLIS);
        PartitionProduceData batch =
                new PartitionProduceData().setIndex(0).setRecords(MemoryRecords.withRecords(Compression.NONE, record));
        request.topicData()
                .add(new TopicProduceData().setName(topic).setPartitionData(Collections.nCopies(batches, batch)));
        return RawConnection.frame(request, VERSION, correlationId);
    }

    /** What became of the first batch. */
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
