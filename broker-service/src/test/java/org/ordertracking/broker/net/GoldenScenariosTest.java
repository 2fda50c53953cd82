package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.broker.api.ApiDispatcher;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/**
 * Every version of every key in {@link SupportedApi}, byte for byte, through the real path from frame to frame.
 *
 * <p>The files under {@code src/test/resources/golden} are written by {@code mvn -pl broker-service test
 * -Dtest=GoldenScenariosTest -Dgolden.write=true}; a difference is a change of what clients see, to be looked at before it
 * is committed.
 */
class GoldenScenariosTest {
    private static final boolean WRITE = Boolean.getBoolean("golden.write");
    private static final int CORRELATION_ID = 1;
    private static final Set<SupportedApi> WITH_GROUPS = EnumSet.of(
            SupportedApi.OFFSET_COMMIT,
            SupportedApi.OFFSET_FETCH,
            SupportedApi.JOIN_GROUP,
            SupportedApi.HEARTBEAT,
            SupportedApi.LEAVE_GROUP,
            SupportedApi.SYNC_GROUP,
            SupportedApi.DESCRIBE_GROUPS,
            SupportedApi.LIST_GROUPS,
            SupportedApi.DELETE_GROUPS,
            SupportedApi.OFFSET_DELETE,
            SupportedApi.CONSUMER_GROUP_HEARTBEAT,
            SupportedApi.CONSUMER_GROUP_DESCRIBE,
            SupportedApi.STREAMS_GROUP_HEARTBEAT,
            SupportedApi.STREAMS_GROUP_DESCRIBE,
            SupportedApi.SHARE_GROUP_HEARTBEAT,
            SupportedApi.SHARE_GROUP_DESCRIBE,
            SupportedApi.SHARE_FETCH,
            SupportedApi.SHARE_ACKNOWLEDGE,
            SupportedApi.DESCRIBE_SHARE_GROUP_OFFSETS,
            SupportedApi.ALTER_SHARE_GROUP_OFFSETS,
            SupportedApi.DELETE_SHARE_GROUP_OFFSETS,
            SupportedApi.ADD_OFFSETS_TO_TXN,
            SupportedApi.TXN_OFFSET_COMMIT);
    private static final Set<SupportedApi> WITH_TRANSACTIONS = EnumSet.of(
            SupportedApi.ADD_PARTITIONS_TO_TXN,
            SupportedApi.ADD_OFFSETS_TO_TXN,
            SupportedApi.END_TXN,
            SupportedApi.WRITE_TXN_MARKERS,
            SupportedApi.TXN_OFFSET_COMMIT,
            SupportedApi.DESCRIBE_PRODUCERS,
            SupportedApi.DESCRIBE_TRANSACTIONS,
            SupportedApi.LIST_TRANSACTIONS);

    @TempDir
    Path directory;

    static Stream<Arguments> everyVersionOfEveryKey() {
        return Arrays.stream(SupportedApi.values())
                .flatMap(api -> IntStream.rangeClosed(api.oldestServed(), api.newest())
                        .mapToObj(version -> Arguments.of(api, (short) version)));
    }

    @ParameterizedTest(name = "{0} version {1}")
    @MethodSource("everyVersionOfEveryKey")
    void isAnsweredByteForByte(SupportedApi api, short version) throws IOException {
        Files.writeString(directory.resolve("meta.properties"), "version=1\ncluster.id=golden-cluster\nnode.id=1\n");
        try (TestBroker broker = brokerFor(api)) {
            ApiMessage request = GoldenRequests.of(api, version);
            byte[] frame = Requests.frame(request, version, CORRELATION_ID);
            ApiResponse.Message response = ask(broker, frame);
            ApiMessage body = response.body();
            GoldenFile answered = GoldenFile.of(frame, encode(frame, response));

            Path file = GoldenFile.pathOf(api, version);
            if (WRITE) {
                answered.write(file, request, body, version);
            }
            assertThat(GoldenFile.read(file)).isEqualTo(answered);
        }
    }

