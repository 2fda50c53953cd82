package org.ordertracking.endtoend.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.tools.VerifiableConsumer;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** {@link VerifiableConsumer}: a member of a group that commits after every batch it printed. */
final class VerifiedConsumer extends VerifiableClient {

    private VerifiedConsumer(ProcessSupervisor supervisor, String name, List<String> arguments) {
        super(supervisor, name, VerifiableConsumer.class, arguments);
    }

    /** A member of a group with Kafka's first protocol; one that is silent for six seconds has left. */
    static VerifiedConsumer classic(ProcessSupervisor supervisor, String name, String bootstrap, String topic) {
        return start(supervisor, name, bootstrap, topic, "classic", "--session-timeout", "6000");
    }

    /** A member of a group with the protocol of KIP-848; how long one may be silent is the broker's to say. */
    static VerifiedConsumer kip848(ProcessSupervisor supervisor, String name, String bootstrap, String topic) {
        return start(supervisor, name, bootstrap, topic, "consumer");
    }

    private static VerifiedConsumer start(
            ProcessSupervisor supervisor,
            String name,
            String bootstrap,
            String topic,
            String protocol,
            String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-server",
                bootstrap,
                "--topic",
                topic,
                "--group-id",
                topic + "-readers",
                "--group-protocol",
                protocol,
                "--verbose"));
        arguments.addAll(List.of(settings));
        return new VerifiedConsumer(supervisor, name, arguments);
    }

    /** The partitions it has now. */
    Set<Integer> assignment() {
        Set<Integer> assigned = new HashSet<>();
        for (JsonNode event : events()) {
            Set<Integer> partitions = new HashSet<>();
            event.path("partitions")
                    .forEach(each -> partitions.add(each.path("partition").asInt()));
            switch (nameOf(event)) {
                case "partitions_assigned" -> assigned.addAll(partitions);
                case "partitions_revoked" -> assigned.removeAll(partitions);
                default -> {}
            }
        }
        return assigned;
    }

    /** The values of all records it has read. */
    Set<String> consumed() {
        return events().stream()
                .filter(event -> nameOf(event).equals("record_data"))
                .map(event -> event.path("value").asText())
                .collect(Collectors.toSet());
    }
}
