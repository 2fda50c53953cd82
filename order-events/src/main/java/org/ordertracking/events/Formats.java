package org.ordertracking.events;

/**
 * Formats and limits of the values in events. They are compile-time constants so that the edges of a service can refuse
 * the same input with the same rule, for example {@code @Pattern(regexp = Formats.PHONE)} on a request.
 *
 * <p>The limits keep the largest event far below the 1 MiB that a Kafka broker accepts by default.
 */
public final class Formats {

    /** Ids of orders, notifications, shipments: safe in URLs and headers; a UUID fits. */
    public static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** A stock keeping unit, for example {@code MUG-BLUE}. */
    public static final String SKU = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** A currency, ISO 4217, for example {@code EUR}. */
    public static final String CURRENCY = "[A-Z]{3}";

    /** A country, ISO 3166-1 alpha-2, for example {@code DE}. */
    public static final String COUNTRY = "[A-Z]{2}";

    /** A phone number in E.164, for example {@code +4915112345678}. */
    public static final String PHONE = "\\+[1-9][0-9]{1,14}";

    /** A mail address, as far as a pattern can tell; only a delivered mail proves one. */
    public static final String EMAIL = "[^@\\s]{1,64}@[^@\\s]{1,189}";

    /** A language, ISO 639-1, for example {@code en}. */
    public static final String LANGUAGE = "[a-z]{2}";

    /** Characters of a name, a line of an address, a carrier. */
    public static final int MAX_NAME = 200;

    /** Characters of a reason or an explanation. */
    public static final int MAX_TEXT = 1000;

    /** Characters of a postal code. */
    public static final int MAX_POSTAL_CODE = 16;

    /** Lines of an order. */
    public static final int MAX_LINES = 100;

    /** Pieces of one article in an order. */
    public static final int MAX_QUANTITY = 10_000;

    /** Ways by which a customer wants to hear. */
    public static final int MAX_CHANNELS = 2;

    /** Kilometres per hour of a vehicle. */
    public static final int MAX_SPEED = 300;

    /** The largest amount of money: {@code 999999999.99}. */
    public static final String MAX_AMOUNT = "999999999.99";

    private Formats() {}
}
