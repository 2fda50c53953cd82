package org.ordertracking.demo;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

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

    /** Reads the command line. Limits of an order are the shop's to check; here only what could not even be sent. */
    static OrderOptions parse(String... arguments) {
        URI shop = URI.create("http://localhost:8080");
        URI inbox = URI.create("http://localhost:8083");
        String sku = "MUG-BLUE";
        int quantity = 1;
        String email = "ada@example.org";
        String phone = "+4915112345678";
        Duration timeout = Duration.ofMinutes(2);
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (i + 1 == arguments.length) {
                throw new UsageException(name.startsWith("--") ? name + " needs a value" : "what is \"" + name + "\"?");
            }
            String value = arguments[i + 1];
            switch (name) {
                case "--shop" -> shop = URI.create(value);
                case "--inbox" -> inbox = URI.create(value);
                case "--sku" -> sku = value;
                case "--quantity" -> quantity = wholeNumber(name, value);
                case "--email" -> email = value;
                case "--phone" -> phone = value;
                case "--timeout" -> timeout = Duration.ofSeconds(wholeNumber(name, value));
                default -> throw new UsageException("what is \"" + name + "\"?");
            }
        }
        return new OrderOptions(shop, inbox, sku, quantity, given(email), given(phone), timeout);
    }

    private static Optional<String> given(String value) {
        return Optional.of(value).filter(text -> !text.isBlank());
    }

    private static int wholeNumber(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " must be a whole number, was \"" + value + "\"");
        }
    }

    /** The command line cannot be understood. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
