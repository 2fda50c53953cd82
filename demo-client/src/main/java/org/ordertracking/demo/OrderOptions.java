package org.ordertracking.demo;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param shop address of order-service
 * @param inbox address of notification-service, for a hint to people
 * @param email empty when the customer wants no mail
 * @param phone empty when the customer wants no SMS
 * @param timeout how long the order is followed at most
 */
record OrderOptions(
        URI shop,
        URI inbox,
        String sku,
        int quantity,
        Optional<String> email,
        Optional<String> phone,
        Duration timeout) {

    static final String USAGE = "usage: ./demo order [--sku SKU] [--quantity N] [--email ADDRESS] [--phone NUMBER]"
            + " [--timeout SECONDS]";

    static final Set<String> NAMES =
            Set.of("--shop", "--inbox", "--sku", "--quantity", "--email", "--phone", "--timeout");

    /** Reads the command line. Limits of an order are the shop's to check; here only what could not even be sent. */
    static OrderOptions parse(String... arguments) {
        return of(Options.parse(NAMES, arguments));
    }

    static OrderOptions of(Options options) {
        return new OrderOptions(
                options.address("--shop", "http://localhost:8080"),
                options.address("--inbox", "http://localhost:8083"),
                options.text("--sku", "MUG-BLUE"),
                options.wholeNumber("--quantity", 1),
                given(options.text("--email", "ada@example.org")),
                given(options.text("--phone", "+4915112345678")),
                options.seconds("--timeout", 120));
    }

    /** The same for another product. */
    OrderOptions of(String otherSku) {
        return new OrderOptions(shop, inbox, otherSku, quantity, email, phone, timeout);
    }

    private static Optional<String> given(String value) {
        return Optional.of(value).filter(text -> !text.isBlank());
    }
}
