package org.ordertracking.order.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether orders are screened before goods are reserved for them; how, says {@code screening}. */
@ConfigMapping(prefix = "shop.fraud")
public interface FraudConfig {

    /** Whether orders are screened. When not, each is cleared as it is placed. */
    @WithDefault("true")
    boolean enabled();
}
