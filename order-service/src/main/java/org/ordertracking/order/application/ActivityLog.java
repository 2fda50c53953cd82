package org.ordertracking.order.application;

import org.ordertracking.events.ProductViewed;

/** Where the shop notes what its visitors look at. */
public interface ActivityLog {

    /**
     * Notes it, and returns at once. It may be lost: when the process ends before it is sent, or when too much waits to be sent
     * already. No order ever waits for it.
     */
    void note(ProductViewed view);
}
