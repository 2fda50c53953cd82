package org.ordertracking.notification.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.ordertracking.events.Channel;

/**
 * One message to one customer on one channel, because of one event. Its states are those of {@link Progress}.
 *
 * @param id follows from event and channel, see {@link #idFor}; also what providers get to tell a repeat from news
 * @param eventId id of the event that the customer is told of
 * @param recipient mail address or phone number
 */
public record Notification(
        UUID id,
        String eventId,
        String orderId,
        Occasion occasion,
        Channel channel,
        String recipient,
        Message message,
        Instant createdAt,
        Progress progress) {

    /** A notification that is due at once. */
    public static Notification planned(
            String eventId,
            String orderId,
            Occasion occasion,
            Channel channel,
            String recipient,
            Message message,
            Instant now) {
        return new Notification(
                idFor(eventId, channel),
                eventId,
                orderId,
                occasion,
                channel,
                recipient,
                message,
                now,
                Progress.Pending.planned(now));
    }

    /**
     * The same event and channel always give the same id, on any instance and in any replay, so that a notification
     * cannot exist twice.
     */
    public static UUID idFor(String eventId, Channel channel) {
        return UUID.nameUUIDFromBytes((eventId + "/" + channel).getBytes(UTF_8));
    }

    /** The recipient as events and logs may show it. */
    public String maskedRecipient() {
        return RecipientMask.mask(channel, recipient);
    }

    /** An attempt to send begins, see {@link Progress.Pending#attempt}. */
    public Notification attempt(Instant now, Duration lease) {
        return with(pending().attempt(now, lease));
    }

    /** The attempt that is under way had this outcome, see {@link Progress.Pending#after}. */
    public Notification after(SendOutcome outcome, Instant now, RetryPolicy policy) {
        Progress.Pending pending = pending();
        return with(pending.after(outcome, now, policy, policy.pauseAfter(pending.attempts(), id)));
    }

    /** Not sent, because the customer was told enough, see {@link Progress.Pending#capped}. */
    public Notification capped(String reason, Instant now) {
        return with(pending().capped(reason, now));
    }

    /** Given up without knowing the last outcome, see {@link Progress.Pending#abandoned}. */
    public Notification abandoned(Instant now) {
        return with(pending().abandoned(now));
    }

    private Progress.Pending pending() {
        if (progress instanceof Progress.Pending pending) {
            return pending;
        }
        throw new IllegalStateException("notification " + id + " is " + progress.state() + ", which is final");
    }

    private Notification with(Progress next) {
        return new Notification(id, eventId, orderId, occasion, channel, recipient, message, createdAt, next);
    }
}
