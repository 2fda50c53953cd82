package org.ordertracking.benchmarks.growth;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;

/**
 * One produce request in the protocol's bytes, sent over connections without a client around them: thousands of KafkaProducers,
 * with a thread each, would be what is measured.
 */
final class ProduceExchange {

    /** Knows topics by name, and asks nothing of transactions. */
    private static final short VERSION = 11;

    private static final short RESPONSE_HEADER_BYTES = 5;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final byte[] frame;

    /** @param values of the records that each request brings, in one batch with acks=1 */
    ProduceExchange(String topic, int partition, byte[]... values) {
        SimpleRecord[] records = new SimpleRecord[values.length];
        for (int i = 0; i < values.length; i++) {
            records[i] = new SimpleRecord(values[i]);
        }
        TopicProduceData produced = new TopicProduceData().setName(topic);
        produced.partitionData()
                .add(new PartitionProduceData()
                        .setIndex(partition)
                        .setRecords(MemoryRecords.withRecords(Compression.NONE, records)));
        TopicProduceDataCollection topics = new TopicProduceDataCollection();
        topics.add(produced);
        ProduceRequestData request = new ProduceRequestData()
                .setAcks((short) 1)
                .setTimeoutMs(TIMEOUT_MILLIS)
                .setTopicData(topics);
        RequestHeaderData header = new RequestHeaderData()
                .setRequestApiKey(ApiKeys.PRODUCE.id)
                .setRequestApiVersion(VERSION)
                .setClientId("connections");
        frame = framed(header, ApiKeys.PRODUCE.requestHeaderVersion(VERSION), request);
    }

    private static byte[] framed(Message header, short headerVersion, Message body) {
        ObjectSerializationCache cache = new ObjectSerializationCache();
        int size = header.size(cache, headerVersion) + body.size(cache, VERSION);
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + size).putInt(size);
        ByteBufferAccessor writable = new ByteBufferAccessor(buffer);
        header.write(writable, cache, headerVersion);
        body.write(writable, cache, VERSION);
        return buffer.array();
    }

    void send(OutputStream out) throws IOException {
        out.write(frame);
    }

    /** @throws IOException when the records were refused, or the connection ended */
    void receive(DataInputStream in) throws IOException {
        byte[] response = new byte[in.readInt()];
        in.readFully(response);
        ByteBuffer body = ByteBuffer.wrap(response).position(RESPONSE_HEADER_BYTES);
        ProduceResponseData data = new ProduceResponseData(new ByteBufferAccessor(body), VERSION);
        short error =
                data.responses().iterator().next().partitionResponses().get(0).errorCode();
        if (error != Errors.NONE.code()) {
            throw new IOException("the broker refused records: " + Errors.forCode(error));
        }
    }
}
