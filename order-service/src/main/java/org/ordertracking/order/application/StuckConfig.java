package org.ordertracking.order.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.ordertracking.order.domain.NextStep;

/** How long an order may wait for each step before it counts as stuck. */
@ConfigMapping(prefix = "shop.stuck-after")
public interface StuckConfig {

    /** For the verdict of screening. */
    @WithDefault("15M")
    Duration screening();

    /** For the warehouse to keep goods back, or to refuse. */
    @WithDefault("15M")
    Duration stock();

    /** For logistics to plan the delivery. */
    @WithDefault("15M")
    Duration deliveryPlan();

    /** For the parcel to leave. With the defaults of {@code logistics.pace} it leaves after a day. */
    @WithDefault("2D")
    Duration departure();

    /** For the parcel to arrive. */
    @WithDefault("3D")
    Duration arrival();

    /** How often is looked for them, as the scheduler reads it; {@code off} for never. */
    @WithDefault("1m")
    String lookEvery();

    /** Orders that one look marks of each step at most; the next look goes on. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int batch();

    /** How long an order may wait for a step. */
    default Duration limitOf(NextStep step) {
        return switch (step) {
            case SCREENING -> screening();
            case STOCK -> stock();
            case DELIVERY_PLAN -> deliveryPlan();
            case DEPARTURE -> departure();
            case ARRIVAL -> arrival();
        };
    }
}
