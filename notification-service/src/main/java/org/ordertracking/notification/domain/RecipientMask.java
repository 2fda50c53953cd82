package org.ordertracking.notification.domain;

import org.ordertracking.events.Channel;

/**
 * Makes an address recognisable to who knows it and useless to who does not: events are read by everyone on the log and
 * kept for long.
 */
public final class RecipientMask {

    private static final String HIDDEN = "***";
    private static final int SHOWN_OF_PHONE = 3;

    private RecipientMask() {}

    /** For example {@code j***@example.org} and {@code +49***678}. */
    public static String mask(Channel channel, String recipient) {
        return switch (channel) {
            case MAIL -> recipient.charAt(0) + HIDDEN + recipient.substring(recipient.lastIndexOf('@'));
            case SMS -> phone(recipient);
        };
    }

    private static String phone(String number) {
        // Of a short number both ends together would be all of it.
        return number.length() <= 2 * SHOWN_OF_PHONE + 2
                ? number.substring(0, 2) + HIDDEN
                : number.substring(0, SHOWN_OF_PHONE) + HIDDEN + number.substring(number.length() - SHOWN_OF_PHONE);
    }
}
