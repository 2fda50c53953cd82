package org.ordertracking.order.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NeighboursTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN = "a-token-for-operators";

    @Inject
    ObjectMapper json;

    @Test
    void whatANeighbourAnswersIsJsonWithTheTimeItTook() {
        try (FakeNeighbour logistics = FakeNeighbour.answering(200, """
                {"orderId": "7", "state": "DISPATCHED"}""")) {
            Answer answer = await(to(logistics).delivery("7/../8?x"));

            assertThat(answer).isInstanceOfSatisfying(Answer.Answered.class, answered -> {
                assertThat(answered.body().path("state").asText()).isEqualTo("DISPATCHED");
                assertThat(answered.took()).isPositive();
            });
            assertThat(logistics.asked())
                    .extracting(FakeNeighbour.Question::target)
                    .containsExactly("/deliveries/7%2F..%2F8%3Fx");
        }
    }

    @Test
    void aProblemIsToldWithItsRemedy() {
        try (FakeNeighbour closed = FakeNeighbour.answering(403, """
                {"title": "Admin closed", "detail": "This is for operators.", "remedy": "Set admin.token."}""")) {
            Answer answer = await(to(closed).get(Neighbour.LOGISTICS_SERVICE, "admin/faults", Map.of()));

            assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.title()).isEqualTo("Admin closed");
                assertThat(refused.remedy()).contains("Set admin.token.");
            });
        }
    }

    @Test
    void anAnswerWithoutABodyIsAnAnswer() {
        try (FakeNeighbour done = FakeNeighbour.answering(204, "")) {
            assertThat(await(to(done).delete(Neighbour.LOGISTICS_SERVICE, "admin/faults")))
                    .isInstanceOfSatisfying(
                            Answer.Answered.class,
                            answered -> assertThat(answered.body().isNull()).isTrue());
        }
    }

    @Test
    void whoIsDownIsAwayAndTheAddressIsNamed() {
        FakeNeighbour gone = FakeNeighbour.answering(200, "{}");
        gone.close();

        assertThat(await(to(gone).delivery("7"))).isEqualTo(new Answer.Away("cannot be reached at " + gone.address()));
    }

    @Test
    void whoSaysNothingIsGivenUp() {
        try (FakeNeighbour silent = FakeNeighbour.silent()) {
            assertThat(await(to(silent, Duration.ofMillis(500)).notifications("7")))
                    .isInstanceOfSatisfying(
                            Answer.Away.class,
                            away -> assertThat(away.reason()).startsWith("did not answer at " + silent.address()));
        }
    }

    @Test
    void nonsenseIsNoAnswer() {
        try (FakeNeighbour other = FakeNeighbour.answering(200, "<html>Welcome</html>")) {
            assertThat(await(to(other).delivery("7")))
                    .isEqualTo(new Answer.Away("answered with status 200 and something that is not JSON"));
        }
    }

    @Test
    void theTokenGoesWithWhatOperatorsDoAndNowhereElse() {
        try (FakeNeighbour neighbour = FakeNeighbour.answering(200, "{}")) {
            Neighbours neighbours = to(neighbour);

            await(neighbours.readiness(Neighbour.LOGISTICS_SERVICE));
            await(neighbours.post(Neighbour.LOGISTICS_SERVICE, "admin/faults", JsonNodeFactory.instance.objectNode()));

            assertThat(neighbour.asked())
                    .extracting(FakeNeighbour.Question::authorization)
                    .containsExactly(null, "Bearer " + TOKEN);
        }
    }

    private static Answer await(Uni<Answer> asking) {
        return asking.await().atMost(PATIENCE);
    }

    private Neighbours to(FakeNeighbour neighbour) {
        return to(neighbour, PATIENCE);
    }

    private Neighbours to(FakeNeighbour neighbour, Duration answerTimeout) {
        return new Neighbours(new Everywhere(neighbour.address(), answerTimeout), () -> Optional.of(TOKEN), json);
    }

    /** All neighbours at one address. */
    private record Everywhere(URI address, Duration answerTimeout) implements NeighboursConfig {

        @Override
        public URI orderService() {
            return address;
        }

        @Override
        public URI warehouseService() {
            return address;
        }

        @Override
        public URI logisticsService() {
            return address;
        }

        @Override
        public URI notificationService() {
            return address;
        }

        @Override
        public URI brokerService() {
            return address;
        }

        @Override
        public Duration connectTimeout() {
            return PATIENCE;
        }

        @Override
        public int connections() {
            return 2;
        }
    }
}
