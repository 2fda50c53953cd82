package org.ordertracking.order.controlroom;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the control room looks on. */
@ConfigMapping(prefix = "control-room")
public interface ControlRoomConfig {

    /** Pages that look on at the same time; further ones are refused with 503. They share one sample. */
    @WithDefault("20")
    @Min(1)
    int maxFollowers();

    /** A page's stream is closed after this time; browsers open it again by themselves. */
    @WithDefault("30m")
    Duration longest();

    /** How often the flow is looked at while somebody looks on, and never otherwise. Whole seconds; {@code off} for never. */
    @WithDefault("1s")
    String lookEvery();

    /** A service that takes longer than this to say that it is well counts as slow. */
    @WithDefault("400ms")
    Duration slowAfter();

    /** How long the broker has for each look. */
    @WithDefault("1.5s")
    Duration brokerTimeout();

    /** The client of the broker is closed when nobody looked on for so long. */
    @WithDefault("30s")
    Duration idleAfter();

    Load load();

    /** Orders that the page places. */
    interface Load {

        /** The upper end of the slider, orders per second. */
        @WithDefault("50")
        @Min(1)
        @Max(500)
        int most();

        /** Load stops by itself after this time. */
        @WithDefault("10m")
        Duration longest();

        /** Load stops when nobody looked on for so long. */
        @WithDefault("15s")
        Duration unwatched();
    }
}
