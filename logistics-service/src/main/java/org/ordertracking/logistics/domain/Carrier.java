package org.ordertracking.logistics.domain;

import java.util.Objects;

/**
 * Who carries parcels.
 *
 * @param service two capital letters that begin the carrier's tracking numbers
 */
public record Carrier(String name, String service) {

    public Carrier {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(service, "service");
    }
}
