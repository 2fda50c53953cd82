package org.ordertracking.notification.channel;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quarkus.mailer.Mailer;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.ordertracking.notification.config.NotificationConfig;

/** Decides at start, by what is configured, who delivers mails and who delivers text messages. */
final class Channels {

    private static final Logger LOG = Logger.getLogger(Channels.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private Channels() {}

    @Startup
    @Produces
    @Singleton
    static MailSender mailSender(NotificationConfig config, Mailer mailer) {
        return config.mail()
                .smtp()
                .map(smtp -> {
                    String server = smtp.host() + ":" + smtp.port();
                    LOG.infof("Mails are sent through the SMTP server %s", server);
                    return (MailSender) new SmtpMailSender(mailer, config.mail().from(), server);
                })
                .orElseGet(() -> {
                    LOG.info("Mails stay in the in-app inbox; set notification.mail.smtp.host to send them");
                    return InAppInbox.insteadOfMail();
                });
    }

    @Startup
    @Produces
    @Singleton
    static SmsSender smsSender(NotificationConfig config) {
        return config.sms()
                .twilio()
                .map(account -> {
                    LOG.infof("Text messages are sent through %s", account.url());
                    TwilioApi api = QuarkusRestClientBuilder.newBuilder()
                            .baseUri(account.url())
                            .connectTimeout(CONNECT_TIMEOUT.toMillis(), MILLISECONDS)
                            .readTimeout(config.sending().timeout().toMillis(), MILLISECONDS)
                            .build(TwilioApi.class);
                    return (SmsSender) new TwilioSmsSender(api, account);
                })
                .orElseGet(() -> {
                    LOG.info("Text messages stay in the in-app inbox; set notification.sms.twilio.* to send them");
                    return InAppInbox.insteadOfSms();
                });
    }
}
