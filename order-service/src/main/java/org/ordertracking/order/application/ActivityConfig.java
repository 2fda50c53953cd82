package org.ordertracking.order.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What the shop notes of its visitors. */
@ConfigMapping(prefix = "shop.activity")
public interface ActivityConfig {

    /** Product views that are being sent, at most; more are dropped. One takes less than a kilobyte. */
    @WithDefault("1000")
    @Min(1)
    int maxOnTheirWay();
}
