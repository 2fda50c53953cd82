package org.ordertracking.notification.channel;

import io.quarkus.mailer.Mailer;
import io.vertx.ext.mail.SMTPException;
import java.util.List;
import org.ordertracking.notification.domain.SendOutcome;

/** Sends mails through an SMTP server; how to reach and log in to it is the mailer's configuration. */
final class SmtpMailSender implements MailSender {

    private static final int TOO_LARGE = 552;

    /** How the mail client begins what it says of replies to EHLO, AUTH and MAIL FROM; the reply follows. */
    private static final List<String> ABOUT_US =
            List.of("got error response", "HELO failed", "AUTH ", "sender address not accepted");

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

    /**
     * Of the permanent replies, only those to the recipient and to what is sent are about this mail. A greeting that sends us
     * away, a refused login and a sender that may not write here would meet every mail, and are mended by an operator; 53x
     * (RFC 4954) is about the login wherever it comes. A mail's size is told with the sender, and 552 is about that.
     */
    private static boolean isAboutThisMail(SMTPException failure) {
        int code = failure.getReplyCode();
        boolean aboutUs =
                code / 10 == 53 || code != TOO_LARGE && ABOUT_US.stream().anyMatch(failure.getMessage()::startsWith);
        return failure.isPermanent() && !aboutUs;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
