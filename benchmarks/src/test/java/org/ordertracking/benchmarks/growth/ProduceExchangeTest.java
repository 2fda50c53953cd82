package org.ordertracking.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;

class ProduceExchangeTest {

    private static final short VERSION = 11;

    private final ProduceExchange exchange = new ProduceExchange("topic", 3, new byte[100], new byte[100]);

    @Test
    void itsRequestIsReadByKafkasOwnCode() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exchange.send(out);

        ByteBuffer frame = ByteBuffer.wrap(out.toByteArray());
        assertThat(frame.getInt()).isEqualTo(frame.remaining());
        RequestHeader header = RequestHeader.parse(frame);
        assertThat(header.apiKey()).isEqualTo(ApiKeys.PRODUCE);
        assertThat(header.apiVersion()).isEqualTo(VERSION);
        ProduceRequest request = ProduceRequest.parse(new ByteBufferAccessor(frame), VERSION);
        assertThat(request.acks()).isEqualTo((short) 1);
        assertThat(request.data()
                        .topicData()
                        .find("topic", Uuid.ZERO_UUID)
                        .partitionData()
                        .get(0)
                        .index())
                .isEqualTo(3);
    }

    @Test
    void recordsThatWereTakenAreNoError() throws IOException {
        DataInputStream in = response(Errors.NONE);

        exchange.receive(in);

        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void recordsThatWereRefusedAre() {
        assertThatThrownBy(() -> exchange.receive(response(Errors.NOT_LEADER_OR_FOLLOWER)))
                .hasMessageContaining("NOT_LEADER_OR_FOLLOWER");
    }

    private static DataInputStream response(Errors error) {
        TopicProduceResponse topic = new TopicProduceResponse().setName("topic");
        topic.partitionResponses()
                .add(new PartitionProduceResponse().setIndex(3).setErrorCode(error.code()));
        ProduceResponseData data = new ProduceResponseData();
        data.responses().add(topic);
        ObjectSerializationCache cache = new ObjectSerializationCache();
        int headerBytes = 5;
        int size = headerBytes + data.size(cache, VERSION);
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + size).putInt(size);
        buffer.position(buffer.position() + headerBytes);
        data.write(new ByteBufferAccessor(buffer), cache, VERSION);
        return new DataInputStream(new ByteArrayInputStream(buffer.array()));
    }
}
