package org.ordertracking.logistics.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Table {@code fleet_lease}: which process may drive the fleet, and until when. */
@ApplicationScoped
public class FleetLeases {

    private static final String FLEET = "fleet";

    private final Jdbi jdbi;

    FleetLeases(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Takes the lease, or keeps it.
     *
     * @param holder who asks, the same name each time
     * @return whether the holder has it now; not if somebody else's has not run out yet
     */
    public boolean acquire(String holder, Instant now, Instant until) {
        return jdbi.withHandle(
                        handle -> handle.createUpdate("UPDATE fleet_lease SET holder = :holder, expires_at = :until "
                                        + "WHERE name = :name AND (holder = :holder OR expires_at <= :now)")
                                .bind("name", FLEET)
                                .bind("holder", holder)
                                .bind("now", now)
                                .bind("until", until)
                                .execute())
                == 1;
    }

    /** Gives the lease up, if this holder has it, so that the next one need not wait until it runs out. */
    public void release(String holder, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE fleet_lease SET expires_at = :now WHERE name = :name AND holder = :holder")
                .bind("name", FLEET)
                .bind("holder", holder)
                .bind("now", now)
                .execute());
    }
}
