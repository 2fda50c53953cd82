package org.ordertracking.logistics.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How deliveries are followed live. */
@ConfigMapping(prefix = "logistics.stream")
public interface StreamConfig {

    /** Streams that are open at the same time; further ones are refused with 503 until one ends. */
    @WithDefault("200")
    @Min(1)
    int maxFollowers();

    /** How often a parcel's position is told at most. What a vehicle says in between is passed over. */
    @WithDefault("1s")
    @DurationMin(millis = 50)
    Duration positionEvery();

    /** How often the database is asked when this instance heard nothing of a delivery: another instance may have. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    Duration lookAgainEvery();

    /**
     * A stream is closed after this time, wherever the parcel is; browsers come back by themselves. So no place is kept for ever
     * by a connection whose end nobody noticed.
     */
    @WithDefault("15m")
    @DurationMin(seconds = 1)
    Duration longest();

    /** A comment is sent after this much silence, so that no proxy takes the connection for dead. */
    @WithDefault("15s")
    @DurationMin(seconds = 1)
    Duration heartbeatAfter();
}
