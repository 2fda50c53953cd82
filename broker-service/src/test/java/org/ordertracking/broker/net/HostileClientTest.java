package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.RawClient;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestClock;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.quota.QuotaKind;

/** Whatever one client does, others are served, and the log has one line about it. */
class HostileClientTest {
    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final int SMALL_BUFFER = 32 << 10;
    private static final byte[] NO_TAGS = {0};

    private final AskedRequests asked = new AskedRequests();
    private final LogLines log = LogLines.of("org.ordertracking.broker");
    private TestListener listener;

    @AfterEach
    void stop() {
        listener.close();
        log.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void nonsenseClosesItsConnectionWithOneLineAndOthersAreServed(String what, byte[] bytes, String reason)
            throws IOException {
        listen();
        try (RawClient good = listener.connect();
                RawClient bad = listener.connect()) {
            bad.send(bytes);
            assertThat(bad.isClosedByServer()).isTrue();

            assertServed(good);
        }
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("closing connection 127.0.0.1:")
                .contains(reason);
        assertThat(log.hasStackTrace()).isFalse();
        assertThat(listener.connectionsRefused()).isEqualTo(1);
        assertThat(listener.requestBytesHeld()).isZero();
    }

    private static Stream<Arguments> nonsense() {
        byte[] truncatedHeader = {0, 3, 0};
        byte[] unknownKey = header(999, 0);
        byte[] unservedKey = concat(header(ApiKeys.WRITE_TXN_MARKERS.id, 1), NO_TAGS);
        byte[] tooNew = concat(header(ApiKeys.METADATA.id, 99), NO_TAGS);
        byte[] negativeVersion = header(ApiKeys.METADATA.id, -1);
        byte[] noBody = header(ApiKeys.HEARTBEAT.id, 0);
        return Stream.of(
                Arguments.of(
                        "an HTTP request",
                        "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                        "broker.listener.max-request-bytes=10000"),
                Arguments.of("a TLS handshake", new byte[] {0x16, 3, 1, 2, 0, 1}, "max-request-bytes"),
                Arguments.of("a negative length", new byte[] {-1, -1, -1, -1}, "negative"),
                Arguments.of("the largest length", new byte[] {127, -1, -1, -1}, "2147483647 bytes"),
                Arguments.of("an empty frame", new byte[4], "header"),
                Arguments.of("half a header", RawClient.framed(truncatedHeader), "header"),
                Arguments.of("a key that Kafka does not know", RawClient.framed(unknownKey), "999"),
                Arguments.of("a key that is not served", RawClient.framed(unservedKey), "WriteTxnMarkers"),
                Arguments.of("a version that is too new", RawClient.framed(tooNew), "Metadata version 99"),
                Arguments.of("a negative version", RawClient.framed(negativeVersion), ""),
                Arguments.of("a request without a body", RawClient.framed(noBody), "malformed Heartbeat version 0"),
                Arguments.of(
                        "an array that claims more than there is",
                        RawClient.framed(concat(header(ApiKeys.METADATA.id, 0), new byte[] {127, -1, -1, -1})),
                        "malformed Metadata version 0"));
    }

    @Test
    void randomBytesCloseTheConnection() throws IOException {
        listen();
        byte[] bytes = new byte[1000];
        new Random(4711).nextBytes(bytes);
        try (RawClient bad = listener.connect()) {
            bad.send(bytes);
            assertThat(bad.isClosedByServer()).isTrue();
        }
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void whatComesBehindNonsenseIsNotServed() throws IOException {
        listen();
        byte[] good = RawClient.framed(Requests.frame(AskedRequests.request(), AskedRequests.VERSION, 1));
        try (RawClient bad = listener.connect()) {
            bad.send(concat(new byte[] {-1, -1, -1, -1}, good));
            assertThat(bad.isClosedByServer()).isTrue();
        }
        assertThat(asked.count()).isZero();
    }

    @Test
    void aConnectionOverTheLimitIsClosedAtOnceAndTheNextOneMayCome() throws IOException {
        listen();
        RawClient[] clients = new RawClient[TestListener.MAX_CONNECTIONS];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = listener.connect();
        }
        await().until(() -> listener.openConnections() == TestListener.MAX_CONNECTIONS);
        try (RawClient oneTooMany = listener.connect()) {
            assertThat(oneTooMany.isClosedByServer()).isTrue();
        }
        assertThat(log.warnings()).singleElement().asString().contains("broker.listener.max-connections=3");
        assertServed(clients[0]);

        clients[1].close();
        await().until(() -> listener.openConnections() == TestListener.MAX_CONNECTIONS - 1);
        try (RawClient next = listener.connect()) {
            assertServed(next);
        }
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void aClientThatNeverReadsIsPausedAndWhatItWillGetIsNotYetInMemory() throws IOException {
        listen();
        int responses = 2 * TestListener.MAX_IN_FLIGHT;
        int responseBytes = 2 << 20;
        try (RawClient client = new RawClient(listener.port(), SMALL_BUFFER)) {
            for (int id = 0; id < responses; id++) {
                client.send(AskedRequests.request(), AskedRequests.VERSION, id);
            }
            for (int i = 0; i < TestListener.MAX_IN_FLIGHT; i++) {
                asked.get(i).answer(responseBytes);
            }
            await().until(() -> listener.bytesSent() > 0);
            // What the system buffers is its affair; beyond that one response is encoded, and no request is taken on.
            await().during(Duration.ofMillis(300))
                    .until(() -> listener.bytesSent() <= 5L * responseBytes
                            && asked.count() < TestListener.MAX_IN_FLIGHT + 5);

            for (int id = 0; id < responses; id++) {
                if (id >= TestListener.MAX_IN_FLIGHT) {
                    asked.get(id).answer(responseBytes);
                }
                assertThat(client.receive().getInt()).isEqualTo(id);
            }
        }
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void theListenerStopsAlthoughAClientDoesNotRead() throws IOException {
        listen();
        try (RawClient client = new RawClient(listener.port(), SMALL_BUFFER)) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0).answer(16 << 20);
            await().until(() -> listener.bytesSent() > 0);

            assertThat(listener.stop(Duration.ofMillis(100))).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void aClientThatDoesNotReadAndGoesAwayIsNoticedAlthoughItIsNotReadEither() throws IOException {
        listen();
        try (RawClient client = new RawClient(listener.port(), SMALL_BUFFER)) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0).answer(16 << 20);
            await().until(() -> listener.bytesSent() > 0);
        }
        await().until(() -> listener.openConnections() == 0);
    }

    @Test
    void halfAFrameAndThenSilenceIsHungUpOnAndItsMemoryGivenBack() throws IOException {
        listen(TestListener.timeouts(NEVER, Duration.ofMillis(200)));
        try (RawClient silent = listener.connect()) {
            byte[] frame = RawClient.framed(Requests.frame(AskedRequests.request(), AskedRequests.VERSION, 1));
            silent.send(Arrays.copyOf(frame, frame.length / 2));

            assertThat(silent.isClosedByServer()).isTrue();
        }
        assertThat(log.warnings()).singleElement().asString().contains("did not come within");
        await().until(() -> listener.requestBytesHeld() == 0);
    }

    @Test
    void aFrameThatComesByteByByteIsHungUpOnAlthoughItsClientIsNeverSilent() throws IOException {
        listen(TestListener.timeouts(NEVER, Duration.ofSeconds(1)));
        byte[] frame = RawClient.framed(Requests.frame(AskedRequests.request(), AskedRequests.VERSION, 1));
        try (RawClient slow = listener.connect()) {
            slow.send(Arrays.copyOf(frame, 5));
            int[] next = {5};
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                if (next[0] < frame.length - 1 && listener.openConnections() == 1) {
                    slow.send(new byte[] {frame[next[0]++]});
                }
                return listener.openConnections() == 0;
            });
            assertThat(next[0]).as("there was more to come").isLessThan(frame.length - 1);
        }
        assertThat(log.warnings()).singleElement().asString().contains("did not come within 1 s");
        assertThat(listener.requestBytesHeld()).isZero();
    }

