package org.ordertracking.logistics.stream;

import java.time.Instant;
import java.util.Optional;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.fleet.Position;

/** Something to tell to one who follows a delivery. */
public sealed interface Word {

    /** The delivery came to another state; the first word too. */
    record State(Delivery delivery, Optional<Position> position, Optional<Instant> arrival) implements Word {}

    /** The parcel is somewhere else. */
    record Moved(Position position) implements Word {}

    /** The parcel is expected at another time. */
    record Arrival(Instant estimated) implements Word {}

    /** The parcel is where it goes, or stays where it is: nothing more is to come. The last word. */
    record End(Delivery delivery) implements Word {}

    /** Nothing new, but the line is alive. */
    record Heartbeat() implements Word {}
}
