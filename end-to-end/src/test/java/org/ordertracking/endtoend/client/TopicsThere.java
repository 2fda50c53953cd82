package org.ordertracking.endtoend.client;

import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Services are ready before their topics are there, which they see to in the background. */
final class TopicsThere {

    private TopicsThere() {}

    /** Waits until all of these exist: a consumer that is assigned what there is would never hear of the others. */
    static void await(String bootstrapServers, Collection<String> topics) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            eventually().until(() -> admin.listTopics().names().get().containsAll(topics));
        }
    }
}
