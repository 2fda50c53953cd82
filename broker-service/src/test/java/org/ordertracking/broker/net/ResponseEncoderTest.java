package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.fixture.Records.append;
import static org.ordertracking.broker.fixture.Records.batch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.record.BaseRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordsSend;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.ResponseHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.SlicedRecords;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.topic.Partition;

class ResponseEncoderTest {
    private static final short VERSION = 12;
    private static final int CORRELATION_ID = 77;
    private static final RequestHeader FETCH = new RequestHeader(ApiKeys.FETCH, VERSION, "client", CORRELATION_ID);

    @TempDir
    private Path directory;

    private TestBroker broker;
    private Partition partition;

    @BeforeEach
    void appendRecords() {
        broker = TestBroker.in(directory).start();
        partition = broker.topic("orders", 1).partitions().get(0);
        MemoryRecords records = MemoryRecords.withRecords(
                Compression.NONE, new SimpleRecord(1, "first".getBytes()), new SimpleRecord(2, "second".getBytes()));
        partition
                .log()
                .append(records, AppendOrigin.CLIENT, Durability.WRITTEN)
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void smallSlicesAreCopiedIntoOneBuffer() throws IOException {
        List<Object> parts = encoder(Integer.MAX_VALUE).encode(FETCH, fetched(slice()));

        assertThat(parts).hasSize(1).first().isInstanceOf(ByteBuf.class);
        assertSameFrame(parts);
    }

    @Test
    void largeSlicesStayInTheFile() throws IOException {
        List<Object> parts = encoder(1).encode(FETCH, fetched(slice()));

        assertThat(parts).hasSize(3);
        assertThat(parts.get(1)).isInstanceOf(SliceRegion.class);
        assertSameFrame(parts);
    }

    @Test
    void theThresholdIsTheFirstLengthThatStaysInTheFile() {
        SlicedRecords slice = slice();
        int length = slice.sizeInBytes();
        slice.close();

        List<Object> atThreshold = encoder(length).encode(FETCH, fetched(slice()));
        List<Object> below = encoder(length + 1).encode(FETCH, fetched(slice()));

        assertThat(atThreshold).hasAtLeastOneElementOfType(SliceRegion.class);
        assertThat(below).doesNotHaveAnyElementsOfTypes(SliceRegion.class);
        ResponseEncoder.release(atThreshold);
        ResponseEncoder.release(below);
    }

    @Test
    void whatIsCopiedForOneClientIsBounded() {
        append(partition, batch("x".repeat(FrameWriter.MAX_COPIED_BYTES / 3)));
        List<SlicedRecords> slices = Stream.generate(this::largeSlice).limit(5).toList();
        FetchResponseData response = new FetchResponseData();
        slices.forEach(slice -> response.responses().add(topic(slice)));

        List<Object> parts =
                encoder(Integer.MAX_VALUE - 1).encode(FETCH, new ApiResponse.Message(response, VERSION, slices));

        assertThat(parts).filteredOn(SliceRegion.class::isInstance).hasSize(3);
        assertThat(parts.stream()
                        .filter(ByteBuf.class::isInstance)
                        .mapToInt(part -> ((ByteBuf) part).readableBytes())
                        .sum())
                .isLessThan(FrameWriter.MAX_COPIED_BYTES);
        ResponseEncoder.release(parts);
    }

    private SlicedRecords largeSlice() {
        return new SlicedRecords(partition.log().read(2, Integer.MAX_VALUE, true));
    }

    @Test
    void aCopiedSliceIsClosedAtOnceAndARegionWithItsLastReference() {
        List<Object> copied = encoder(Integer.MAX_VALUE).encode(FETCH, fetched(slice()));
        List<Object> region = encoder(1).encode(FETCH, fetched(slice()));
        // From here on only who still reads keeps the file open.
        broker.store().delete(partition.id()).toCompletableFuture().join();
        assertThat(broker.disk().openReaders()).isEqualTo(1);

        ResponseEncoder.release(region);
        assertThat(broker.disk().openReaders()).isZero();
        ResponseEncoder.release(copied);
    }

    @Test
    void aResponseThatCannotBeWrittenReleasesItsBuffersAndSlices() {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        ApiResponse.Message unwritable = fetched(slice());
        // Only a slice has its bytes elsewhere; records that are neither here nor there cannot be written.
        ((FetchResponseData) unwritable.body()).responses().add(topic(new UnwritableRecords(10)));
        broker.store().delete(partition.id()).toCompletableFuture().join();

        assertThatThrownBy(() -> new ResponseEncoder(allocator, 1, () -> false).encode(FETCH, unwritable))
                .isInstanceOf(RuntimeException.class);

        assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
                .isZero();
        assertThat(broker.disk().openReaders()).isZero();
    }

    @Test
    void aResponseThatCannotBeMeasuredClosesItsSlices() {
        ApiResponse.Message unmeasurable = fetched(slice());
        ((FetchResponseData) unmeasurable.body()).responses().get(0).setTopic("x".repeat(Short.MAX_VALUE + 1));
        broker.store().delete(partition.id()).toCompletableFuture().join();

        assertThatThrownBy(() -> encoder(1).encode(FETCH, unmeasurable)).hasMessageContaining("too long");

        assertThat(broker.disk().openReaders()).isZero();
    }

    @Test
    void aResponseWithoutRecordsIsOneBufferWithLengthAndCorrelationId() {
        RequestHeader heartbeat = new RequestHeader(ApiKeys.HEARTBEAT, (short) 0, "client", CORRELATION_ID);
        List<Object> parts = encoder(1)
                .encode(heartbeat, new ApiResponse.Message(new HeartbeatResponseData().setErrorCode((short) 3), (short)
                        0));

        ByteBuf frame = (ByteBuf) parts.get(0);
        assertThat(ResponseEncoder.length(parts)).isEqualTo(10);
        assertThat(frame.readInt()).isEqualTo(6);
        assertThat(frame.readInt()).isEqualTo(CORRELATION_ID);
        assertThat(frame.readShort()).isEqualTo((short) 3);
        ResponseEncoder.release(parts);
    }

    /** The same as Kafka would send, had it the records in memory. */
    private void assertSameFrame(List<Object> parts) throws IOException {
        ByteBuffer stored = ByteBuffer.allocate((int) partition.log().sizeInBytes());
        try (SlicedRecords slice = slice()) {
            slice.slice().readInto(stored);
        }
        FetchResponseData inMemory = response(MemoryRecords.readableRecords(stored.flip()));
        ObjectSerializationCache cache = new ObjectSerializationCache();
        ByteBufferAccessor body = new ByteBufferAccessor(ByteBuffer.allocate(inMemory.size(cache, VERSION)));
        inMemory.write(body, cache, VERSION);
        body.buffer().flip();

        ByteBuffer frame = ByteBuffer.wrap(bytes(parts));
        assertThat(frame.getInt()).isEqualTo(frame.remaining());
        ResponseHeader header = ResponseHeader.parse(frame, ApiKeys.FETCH.responseHeaderVersion(VERSION));
        assertThat(header.correlationId()).isEqualTo(CORRELATION_ID);
        assertThat(frame.slice()).isEqualTo(body.buffer());
        assertThat(ResponseEncoder.length(parts)).isEqualTo(bytes(parts).length);
        ResponseEncoder.release(parts);
    }

    private static byte[] bytes(List<Object> parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof ByteBuf buffer) {
                buffer.getBytes(buffer.readerIndex(), all, buffer.readableBytes());
            } else {
                SliceRegion region = (SliceRegion) part;
                assertThat(region.transferTo(Channels.newChannel(all), 0)).isEqualTo(region.count());
            }
        }
        return all.toByteArray();
    }

    private SlicedRecords slice() {
        return new SlicedRecords(partition.log().read(0, Integer.MAX_VALUE, true));
    }

    private static ApiResponse.Message fetched(SlicedRecords slice) {
        return new ApiResponse.Message(response(slice), VERSION, List.of(slice));
    }

    private static FetchResponseData response(BaseRecords records) {
        FetchResponseData response = new FetchResponseData();
        response.responses().add(topic(records));
        return response;
    }

    private static FetchableTopicResponse topic(BaseRecords records) {
        return new FetchableTopicResponse()
                .setTopic("orders")
                .setPartitions(List.of(new PartitionData()
                        .setPartitionIndex(0)
                        .setHighWatermark(2)
                        .setRecords(records)));
    }

    private static ResponseEncoder encoder(int zeroCopyBytes) {
        return new ResponseEncoder(UnpooledByteBufAllocator.DEFAULT, zeroCopyBytes, () -> false);
    }

    private record UnwritableRecords(int sizeInBytes) implements BaseRecords {
        @Override
        public RecordsSend<? extends BaseRecords> toSend() {
            throw new UnsupportedOperationException();
        }
    }
}
