package org.ordertracking.endtoend.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.tools.VerifiableProducer;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** {@link VerifiableProducer}: sends numbers until it is stopped, without a second attempt, and says which were acknowledged. */
final class VerifiedProducer extends VerifiableClient {

    private static final int RECORDS_PER_SECOND = 100;
    private static final int KEYS = 50;

    private VerifiedProducer(ProcessSupervisor supervisor, String name, List<String> arguments) {
        super(supervisor, name, VerifiableProducer.class, arguments);
    }

    static VerifiedProducer start(ProcessSupervisor supervisor, String name, String bootstrap, String topic) {
        return new VerifiedProducer(
                supervisor,
                name,
                List.of(
                        "--bootstrap-server",
                        bootstrap,
                        "--topic",
                        topic,
                        "--throughput",
                        String.valueOf(RECORDS_PER_SECOND),
                        "--repeating-keys",
                        String.valueOf(KEYS)));
    }

    /** The values that the broker acknowledged. */
    Set<String> acknowledged() {
        return values("producer_send_success").collect(Collectors.toSet());
    }

    /** The values that it did not. */
    List<String> refused() {
        return values("producer_send_error").toList();
    }

    private Stream<String> values(String name) {
        return events().stream()
                .filter(event -> nameOf(event).equals(name))
                .map((JsonNode event) -> event.path("value").asText());
    }
}
