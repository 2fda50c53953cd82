package org.ordertracking.events;

import java.time.Instant;

/**
 * A customer could not be told something, and it is given up.
 *
 * @param orderId see {@link Formats#ID}
 * @param notificationId see {@link Formats#ID}
 * @param about name of the event that the customer was told of, at most {@link Formats#MAX_NAME} characters
 * @param recipient masked mail address or phone number: enough to recognise, too little to use
 * @param reason in words for a person, at most {@link Formats#MAX_TEXT} characters
 */
public record NotificationFailed(
        String orderId,
        String notificationId,
        Channel channel,
        String about,
        String recipient,
        String reason,
        Instant failedAt)
        implements NotificationEvent {

    public NotificationFailed {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.matching("notificationId", notificationId, Patterns.ID);
        Require.present("channel", channel);
        Require.text("about", about, Formats.MAX_NAME);
        Require.text("recipient", recipient, Formats.MAX_NAME);
        Require.text("reason", reason, Formats.MAX_TEXT);
        Require.present("failedAt", failedAt);
    }
}
