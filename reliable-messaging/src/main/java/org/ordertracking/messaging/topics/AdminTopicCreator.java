package org.ordertracking.messaging.topics;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Kafka's admin client, with the service's {@code kafka.*} settings; opened for each attempt, since there are few. */
@Singleton
class AdminTopicCreator implements TopicCreator {

    private static final String REQUEST_TIMEOUT_MS = "5000";
    private static final String CALL_TIMEOUT_MS = "10000";

    private final Map<String, Object> settings = new HashMap<>();

    AdminTopicCreator(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        kafka.forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "topic-provisioner");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    }

    @Override
    public Map<String, Answer> create(Collection<NewTopic> topics) throws InterruptedException {
        Map<String, Answer> answers = new HashMap<>();
        try (Admin admin = Admin.create(settings)) {
            for (var pending : admin.createTopics(topics).values().entrySet()) {
                answers.put(pending.getKey(), answer(pending.getValue()));
            }
        } catch (KafkaException e) {
            // For example an address that does not resolve yet.
            topics.forEach(topic -> answers.put(topic.name(), Answer.missing(e)));
        }
        return answers;
    }

    private static Answer answer(KafkaFuture<Void> pending) throws InterruptedException {
        try {
            pending.get();
            return Answer.created();
        } catch (ExecutionException e) {
            return e.getCause() instanceof TopicExistsException ? Answer.existed() : Answer.missing(e.getCause());
        }
    }
}
