package org.ordertracking.order.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether and how orders are screened before goods are reserved for them. */
@ConfigMapping(prefix = "shop.fraud")
public interface FraudConfig {

    /** Whether orders are screened. When not, each is cleared as it is placed. */
    @WithDefault("false")
    boolean enabled();
}
