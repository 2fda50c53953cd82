package org.ordertracking.events;

import java.util.List;

/**
 * Who ordered, and how to reach them. At least one of mail and phone is known.
 *
 * @param name at most {@link Formats#MAX_NAME} characters
 * @param email see {@link Formats#EMAIL}; null when the customer wants no mail
 * @param phone E.164, see {@link Formats#PHONE}; null when the customer wants no SMS
 * @param language in which the customer wants to be written to, see {@link Formats#LANGUAGE}; null when not asked
 * @param channels by which ways the customer wants to hear, 1 to {@link Formats#MAX_CHANNELS}; null means each whose address
 *     is known
 */
public record Customer(String name, String email, String phone, String language, List<Channel> channels) {

    public Customer {
        Require.text("name", name, Formats.MAX_NAME);
        Require.matchingOrNull("email", email, Patterns.EMAIL);
        Require.matchingOrNull("phone", phone, Patterns.PHONE);
        if (email == null && phone == null) {
            throw new IllegalArgumentException("email or phone must be given, both are missing");
        }
        Require.matchingOrNull("language", language, Patterns.LANGUAGE);
        channels = channels == null ? null : Require.listOf("channels", channels, 1, Formats.MAX_CHANNELS);
    }

    /** A customer who was not asked for language and channels. */
    public Customer(String name, String email, String phone) {
        this(name, email, phone, null, null);
    }
}
