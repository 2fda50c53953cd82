package org.ordertracking.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.ordertracking.events.Channel;
import org.ordertracking.notification.channel.MailSender;
import org.ordertracking.notification.channel.SmsSender;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.SendOutcome;

/** Hands a notification to the sender of its channel, with an id by which a repeat can be told from news. */
@ApplicationScoped
public class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final MailSender mailSender;
    private final SmsSender smsSender;

    Gateway(MailSender mailSender, SmsSender smsSender) {
        this.mailSender = mailSender;
        this.smsSender = smsSender;
    }

    /** Whether messages of a channel leave the house. */
    boolean reachesCustomers(Channel channel) {
        return switch (channel) {
            case MAIL -> mailSender.reachesCustomers();
            case SMS -> smsSender.reachesCustomers();
        };
    }

    /** Sends once and waits for the outcome; never throws. */
    public SendOutcome send(Notification notification) {
        String id = notification.id().toString();
        String recipient = notification.recipient();
        String text = notification.message().text();
        try {
            return switch (notification.channel()) {
                case MAIL ->
                    mailSender.send(new MailSender.Mail(
                            id, recipient, notification.message().subject(), text));
                case SMS -> smsSender.send(new SmsSender.Sms(id, recipient, text));
            };
        } catch (RuntimeException e) {
            // Senders answer with outcomes. What they did not foresee must not end the courier, nor lose the message.
            LOG.errorf(e, "Sending notification %s by %s failed unexpectedly", id, notification.channel());
            return new SendOutcome.Unavailable("unexpected: " + e);
        }
    }
}
