package org.ordertracking.messaging.events;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.ordertracking.events.EventCodec;

/** The contract's codec, and the clock that events are stamped with; a service or a test may bring its own clock. */
@Singleton
public class EventCodecProducer {

    @Produces
    @Singleton
    EventCodec codec() {
        return new EventCodec();
    }

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
