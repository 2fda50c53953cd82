package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.fixture.RawClient;
import org.ordertracking.broker.net.AskedRequests.Asked;

/** What responses take up until clients have read them is bounded, and nobody is kept from being served. */
class ResponseBudgetTest {
    private static final int SMALL_BUFFER = 32 << 10;
    private static final HeartbeatRequestData HEARTBEAT =
            new HeartbeatRequestData().setGroupId("g").setMemberId("m");

    private final AskedRequests asked = new AskedRequests();
    private TestListener listener;

    @AfterEach
    void stop() {
        listener.close();
    }

    @Test
    void answersThatWaitInManyConnectionsStayWithinTheBudgetAndOthersAreServed() throws IOException {
        int clients = 10;
        int responseBytes = 1 << 20;
        listener = new TestListener(asked.answeringHeartbeats(responseBytes), TestListener.connections(clients + 1));
        List<RawClient> greedy = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            RawClient client = listener.connect();
            greedy.add(client);
            sendHeartbeatsBehindOneThatWaits(client);
        }
        await().until(() -> listener.responseBytesHeld() >= TestListener.RESPONSE_BYTES);
        long oneMore = TestListener.RESPONSE_BYTES + responseBytes + 100;
        await().during(Duration.ofMillis(300)).until(() -> listener.responseBytesHeld() <= oneMore);

        try (RawClient good = listener.connect()) {
            for (int id = 0; id < 3; id++) {
                good.send(HEARTBEAT, 0, id);
                assertThat(good.receive().getInt()).isEqualTo(id);
            }
        }
        for (RawClient client : greedy) {
            client.close();
        }
        // Gone clients that are not read are noticed when they are written to.
        asked.answerAll();
        await().until(() -> listener.openConnections() == 0 && listener.responseBytesHeld() == 0);
    }

    @Test
    void whoTakesNothingWhileMemoryIsShortIsHungUpOnAndOthersAreNot() throws IOException {
        int deafClients = 10;
        listener = new TestListener(
                asked.answeringHeartbeats(6 << 20), TestListener.stallTimeout(deafClients + 1, Duration.ofSeconds(2)));
        List<RawClient> deaf = new ArrayList<>();
        for (int i = 0; i < deafClients; i++) {
            RawClient client = new RawClient(listener.port(), SMALL_BUFFER);
            deaf.add(client);
            client.send(HEARTBEAT, 0, i);
        }
        try (RawClient good = listener.connect()) {
            good.send(HEARTBEAT, 0, 1);
            assertThat(good.receive().getInt()).isEqualTo(1);
            await().until(() -> listener.responseBytesHeld() < TestListener.RESPONSE_BYTES);

            good.send(HEARTBEAT, 0, 2);
            assertThat(good.receive().getInt()).isEqualTo(2);
        }
        for (RawClient client : deaf) {
            client.close();
        }
    }

    @Test
    void whoIsHeldBackByTheBudgetGetsAllAnswersInTheEnd() throws IOException {
        listener = new TestListener(asked.answeringHeartbeats(1 << 20), UnaryOperator.identity());
        try (RawClient client = listener.connect()) {
            sendHeartbeatsBehindOneThatWaits(client);
            await().until(() -> listener.responseBytesHeld() >= TestListener.RESPONSE_BYTES);
            assertThat(asked.count()).isLessThan(TestListener.MAX_IN_FLIGHT);

            asked.get(0).answer();
            for (int id = 0; id <= 2 * TestListener.MAX_IN_FLIGHT; id++) {
                assertThat(client.receive().getInt()).isEqualTo(id);
            }
            await().until(() -> listener.responseBytesHeld() == 0);
        }
    }

    @Test
    void aResponseThatIsNeverReadIsLetGoWhenTheConnectionIdles() throws IOException {
        listener = new TestListener(
                asked.dispatcher(), TestListener.timeouts(Duration.ofSeconds(2), Duration.ofMinutes(10)));
        try (RawClient client = new RawClient(listener.port(), SMALL_BUFFER)) {
            client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            client.send(AskedRequests.request(), AskedRequests.VERSION, 2);
            Asked second = asked.get(1);
            Asked first = asked.get(0);
            second.answer(16 << 20);
            await().until(() -> listener.responseBytesHeld() >= 16 << 20);
            first.answer(16 << 20);

            await().until(() -> listener.openConnections() == 0 && listener.responseBytesHeld() == 0);
        }
    }

    private static void sendHeartbeatsBehindOneThatWaits(RawClient client) throws IOException {
        client.send(AskedRequests.request(), AskedRequests.VERSION, 0);
        for (int id = 1; id <= 2 * TestListener.MAX_IN_FLIGHT; id++) {
            client.send(HEARTBEAT, 0, id);
        }
    }
}
