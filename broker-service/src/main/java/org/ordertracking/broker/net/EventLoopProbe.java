package org.ordertracking.broker.net;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Measures how late an event loop comes to what is due: a timer that asks ten times a second. What a loop does for too long, or
 * the machine has no time for, shows here before clients feel it.
 */
final class EventLoopProbe {
    static final long EVERY_MILLIS = 100;

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1),
                Duration.ofSeconds(5)
    };

    private final Vertx vertx;
    private final Timer delay;

    EventLoopProbe(Vertx vertx, MeterRegistry registry) {
        this.vertx = vertx;
        this.delay = Timer.builder("broker.event.loop.delay")
                .description("How much later than asked for a timer ran on an event loop of the listener")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Watches the event loop of the verticle that calls, until that is undeployed. */
    void watch() {
        ask(System.nanoTime());
    }

    private void ask(long now) {
        long due = now + TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
        vertx.setTimer(EVERY_MILLIS, timer -> {
            long ran = System.nanoTime();
            delay.record(Math.max(0, ran - due), TimeUnit.NANOSECONDS);
            ask(ran);
        });
    }
}
