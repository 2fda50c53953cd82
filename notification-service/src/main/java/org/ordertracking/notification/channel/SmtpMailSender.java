package org.ordertracking.notification.channel;

import io.quarkus.mailer.Mailer;
import io.vertx.ext.mail.SMTPException;
import org.ordertracking.notification.domain.SendOutcome;

/** Sends mails through an SMTP server; how to reach and log in to it is the mailer's configuration. */
final class SmtpMailSender implements MailSender {

    private final Mailer mailer;
    private final String from;
    private final String server;

    /**
     * @param from sender's address; its domain completes the Message-ID
     * @param server the server's name for messages to people
     */
    SmtpMailSender(Mailer mailer, String from, String server) {
        this.mailer = mailer;
        this.from = from;
        this.server = server;
    }

    @Override
    public SendOutcome send(Mail mail) {
        String messageId = "<" + mail.messageId() + from.substring(from.lastIndexOf('@')) + ">";
        try {
            mailer.send(io.quarkus.mailer.Mail.withText(mail.to(), mail.subject(), mail.text())
                    .setFrom(from)
                    .addHeader("Message-ID", messageId)
                    // RFC 3834: keeps holiday replies and the like from answering a machine.
                    .addHeader("Auto-Submitted", "auto-generated"));
            return new SendOutcome.Accepted(server, "Message-ID " + messageId);
        } catch (IllegalArgumentException e) {
            // What the mailer itself refuses before it talks to any server.
            return new SendOutcome.Refused("no mail address that can be written to: " + e.getMessage());
        } catch (RuntimeException e) {
            return failure(e);
        }
    }

    private SendOutcome failure(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException smtp) {
                String reason = server + " answered: " + smtp.getReplyMessage();
                return isAboutThisMail(smtp) ? new SendOutcome.Refused(reason) : new SendOutcome.Unavailable(reason);
            }
        }
        return new SendOutcome.Unavailable(server + ": " + innermost(failure));
    }

    /** Of the permanent replies, 53x (RFC 4954) are about our login: not the mail's fault, and mended by an operator. */
    private static boolean isAboutThisMail(SMTPException failure) {
        return failure.isPermanent() && failure.getReplyCode() / 10 != 53;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
