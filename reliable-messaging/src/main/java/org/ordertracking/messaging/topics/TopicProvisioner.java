package org.ordertracking.messaging.topics;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;
import org.ordertracking.messaging.topics.TopicCreator.Answer;

/**
 * Sees to it that the topics of a service exist, in the background, from the moment the broker is there. Neither start nor
 * readiness wait for it; only writing does, because a broker that creates topics by itself would give them the wrong
 * settings. A topic that is there is left as it is, whatever its partitions and configs, and a user who may not create
 * topics can do without the right once they are.
 *
 * <pre>
 *   NEW --start--> ASKING --every topic is there--> DONE
 *                   |  ^
 *                   '--' some are not: pause, growing
 * </pre>
 */
@Singleton
public class TopicProvisioner {

    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);

    private final TopicsConfig config;
    private final TopicCreator creator;
    private final Event<TopicReady> ready;
    private final List<NewTopic> missing;
    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private final Backoff backoff;
    private final Outage outage = new Outage(LOG, "Topics cannot be created", "All topics are there", System::nanoTime);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean askedForHelp;

    TopicProvisioner(TopicsConfig config, TopicPlan plan, TopicCreator creator, Event<TopicReady> ready) {
        this.config = config;
        this.creator = creator;
        this.ready = ready;
        this.missing = new ArrayList<>(plan.topics());
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
    }

    void start(@Observes StartupEvent started) {
        if (config.provision() && !missing.isEmpty()) {
            Thread thread = new Thread(this::run, "topic-provisioner");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping.countDown();
    }

    /** Whether a topic may be written to: it is known to exist, or it is not this process that looks after topics. */
    public boolean isReady(String topic) {
        return !config.provision() || there.contains(topic);
    }

    private void run() {
        try {
            while (!missing.isEmpty() && !stopping.await(createMissing().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debugf("%d topics are still missing", missing.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once, and tells how long to wait before asking again. */
    private Duration createMissing() throws InterruptedException {
        Map<String, Answer> answers = creator.create(missing);
        missing.removeIf(topic -> isThere(topic, answers.get(topic.name())));
        if (missing.isEmpty()) {
            outage.recovered();
            return Duration.ZERO;
        }
        Throwable failure = ((Answer.Missing) answers.get(missing.get(0).name())).failure();
        Duration pause = backoff.after(outage.failed(failure));
        if (failure instanceof AuthorizationException && !askedForHelp) {
            askedForHelp = true;
            LOG.warnf(
                    "This service's user may not create topics. Somebody who may has to create these, and the service"
                            + " goes on by itself: %s",
                    missing.stream().map(TopicProvisioner::describe).collect(Collectors.joining("; ")));
        }
        return pause;
    }

    private boolean isThere(NewTopic topic, Answer answer) {
        if (answer instanceof Answer.Missing) {
            return false;
        }
        if (answer instanceof Answer.Created) {
            LOG.infof("Created topic %s", describe(topic));
        } else if (answer instanceof Answer.Existed existed && existed.partitions() != topic.numPartitions()) {
            LOG.infof(
                    "Topic %s has %d partitions, where a new one would get %d; it stays as it is",
                    topic.name(), existed.partitions(), topic.numPartitions());
        }
        there.add(topic.name());
        ready.fire(new TopicReady(topic.name()));
        return true;
    }

    private static String describe(NewTopic topic) {
        return "%s with %d partitions %s"
                .formatted(topic.name(), topic.numPartitions(), topic.configs() == null ? Map.of() : topic.configs());
    }
}
