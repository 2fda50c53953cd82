package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.protocol.Writable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.RawClient;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.net.AskedRequests.Asked;

/** One well-behaved client, and one that merely is in a hurry. */
class ConnectionTest {
    private static final int FETCH_VERSION = 12;
    private static final int PRODUCE_VERSION = 9;
    private static final int METADATA_VERSION = 12;
    private static final int CREATE_TOPICS_VERSION = 7;

    private final AskedRequests asked = new AskedRequests();
    private final TestListener listener = new TestListener(asked.dispatcher());
    private final LogLines log = LogLines.of("org.ordertracking.broker");

    @AfterEach
    void stop() {
        listener.close();
        log.close();
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrderWhicheverIsDoneFirst() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1, 2, 3);
            asked.get(2).answer();
            asked.get(1).answer();
            asked.get(0).answer();

            assertAnswered(client, 1, 2, 3);
        }
    }

    @Test
    void requestsInOnePieceAreAllServed() throws IOException {
        try (RawClient client = listener.connect()) {
            byte[] frame = RawClient.framed(frame(5));
            client.send(
                    ByteBuffer.allocate(2 * frame.length).put(frame).put(frame).array());
            asked.get(0).answer();
            asked.get(1).answer();

            assertAnswered(client, 5, 5);
        }
    }

    @Test
    void answersMayComeFromAnyThread() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1, 2, 3, 4);
            asked.get(3);
            for (int i = 0; i < 4; i++) {
                Asked request = asked.get(i);
                ForkJoinPool.commonPool().execute(request::answer);
            }

            assertAnswered(client, 1, 2, 3, 4);
        }
    }

    @Test
    void aRequestWithoutResponseLeavesNoGap() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1, 2, 3);
            asked.get(1).answer(new ApiResponse.Silence());
            asked.get(2).answer();
            asked.get(0).answer();

            assertAnswered(client, 1, 3);
        }
    }

    @Test
    void noMoreRequestsAreTakenOnThanMayBeInFlight() throws IOException {
        try (RawClient client = listener.connect()) {
            int sent = TestListener.MAX_IN_FLIGHT + 3;
            for (int id = 0; id < sent; id++) {
                send(client, id);
            }
            asked.get(TestListener.MAX_IN_FLIGHT - 1);
            assertThat(asked.count()).isEqualTo(TestListener.MAX_IN_FLIGHT);

            asked.get(0).answer();
            asked.get(TestListener.MAX_IN_FLIGHT);
            assertThat(asked.count()).isEqualTo(TestListener.MAX_IN_FLIGHT + 1);

            for (int i = 1; i < sent; i++) {
                asked.get(i).answer();
            }
            assertAnswered(client, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        }
    }

    @Test
    void whileTheDiskIsBehindRecordsWaitAndOtherRequestsOfOtherClientsDoNot() throws IOException {
        listener.congest(true);
        try (RawClient producer = listener.connect();
                RawClient other = listener.connect()) {
            produce(producer, 1);
            produce(producer, 2);
            send(other, 3);
            assertThat(asked.get(0).id()).isEqualTo(3);
            asked.get(0).answer();
            assertAnswered(other, 3);
            await().during(Duration.ofMillis(100)).until(() -> asked.count() == 1);

            listener.congest(false);

            assertThat(asked.get(1).id()).isEqualTo(1);
            assertThat(asked.get(2).id()).isEqualTo(2);
        }
    }

    @Test
    void requestMemoryIsHeldUntilTheAnswer() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1);
            Asked request = asked.get(0);
            assertThat(listener.requestBytesHeld()).isEqualTo(frame(1).length);

            request.answer();
            await().until(() -> listener.requestBytesHeld() == 0);
        }
    }

    @Test
    void aHangUpComesAfterTheAnswersBeforeIt() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1, 2, 3);
            asked.get(1).answer(new ApiResponse.Hangup("on purpose"));
            asked.get(2).answer();
            asked.get(0).answer();

            assertAnswered(client, 1);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(log.warnings()).singleElement().asString().contains("on purpose");
    }

    @Test
    void aReasonWithWhatAClientSentStaysOnOneShortLine() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1);
            asked.get(0).answer(new ApiResponse.Hangup("no topic 'a\nFATAL forged \u2028 line'" + "x".repeat(10_000)));
            assertThat(client.isClosedByServer()).isTrue();
        }
        String line = log.warnings().get(0);
        assertThat(line).contains("no topic 'a?FATAL forged ? line'").hasSizeLessThan(500);
        assertThat(line.lines()).hasSize(1);
    }

    @Test
    void aResponseThatCannotBeWrittenClosesTheConnectionWithOneLine() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1);
            asked.get(0).answer(new ApiResponse.Message(new UnwritableResponse(), (short) AskedRequests.VERSION));
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("cannot write the response to SyncGroup")
                .contains("on purpose");
        assertThat(listener.requestBytesHeld()).isZero();
    }

    @Test
    void aClientThatGoesAwayInTheMiddleOfAFrameLeavesNothingBehind() throws IOException {
        try (RawClient client = listener.connect()) {
            byte[] frame = RawClient.framed(frame(1));
            client.send(Arrays.copyOf(frame, frame.length - 1));
            await().until(() -> listener.requestBytesHeld() > 0);
        }
        await().until(() -> listener.openConnections() == 0);

        assertThat(listener.requestBytesHeld()).isZero();
        assertThat(asked.count()).isZero();
        assertThat(log.warnings()).as("clients come and go").isEmpty();
    }

    @Test
    void anAnswerForAClientThatHasGoneIsDropped() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1);
            asked.get(0);
        }
        await().until(() -> listener.openConnections() == 0);

        asked.get(0).answer();

        assertThat(listener.requestBytesHeld()).isZero();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void theListenerStopsAlthoughRequestsAreBeingServed() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1);
            asked.get(0);

            assertThat(listener.stop(Duration.ofMillis(100))).succeedsWithin(Duration.ofSeconds(30));
            assertThat(client.isClosedByServer()).isTrue();

            asked.get(0).answer();
            assertThat(listener.requestBytesHeld()).isZero();
        }
    }

    @Test
    void aThrottledClientHasItsAnswerAtOnceAndIsNotReadFrom() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1);
            asked.get(0).answer(throttled(60_000));
            assertAnswered(client, 1);

            send(client, 2);
            await().during(Duration.ofMillis(100)).until(() -> asked.count() == 1);
            assertThat(listener.connectionsThrottled()).isEqualTo(1);
        }
    }

    @Test
    void afterThePauseAClientIsReadOn() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1);
            asked.get(0).answer(throttled(50));
            assertAnswered(client, 1);

            send(client, 2);
            asked.get(1).answer();
            assertAnswered(client, 2);
        }
    }

    @Test
    void whatWasAskedBeforeThePauseIsStillAnswered() throws IOException {
        try (RawClient client = listener.connect()) {
            send(client, 1, 2);
            asked.get(1);
            asked.get(0).answer(new ApiResponse.Silence(60_000));
            asked.get(1).answer();

            assertAnswered(client, 2);
        }
    }

    @Test
    void fetchesOfOneClientAreServedOneAfterTheOther() throws IOException {
        try (RawClient client = listener.connect()) {
            fetch(client, 1);
            fetch(client, 2);
            send(client, 3);
            asked.get(0);
            await().during(Duration.ofMillis(100)).until(() -> asked.count() == 1);

            asked.get(0).answer(fetched());
            asked.get(1).answer(fetched());
            asked.get(2).answer();

            assertAnswered(client, 1, 2, 3);
        }
    }

    @Test
    void aRequestThatLooksSomethingUpIsBegunWhenThoseBeforeItAreAnswered() throws IOException {
        try (RawClient client = listener.connect()) {
            fetch(client, 1);
            lookUp(client, 2);
            await().during(Duration.ofMillis(100)).until(() -> asked.count() <= 1);
            asked.get(0).answer(fetched());
            asked.get(1).answer(lookedUp());
            assertAnswered(client, 1, 2);

            produce(client, 3);
            lookUp(client, 4);
            await().during(Duration.ofMillis(100)).until(() -> asked.count() <= 3);
            asked.get(2).answer(new ApiResponse.Silence());
            asked.get(3).answer(lookedUp());
            assertAnswered(client, 4);
        }
    }

    @Test
    void whatMayDependOnAChangeIsBegunWhenThatIsMade() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(new CreateTopicsRequestData(), CREATE_TOPICS_VERSION, 1);
            produce(client, 2);
            send(client, 3);
            await().during(Duration.ofMillis(100)).until(() -> asked.count() <= 1);

            asked.get(0).answer(new ApiResponse.Message(new CreateTopicsResponseData(), (short) CREATE_TOPICS_VERSION));

            assertThat(asked.get(1).id()).isEqualTo(2);
            assertThat(asked.get(2).id()).isEqualTo(3);
        }
    }

    @Test
    void produceRequestsAreServedTogetherAlsoBesideAFetch() throws IOException {
        try (RawClient client = listener.connect()) {
            fetch(client, 1);
            produce(client, 2);
            produce(client, 3);

            assertThat(asked.get(2).id()).isEqualTo(3);
        }
    }

    @Test
    void requestsOfAMemberOvertakeNoFetchButAreServedBesideIt() throws IOException {
        try (RawClient client = listener.connect()) {
            fetch(client, 1);
            send(client, 2);
            asked.get(1).answer();
            asked.get(0).answer(fetched());

            assertAnswered(client, 1, 2);
        }
    }

    @Test
    void aClientThatLeavesWithAFetchBehindAnotherLeavesNothingBehind() throws IOException {
        try (RawClient client = listener.connect()) {
            fetch(client, 1);
            fetch(client, 2);
            asked.get(0);
            int frame = Requests.frame(new FetchRequestData(), FETCH_VERSION, 1).length;
            await().until(() -> listener.requestBytesHeld() == 2L * frame);
            asked.get(0).answer(new ApiResponse.Hangup("on purpose"));
            assertThat(client.isClosedByServer()).isTrue();
        }
        await().until(() -> listener.openConnections() == 0);
        assertThat(listener.requestBytesHeld()).isZero();
        assertThat(asked.count()).isEqualTo(1);
    }

    private static void fetch(RawClient client, int id) throws IOException {
        client.send(new FetchRequestData(), FETCH_VERSION, id);
    }

    private static void produce(RawClient client, int id) throws IOException {
        client.send(new ProduceRequestData().setAcks((short) -1), PRODUCE_VERSION, id);
    }

    private static void lookUp(RawClient client, int id) throws IOException {
        client.send(new MetadataRequestData(), METADATA_VERSION, id);
    }

    private static ApiResponse lookedUp() {
        return new ApiResponse.Message(new MetadataResponseData(), (short) METADATA_VERSION);
    }

    private static ApiResponse fetched() {
        return new ApiResponse.Message(new FetchResponseData(), (short) FETCH_VERSION);
    }

    private static ApiResponse throttled(int millis) {
        return new ApiResponse.Message(new SyncGroupResponseData(), (short) AskedRequests.VERSION, List.of(), millis);
    }

    private static void send(RawClient client, int... ids) throws IOException {
        for (int id : ids) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, id);
        }
    }

    private static byte[] frame(int id) {
        return Requests.frame(AskedRequests.request(), AskedRequests.VERSION, id);
    }

    private static void assertAnswered(RawClient client, int... ids) throws IOException {
        for (int id : ids) {
            assertThat(client.receive().getInt()).isEqualTo(id);
        }
    }

    private static final class UnwritableResponse extends SyncGroupResponseData {
        @Override
        public void write(Writable target, ObjectSerializationCache cache, short version) {
            throw new IllegalStateException("on purpose");
        }
    }
}
