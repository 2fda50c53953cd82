package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.fixture.RawClient;

/** Where the broker listens. */
class KafkaServerTest {
    private static final int LOOPS = 2;

    private final AskedRequests asked = new AskedRequests();

    @Test
    void aFreePortIsTheSameForAllEventLoops() throws IOException {
        try (TestListener listener = new TestListener(asked.dispatcher(), TestListener.eventLoops(LOOPS))) {
            assertThat(listener.port()).isPositive();
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < LOOPS; i++) {
                clients.add(listener.connect());
            }
            for (RawClient client : clients) {
                client.send(AskedRequests.request(), AskedRequests.VERSION, 1);
            }
            for (int i = 0; i < LOOPS; i++) {
                asked.get(i).answer();
            }
            for (RawClient client : clients) {
                assertThat(client.receive().getInt()).isEqualTo(1);
                client.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheSettingToChange() {
        try (TestListener first = new TestListener(asked.dispatcher())) {
            assertThatThrownBy(() -> new TestListener(asked.dispatcher(), TestListener.port(first.port())))
                    .hasRootCauseInstanceOf(BindException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("broker.port=" + first.port())
                    .hasMessageContaining("BROKER_PORT");
        }
    }
}
