package org.ordertracking.notification.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.ordertracking.events.Channel;

/**
 * How many messages one address may get on a channel within a window of time that ends now.
 *
 * @param messages at least 1; a message counts from its first attempt on, whatever came of it, and once
 */
public record Cap(Channel channel, int messages, Duration window) {

    public Cap {
        if (messages < 1) {
            throw new IllegalArgumentException("a cap must allow at least 1 message, was " + messages);
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a cap's window must be longer than nothing, was " + window);
        }
    }

    /** When the window began. */
    public Instant since(Instant now) {
        return now.minus(window);
    }

    /** Whether another message may go after so many in the window. */
    public boolean allowsAfter(int begun) {
        return begun < messages;
    }

    /** Why a message was not sent, in words for a person. */
    public String reason() {
        return "not sent: the customer got " + messages + " messages by " + channel + " within " + inWords(window)
                + ", the most that notification.cap." + channel.name().toLowerCase(Locale.ROOT) + " allows";
    }

    private static String inWords(Duration window) {
        if (window.toHours() > 0 && window.equals(Duration.ofHours(window.toHours()))) {
            return window.toHours() + " h";
        }
        return window.toSeconds() + " s";
    }
}
