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
import org.apache.kafka.clients.admin.NewTopic;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;

/**
 * Sees to it that the topics of a service exist, in the background, from the moment the broker is there. Neither start nor
 * readiness wait for it; only writing does, because a broker that creates topics by itself would give them the wrong
 * settings.
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
        Map<String, TopicCreator.Answer> answers = creator.create(missing);
        missing.removeIf(topic -> isThere(topic, answers.get(topic.name())));
        if (missing.isEmpty()) {
            outage.recovered();
            return Duration.ZERO;
        }
        return backoff.after(outage.failed(answers.get(missing.get(0).name()).failure()));
    }

    private boolean isThere(NewTopic topic, TopicCreator.Answer answer) {
        if (!answer.isThere()) {
            return false;
        }
        if (answer.isNew()) {
            LOG.infof("Created topic %s with %d partitions %s", topic.name(), topic.numPartitions(), topic.configs());
        }
        there.add(topic.name());
        ready.fire(new TopicReady(topic.name()));
        return true;
    }
}
