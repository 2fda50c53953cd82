package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.RawClient;
import org.ordertracking.broker.fixture.Requests;

/** The listener stops: what came in is answered, and nobody can hold it up for long. */
class GracefulStopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SMALL_BUFFER = 32 << 10;
    private static final int AN_HOUR = 3_600_000;

    private final AskedRequests asked = new AskedRequests();
    private final TestListener listener = new TestListener(asked.dispatcher());
    private final LogLines log = LogLines.of("org.ordertracking.broker");

    @AfterEach
    void stop() {
        listener.close();
        log.close();
    }

    @Test
    void aRequestThatIsBeingServedIsAnsweredAndThenTheConnectionEnds() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0);

            CompletableFuture<Void> stopped = listener.stop();
            asked.get(0).answer();

            assertThat(client.receive().getInt()).isEqualTo(1);
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(stopped).succeedsWithin(PATIENCE);
        }
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void theListenerWaitsForTheAnswer() throws IOException {
        try (RawClient client = listener.connect();
                RawClient idle = listener.connect()) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0);

            CompletableFuture<Void> stopped = listener.stop();

            assertThat(idle.isClosedByServer()).as("it has nothing to wait for").isTrue();
            assertThat(stopped).isNotDone();
            asked.get(0).answer();
            assertThat(client.receive().getInt()).isEqualTo(1);
        }
    }

    @Test
    void requestsThatHadComeInWholeAreServedEvenThoseBeyondWhatMayBeInFlight() throws IOException {
        int sent = TestListener.MAX_IN_FLIGHT + 3;
        try (RawClient client = listener.connect()) {
            client.send(inOnePiece(sent));
            asked.get(TestListener.MAX_IN_FLIGHT - 1);

            CompletableFuture<Void> stopped = listener.stop();
            for (int i = 0; i < sent; i++) {
                asked.get(i).answer();
            }

            for (int id = 0; id < sent; id++) {
                assertThat(client.receive().getInt()).isEqualTo(id);
            }
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(stopped).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void theRestOfHalfARequestIsNotWaitedFor() throws IOException {
        byte[] frame = RawClient.framed(Requests.frame(AskedRequests.request(), AskedRequests.VERSION, 1));
        try (RawClient client = listener.connect()) {
            client.send(Arrays.copyOf(frame, frame.length / 2));
            await().until(() -> listener.requestBytesHeld() > 0);

            CompletableFuture<Void> stopped = listener.stop();

            assertThat(client.isClosedByServer()).isTrue();
            assertThat(stopped).succeedsWithin(PATIENCE);
        }
        assertThat(asked.count()).isZero();
        assertThat(listener.requestBytesHeld()).isZero();
    }

    @Test
    void whatIsSentAfterwardsIsNotServedAndCostsNoAnswerBeforeIt() throws IOException {
        int responseBytes = 1 << 20;
        try (RawClient client = new RawClient(listener.port(), SMALL_BUFFER);
                RawClient idle = listener.connect()) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0);
            listener.stop();
            assertThat(idle.isClosedByServer()).isTrue();

            client.send(AskedRequests.request(), AskedRequests.VERSION, 2);
            asked.get(0).answer(responseBytes);

            ByteBuffer answer = client.receive();
            assertThat(answer.getInt()).isEqualTo(1);
            assertThat(answer.capacity()).isGreaterThan(responseBytes);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(asked.count()).isEqualTo(1);
    }

    @Test
    void whoConnectsMeanwhileIsClosedAtOnce() throws IOException {
        try (RawClient client = listener.connect();
                RawClient idle = listener.connect()) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0);
            listener.stop();
            assertThat(idle.isClosedByServer()).isTrue();

            try (RawClient newcomer = listener.connect()) {
                assertThat(newcomer.isClosedByServer()).isTrue();
            }

            asked.get(0).answer();
            assertThat(client.receive().getInt()).isEqualTo(1);
        }
    }

    @Test
    void aRequestThatFindsNoAnswerIsWaitedForOnlySoLongWithOneLine() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0);

            assertThat(listener.stop(Duration.ofMillis(100))).succeedsWithin(PATIENCE);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("closing 1 connections")
                .contains("broker.listener.drain-timeout=100 ms")
                .contains("1 requests without an answer");
    }

    @Test
    void aClientOverItsQuotaDoesNotHoldItUp() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            asked.get(0)
                    .answer(new ApiResponse.Message(
                            new SyncGroupResponseData(), (short) AskedRequests.VERSION, List.of(), AN_HOUR));
            assertThat(client.receive().getInt()).isEqualTo(1);
            await().until(() -> listener.connectionsThrottled() == 1);

            assertThat(listener.stop()).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void aClientThatWaitsForRequestMemoryGetsItFromThoseThatAreDone() throws IOException {
        byte[] frame = Requests.frame(AskedRequests.request(), AskedRequests.VERSION, 1);
        AskedRequests few = new AskedRequests();
        try (TestListener narrow = new TestListener(few.dispatcher(), TestListener.inFlightBytes(frame.length));
                RawClient holder = narrow.connect();
                RawClient waiting = narrow.connect()) {
            holder.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            few.get(0);
            waiting.send(AskedRequests.request(), AskedRequests.VERSION, 2);
            await().until(() -> narrow.connectionsWaitingForMemory() == 1);

            CompletableFuture<Void> stopped = narrow.stop();
            few.get(0).answer();
            few.get(1).answer();

            assertThat(holder.receive().getInt()).isEqualTo(1);
            assertThat(waiting.receive().getInt()).isEqualTo(2);
            assertThat(stopped).succeedsWithin(PATIENCE);
        }
    }

    private static byte[] inOnePiece(int count) {
        int length = RawClient.framed(Requests.frame(AskedRequests.request(), AskedRequests.VERSION, 0)).length;
        ByteBuffer all = ByteBuffer.allocate(count * length);
        for (int id = 0; id < count; id++) {
            all.put(RawClient.framed(Requests.frame(AskedRequests.request(), AskedRequests.VERSION, id)));
        }
        return all.array();
    }
}
