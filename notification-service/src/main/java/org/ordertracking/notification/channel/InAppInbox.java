package org.ordertracking.notification.channel;

import org.ordertracking.notification.domain.SendOutcome;

/**
 * The channel that needs no provider: messages can be read through this service's API and go nowhere else, which every
 * one of them says. What is shown there is the notification itself, so handing over and recording are one transaction
 * and nothing can arrive twice.
 */
public final class InAppInbox implements MailSender, SmsSender {

    /** What notifications that stayed here say they went by. */
    public static final String NAME = "in-app inbox";

    private final String remark;

    private InAppInbox(String missing) {
        this.remark = "not sent to the outside: " + missing;
    }

    /** The inbox in the place of a mail server. */
    public static MailSender insteadOfMail() {
        return new InAppInbox("no SMTP server configured (notification.mail.smtp.host)");
    }

    /** The inbox in the place of an SMS provider. */
    public static SmsSender insteadOfSms() {
        return new InAppInbox("no SMS provider configured (notification.sms.twilio.account-sid)");
    }

    @Override
    public SendOutcome send(Mail mail) {
        return new SendOutcome.Accepted(NAME, remark);
    }

    @Override
    public boolean reachesCustomers() {
        return false;
    }

    @Override
    public SendOutcome send(Sms sms) {
        return new SendOutcome.Accepted(NAME, remark);
    }
}
