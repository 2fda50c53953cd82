package org.ordertracking.messaging.topics;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

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
            answers.putAll(look(admin, topics));
            List<NewTopic> absent = topics.stream()
                    .filter(topic -> !answers.containsKey(topic.name()))
                    .toList();
            answers.putAll(create(admin, absent));
        } catch (KafkaException e) {
            // For example an address that does not resolve yet.
            topics.forEach(topic -> answers.putIfAbsent(topic.name(), new Answer.Missing(e)));
        }
        return answers;
    }

    /** No answer for a topic that may be absent. A broker that does not answer here is not asked a second question. */
    private static Map<String, Answer> look(Admin admin, Collection<NewTopic> topics) throws InterruptedException {
        Map<String, Answer> answers = new HashMap<>();
        List<String> names = topics.stream().map(NewTopic::name).toList();
        for (var pending : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                TopicDescription seen = pending.getValue().get();
                answers.put(
                        pending.getKey(), new Answer.Existed(seen.partitions().size()));
            } catch (ExecutionException e) {
                if (!mayBeAbsent(e.getCause())) {
                    answers.put(pending.getKey(), new Answer.Missing(e.getCause()));
                }
            }
        }
        return answers;
    }

    /** Kafka hides from a user without rights whether a topic is there; the attempt to create it tells more. */
    private static boolean mayBeAbsent(Throwable failure) {
        return failure instanceof UnknownTopicOrPartitionException || failure instanceof AuthorizationException;
    }

    private static Map<String, Answer> create(Admin admin, Collection<NewTopic> absent) throws InterruptedException {
        Map<String, Answer> answers = new HashMap<>();
        if (absent.isEmpty()) {
            return answers;
        }
        Map<String, KafkaFuture<Void>> pending = admin.createTopics(absent).values();
        for (NewTopic topic : absent) {
            answers.put(topic.name(), answer(topic, pending.get(topic.name())));
        }
        return answers;
    }

    private static Answer answer(NewTopic topic, KafkaFuture<Void> pending) throws InterruptedException {
        try {
            pending.get();
            return new Answer.Created();
        } catch (ExecutionException e) {
            // Another service was faster, with the same plan.
            return e.getCause() instanceof TopicExistsException
                    ? new Answer.Existed(topic.numPartitions())
                    : new Answer.Missing(e.getCause());
        }
    }
}
