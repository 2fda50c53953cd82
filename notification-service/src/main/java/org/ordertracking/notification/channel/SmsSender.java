package org.ordertracking.notification.channel;

import org.ordertracking.notification.domain.SendOutcome;

/** Hands text messages over to whatever delivers them. Safe for use by many threads. */
public interface SmsSender {

    /**
     * Hands over one text message and waits for the answer, for a bounded time.
     *
     * @return what came of it; failures of the provider and the way to it are outcomes, not exceptions
     */
    SendOutcome send(Sms sms);

    /** Whether text messages leave the house. Those that do not bother nobody, so no cap applies to them. */
    default boolean reachesCustomers() {
        return true;
    }

    /**
     * A text message.
     *
     * @param idempotencyKey the same when a message has to be sent again, so that a provider can drop the repeat
     * @param to phone number in E.164
     */
    record Sms(String idempotencyKey, String to, String text) {}
}
