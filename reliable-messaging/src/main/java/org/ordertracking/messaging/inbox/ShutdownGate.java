package org.ordertracking.messaging.inbox;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a receiver that waits to try again go, when the process stops, without telling a lie.
 *
 * <p>To return would acknowledge an event that was not applied, to throw would make it a dead letter. So the receiver
 * waits until the channels are closed: then neither has an effect, the offset stays uncommitted, and the event comes
 * again after the next start.
 */
@Singleton
public class ShutdownGate {

    /** The connector closes its channels at priority 50 of the same event. */
    private static final int AFTER_THE_CHANNELS = 5_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch channelsClosed = new CountDownLatch(1);

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    public void channelsAreClosed(
            @Observes @Priority(AFTER_THE_CHANNELS) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        stopping.countDown();
        channelsClosed.countDown();
    }

    /** Whether the process has begun to stop. */
    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Waits this long, or until the process begins to stop; true in the second case. */
    public boolean pause(Duration pause) throws InterruptedException {
        return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until nothing that a receiver does reaches the log any more. */
    public void awaitChannelsClosed() throws InterruptedException {
        channelsClosed.await(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
    }
}
