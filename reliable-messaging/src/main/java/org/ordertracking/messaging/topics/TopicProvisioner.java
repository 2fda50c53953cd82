package org.ordertracking.messaging.topics;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.retry.Backoff;

/** Creates the topics that a service uses, in the background, as soon as the broker is there. */
@Singleton
public class TopicProvisioner {

    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);

    private final TopicsConfig topics;
    private final Config config;
    private final String bootstrapServers;
    private Thread thread;

    TopicProvisioner(
            TopicsConfig topics,
            Config config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.topics = topics;
        this.config = config;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent started) {
        if (topics.provision()) {
            thread = new Thread(this::run, "topic-provisioner");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        Backoff backoff = new Backoff(topics.firstPause(), topics.longestPause());
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", bootstrapServers);
        client.put("client.id", "topic-provisioner");
        client.put("request.timeout.ms", "5000");
        client.put("default.api.timeout.ms", "10000");
        try (Admin admin = Admin.create(client)) {
            for (int failures = 1; ; failures++) {
                try {
                    create(admin);
                    return;
                } catch (ExecutionException e) {
                    if (failures == 1) {
                        LOG.warnf("Topics cannot be created yet: %s", e.getCause());
                    }
                }
                Thread.sleep(backoff.after(failures).toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped before all topics were there");
        }
    }

    private void create(Admin admin) throws ExecutionException, InterruptedException {
        for (Map.Entry<String, NewTopic> wanted : wanted().entrySet()) {
            try {
                admin.createTopics(java.util.List.of(wanted.getValue())).all().get();
                LOG.infof("Created topic %s", wanted.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private Map<String, NewTopic> wanted() {
        Map<String, NewTopic> wanted = new LinkedHashMap<>();
        topics.own().ifPresent(own -> own.forEach(topic -> wanted.put(topic, topic(topic))));
        String prefix = "mp.messaging.incoming.";
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(prefix) && property.endsWith(".connector")) {
                String channel = property.substring(prefix.length(), property.length() - ".connector".length());
                String topic = config.getOptionalValue(prefix + channel + ".topic", String.class)
                        .orElse(channel);
                wanted.put(topic, topic(topic));
                config.getOptionalValue(prefix + channel + ".dead-letter-queue.topic", String.class)
                        .ifPresent(dead -> wanted.put(
                                dead,
                                new NewTopic(dead, Optional.of(1), Optional.of(topics.replicationFactor()))
                                        .configs(Map.of(
                                                "retention.ms",
                                                Long.toString(
                                                        topics.keepDeadLetters().toMillis())))));
            }
        }
        return wanted;
    }

    private NewTopic topic(String name) {
        NewTopic topic = new NewTopic(name, Optional.of(topics.partitions()), Optional.of(topics.replicationFactor()));
        return name.equals(Topics.INVENTORY) ? topic.configs(Map.of("cleanup.policy", "compact")) : topic;
    }
}