    @Test
    void aRequestThatIsBeingServedMayTakeLongerThanAFrame() throws IOException {
        listen(TestListener.timeouts(NEVER, Duration.ofMillis(50)));
        try (RawClient patient = listener.connect()) {
            patient.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0);

            await().during(Duration.ofMillis(200)).until(() -> listener.openConnections() == 1);
            asked.get(0).answer();
            assertThat(patient.receive().getInt()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionOverWhichNothingGoesIsClosedWithoutAWord() throws IOException {
        listen(TestListener.timeouts(Duration.ofMillis(100), NEVER));
        try (RawClient idle = listener.connect()) {
            assertThat(idle.isClosedByServer()).isTrue();
        }
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void whenRequestMemoryIsUsedUpTheNextConnectionWaitsItsTurn() throws IOException {
        int request = Requests.frame(AskedRequests.request(), AskedRequests.VERSION, 1).length;
        listen(TestListener.inFlightBytes(request));
        try (RawClient first = listener.connect();
                RawClient second = listener.connect();
                RawClient third = listener.connect()) {
            first.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0);
            second.send(AskedRequests.request(), AskedRequests.VERSION, 2);
            third.send(new HeartbeatRequestData().setGroupId("g").setMemberId("m"), 0, 3);
            await().during(Duration.ofMillis(100)).until(() -> asked.count() == 1);

            asked.get(0).answer();
            assertThat(first.receive().getInt()).isEqualTo(1);
            asked.get(1).answer();
            asked.get(2).answer();

            RawClient waitedLonger = asked.get(1).id() == 2 ? second : third;
            assertThat(waitedLonger.receive().getInt()).isEqualTo(asked.get(1).id());
        }
    }

    @Test
    void whoWaitsForMemoryAndGoesAwayGivesItBack() throws IOException {
        int request = Requests.frame(AskedRequests.request(), AskedRequests.VERSION, 1).length;
        listen(TestListener.inFlightBytes(request));
        try (RawClient holder = listener.connect()) {
            holder.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0);
            try (RawClient leaver = listener.connect()) {
                leaver.send(AskedRequests.request(), AskedRequests.VERSION, 2);
            }
            asked.get(0).answer();
            assertThat(holder.receive().getInt()).isEqualTo(1);
            asked.get(1).answer();

            await().until(() -> listener.requestBytesHeld() == 0 && listener.openConnections() == 1);
            assertServed(holder);
        }
    }

    @Test
    void oneAddressCannotTakeAllConnections() throws IOException {
        listen(TestListener.connectionsPerAddress(1));
        try (RawClient first = listener.connect();
                RawClient second = listener.connect()) {
            assertThat(second.isClosedByServer()).isTrue();
            assertServed(first);
        }
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("broker.listener.max-connections-per-ip=1 reached by 127.0.0.1");
        await().until(() -> listener.openConnections() == 0);
        try (RawClient next = listener.connect()) {
            assertServed(next);
        }
    }

    @Test
    void anAddressThatConnectsTooOftenIsKeptWaitingAndTurnedAway() throws IOException {
        TestClock clock = new TestClock();
        ClientQuotas quotas = new ClientQuotas(Map.of(QuotaKind.CONNECTION_CREATION_RATE, 0.1), clock);
        listener = new TestListener(asked.dispatcher(), quotas, UnaryOperator.identity());
        try (RawClient first = listener.connect()) {
            assertServed(first);
        }
        try (RawClient second = listener.connect()) {
            assertThat(second.isClosedByServer()).isTrue();
        }
        assertThat(log.warnings()).singleElement().asString().contains("is over its quota connection_creation_rate");
        await().until(() -> listener.openConnections() == 0);

        clock.advanceMillis(20_000);
        try (RawClient third = listener.connect()) {
            assertServed(third);
        }
    }

    private void listen() {
        listen(UnaryOperator.identity());
    }

    private void listen(UnaryOperator<ListenerSettings> changes) {
        listener = new TestListener(asked.dispatcher(), changes);
    }

    private void assertServed(RawClient client) throws IOException {
        int place = asked.count();
        client.send(AskedRequests.request(), AskedRequests.VERSION, 42);
        asked.get(place).answer();
        assertThat(client.receive().getInt()).isEqualTo(42);
    }

    /** A request header of version 1 without a body. */
    private static byte[] header(int key, int version) {
        return ByteBuffer.allocate(11)
                .putShort((short) key)
                .putShort((short) version)
                .putInt(1)
                .putShort((short) 1)
                .put((byte) 'c')
                .array();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
