package org.ordertracking.order.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the pages lead to beside their own service. Browsers follow these addresses, so they are those that customers reach. */
@ConfigMapping(prefix = "shop.links")
public interface LinksConfig {

    /** The broker's pages. */
    @WithDefault("http://localhost:8090/")
    String brokerConsole();

    /** The address of a trace, with {@code {traceId}} where its id goes. Without it, pages show ids without links. */
    Optional<String> trace();
}