    @Test
    void noFileIsLeftOfAVersionThatIsNotServed() throws IOException {
        Set<Path> expected = new HashSet<>();
        everyVersionOfEveryKey()
                .map(Arguments::get)
                .forEach(pair -> expected.add(GoldenFile.pathOf((SupportedApi) pair[0], (short) pair[1])));
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private TestBroker brokerFor(SupportedApi api) {
        TestBroker broker = TestBroker.in(directory);
        if (WITH_GROUPS.contains(api) || WITH_TRANSACTIONS.contains(api)) {
            // Before the coordinators take ids for their own topics, so that the topic's id is the same for all.
            try (TestBroker topicsOnly = TestBroker.in(directory).start()) {
                topicsOnly.topic(GoldenRequests.TOPIC, 2);
            }
            AtomicLong ids = new AtomicLong(1);
            broker.withTopicIds(() -> TestBroker.topicId(ids.incrementAndGet()));
        }
        if (WITH_GROUPS.contains(api)) {
            broker.withGroups();
        }
        if (WITH_TRANSACTIONS.contains(api)) {
            broker.withTransactions();
        }
        broker.start();
        broker.topic(GoldenRequests.TOPIC, 2);
        if (WITH_GROUPS.contains(api)) {
            await().until(() -> isLoaded(broker));
        }
        if (WITH_TRANSACTIONS.contains(api)) {
            ask(broker, GoldenTransactionRequests.initialize(), 5);
        }
        prepare(api, broker);
        return broker;
    }

    /** Asked of all partitions: a heartbeat, for one, is answered as if nothing was wrong while its group is loading. */
    private static boolean isLoaded(TestBroker broker) {
        ListGroupsResponseData answer = Requests.ask(
                broker, GoldenRequests.of(SupportedApi.LIST_GROUPS, (short) 4), 4, ListGroupsResponseData.class);
        return answer.errorCode() != Errors.COORDINATOR_LOAD_IN_PROGRESS.code();
    }

    private static void prepare(SupportedApi api, TestBroker broker) {
        switch (api) {
            case FETCH, LIST_OFFSETS, DELETE_RECORDS, OFFSET_FOR_LEADER_EPOCH, DESCRIBE_LOG_DIRS ->
                ask(broker, GoldenRequests.produce((short) 9), 9);
            case OFFSET_FETCH, DESCRIBE_GROUPS, LIST_GROUPS, DELETE_GROUPS, OFFSET_DELETE ->
                ask(broker, GoldenRequests.offsetCommit(), 8);
            case CONSUMER_GROUP_DESCRIBE -> ask(broker, GoldenRequests.consumerGroupHeartbeat(), 1);
            case STREAMS_GROUP_DESCRIBE -> ask(broker, GoldenGroupRequests.streamsGroupHeartbeat(), 0);
            case TXN_OFFSET_COMMIT -> ask(broker, GoldenTransactionRequests.addOffsets(), 4);
            case END_TXN, DESCRIBE_PRODUCERS, DESCRIBE_TRANSACTIONS, LIST_TRANSACTIONS, WRITE_TXN_MARKERS ->
                ask(broker, GoldenTransactionRequests.produce(), 12);
            case DESCRIBE_CLIENT_QUOTAS -> ask(broker, GoldenQuotaRequests.alterClientQuotas(), 1);
            default -> GoldenShareRequests.prepare(api, broker);
        }
    }

    private static ApiResponse.Message ask(TestBroker broker, ApiMessage request, int version) {
        return ask(broker, Requests.frame(request, version, CORRELATION_ID));
    }

    private static ApiResponse.Message ask(TestBroker broker, byte[] frame) {
        ByteBuffer buffer = ByteBuffer.wrap(frame.clone());
        RequestHeader header = ApiDispatcher.readHeader(buffer);
        return (ApiResponse.Message) Requests.await(
                broker.dispatcher().dispatch(header, buffer, Requests.CLIENT).toCompletableFuture());
    }

    private static byte[] encode(byte[] frame, ApiResponse.Message response) {
        RequestHeader header = ApiDispatcher.readHeader(ByteBuffer.wrap(frame));
        List<Object> parts = new ResponseEncoder(UnpooledByteBufAllocator.DEFAULT, Integer.MAX_VALUE, () -> false)
                .encode(header, response);
        ByteBuf whole = Unpooled.wrappedBuffer(parts.toArray(ByteBuf[]::new));
        byte[] bytes = new byte[whole.readableBytes()];
        whole.readBytes(bytes);
        whole.release();
        return bytes;
    }
}
