package org.ordertracking.order.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.ordertracking.events.Formats;

/** How the shop takes orders. */
@ConfigMapping(prefix = "shop")
public interface ShopConfig {

    /** The currency of all prices, ISO 4217. */
    @WithDefault("EUR")
    @Pattern(regexp = Formats.CURRENCY)
    String currency();

    /** How long an {@code Idempotency-Key} is remembered. A request sent again later makes a second order. */
    @WithDefault("P7D")
    Duration idempotencyKeyRetention();
}
