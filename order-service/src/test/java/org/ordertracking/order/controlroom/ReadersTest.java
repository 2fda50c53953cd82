package org.ordertracking.order.controlroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.ordertracking.messaging.topics.IncomingChannel;

@QuarkusTest
class ReadersTest {

    @Inject
    Readers readers;

    @Inject
    Config config;

    /** The list is written by hand, since the other services' channels are theirs; this service's own can be held against it. */
    @Test
    void thisServiceIsSaidToReadWhatItsChannelsRead() {
        Set<String> said = readers.topicsByGroup().get("order-service");

        assertThat(IncomingChannel.of(config))
                .extracting(IncomingChannel::topic)
                .containsExactlyInAnyOrderElementsOf(said);
    }
}
