package org.ordertracking.events;

import java.time.Instant;

/**
 * A visitor looked at a product.
 *
 * @param visitorId who looked, without a name; see {@link Formats#ID}
 * @param sku see {@link Formats#SKU}
 */
public record ProductViewed(String visitorId, String sku, Instant viewedAt) implements ActivityEvent {

    public ProductViewed {
        Require.matching("visitorId", visitorId, Patterns.ID);
        Require.matching("sku", sku, Patterns.SKU);
        Require.present("viewedAt", viewedAt);
    }
}
