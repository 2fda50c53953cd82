package org.ordertracking.events;

/**
 * Who ordered, and how to reach them. At least one of mail and phone is known.
 *
 * @param name at most {@link Formats#MAX_NAME} characters
 * @param email see {@link Formats#EMAIL}; null when the customer wants no mail
 * @param phone E.164, see {@link Formats#PHONE}; null when the customer wants no SMS
 */
public record Customer(String name, String email, String phone) {

    public Customer {
        Require.text("name", name, Formats.MAX_NAME);
        Require.matchingOrNull("email", email, Patterns.EMAIL);
        Require.matchingOrNull("phone", phone, Patterns.PHONE);
        if (email == null && phone == null) {
            throw new IllegalArgumentException("email or phone must be given, both are missing");
        }
    }
}
