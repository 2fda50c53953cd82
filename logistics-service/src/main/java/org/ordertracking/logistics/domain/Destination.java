package org.ordertracking.logistics.domain;

import java.util.Objects;

/**
 * Where a parcel goes.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record Destination(String street, String postalCode, String city, String country) {

    public Destination {
        Objects.requireNonNull(street, "street");
        Objects.requireNonNull(postalCode, "postalCode");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(country, "country");
    }
}
