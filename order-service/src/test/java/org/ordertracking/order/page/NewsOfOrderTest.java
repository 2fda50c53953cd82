package org.ordertracking.order.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ordertracking.order.neighbours.Answer;
import org.ordertracking.order.neighbours.Neighbour;

class NewsOfOrderTest {

    private static final Duration SOON = Duration.ofMillis(3);

    @Test
    void whatWasToldIsPassedOn() {
        JsonNode parcel = JsonNodeFactory.instance.objectNode().put("state", "DISPATCHED");

        NewsOfOrder news = news(new Answer.Answered(parcel, SOON));

        assertThat(news).isEqualTo(new NewsOfOrder(Hearing.TOLD, null, parcel));
    }

    @Test
    void anOrderThatTheServiceDoesNotKnowHasNoParcelYet() {
        NewsOfOrder news = news(new Answer.Refused(404, "Unknown delivery", "There is none.", Optional.empty(), SOON));

        assertThat(news).isEqualTo(new NewsOfOrder(Hearing.NOTHING_YET, "No parcel yet.", null));
    }

    @Test
    void aServiceThatIsAwayIsSaidToBeWithoutItsAddress() {
        NewsOfOrder news = news(new Answer.Away("cannot be reached at http://10.0.0.7:8082"));

        assertThat(news.hearing()).isEqualTo(Hearing.AWAY);
        assertThat(news.sentence())
                .startsWith("logistics-service does not answer at the moment. The parcel shows here again")
                .doesNotContain("10.0.0.7");
    }

    @Test
    void aServiceThatFailsIsAwayToo() {
        NewsOfOrder news = news(new Answer.Refused(500, "Broken", "It broke.", Optional.empty(), SOON));

        assertThat(news.hearing()).isEqualTo(Hearing.AWAY);
        assertThat(news.sentence()).startsWith("logistics-service answers with an error (500) at the moment.");
    }

    private static NewsOfOrder news(Answer answer) {
        return NewsOfOrder.of(answer, Neighbour.LOGISTICS_SERVICE, "The parcel", "No parcel yet.");
    }
}
