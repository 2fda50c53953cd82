package org.ordertracking.logistics.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which the customer may expect a parcel.
 *
 * @param start earliest arrival
 * @param end latest arrival, after {@code start}
 */
public record Slot(Instant start, Instant end) {

    public Slot {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a slot must end after it starts, was %s to %s".formatted(start, end));
        }
    }

    /**
     * The slot that holds a moment. Slots follow each other without a gap, counted from 1970-01-01T00:00Z, so that with two
     * hours they begin at every even hour of UTC.
     *
     * @param length at least a second
     */
    public static Slot holding(Instant moment, Duration length) {
        long seconds = length.toSeconds();
        Instant start = Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
        return new Slot(start, start.plusSeconds(seconds));
    }
}
