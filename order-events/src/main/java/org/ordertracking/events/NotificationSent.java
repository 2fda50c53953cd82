package org.ordertracking.events;

import java.time.Instant;

/**
 * A customer was told something.
 *
 * @param orderId see {@link Formats#ID}
 * @param notificationId see {@link Formats#ID}
 * @param about name of the event that the customer was told of, at most {@link Formats#MAX_NAME} characters
 * @param recipient masked mail address or phone number: enough to recognise, too little to use
 */
public record NotificationSent(
        String orderId, String notificationId, Channel channel, String about, String recipient, Instant sentAt)
        implements NotificationEvent {

    public NotificationSent {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.matching("notificationId", notificationId, Patterns.ID);
        Require.present("channel", channel);
        Require.text("about", about, Formats.MAX_NAME);
        Require.text("recipient", recipient, Formats.MAX_NAME);
        Require.present("sentAt", sentAt);
    }
}
