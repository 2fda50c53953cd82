package org.ordertracking.events;

/**
 * Where goods go.
 *
 * @param street street and number, at most {@link Formats#MAX_NAME} characters
 * @param postalCode at most {@link Formats#MAX_POSTAL_CODE} characters
 * @param city at most {@link Formats#MAX_NAME} characters
 * @param country ISO 3166-1 alpha-2, for example {@code DE}
 */
public record Address(String street, String postalCode, String city, String country) {

    public Address {
        Require.text("street", street, Formats.MAX_NAME);
        Require.text("postalCode", postalCode, Formats.MAX_POSTAL_CODE);
        Require.text("city", city, Formats.MAX_NAME);
        Require.matching("country", country, Patterns.COUNTRY);
    }
}
