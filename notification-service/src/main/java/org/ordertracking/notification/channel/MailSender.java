package org.ordertracking.notification.channel;

import org.ordertracking.notification.domain.SendOutcome;

/** Hands mails over to whatever delivers them. Safe for use by many threads. */
public interface MailSender {

    /**
     * Hands over one mail and waits for the answer, for a bounded time.
     *
     * @return what came of it; failures of the provider and the way to it are outcomes, not exceptions
     */
    SendOutcome send(Mail mail);

    /** Whether mails leave the house. Those that do not bother nobody, so no cap applies to them. */
    default boolean reachesCustomers() {
        return true;
    }

    /**
     * A mail.
     *
     * @param messageId unique part of the {@code Message-ID}; the same when a mail has to be sent again, so that mail
     *     systems can drop the repeat
     */
    record Mail(String messageId, String to, String subject, String text) {}
}
