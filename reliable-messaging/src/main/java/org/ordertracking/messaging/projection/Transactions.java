package org.ordertracking.messaging.projection;

import java.util.function.Supplier;

/** How something is done as one transaction of the service's database. */
@FunctionalInterface
interface Transactions {

    /** Does it, and returns when it is committed. */
    <T> T call(Supplier<T> work);

    /** Does it, and returns when it is committed. */
    default void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }
}
