package org.ordertracking.notification.channel;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quarkus.mailer.Mailer;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.notification.config.NotificationConfig;

/** Decides at start, by what is configured, who delivers mails and who delivers text messages. */
@Singleton
class Channels {

    private static final Logger LOG = Logger.getLogger(Channels.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    @Startup
    @Produces
    @Singleton
    MailSender mailSender(NotificationConfig config, Mailer mailer) {
        NotificationConfig.Smtp smtp = config.mail().smtp();
        if (smtp.host().isEmpty()) {
            LOG.info("Mails stay in the in-app inbox; set notification.mail.smtp.host to send them");
            return InAppInbox.insteadOfMail();
        }
        String server = smtp.host().get() + ":" + smtp.port();
        LOG.infof("Mails are sent through the SMTP server %s", server);
        return new SmtpMailSender(mailer, config.mail().from(), server);
    }

    @Startup
    @Produces
    @Singleton
    SmsSender smsSender(NotificationConfig config, InstantSource clock) {
        NotificationConfig.Twilio twilio = config.sms().twilio();
        if (twilio.accountSid().isEmpty()) {
            LOG.info("Text messages stay in the in-app inbox; set notification.sms.twilio.account-sid to send them");
            return InAppInbox.insteadOfSms();
        }
        String provider = twilio.url().getAuthority();
        LOG.infof("Text messages are sent through %s", provider);
        TwilioApi api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(twilio.url())
                .connectTimeout(CONNECT_TIMEOUT.toMillis(), MILLISECONDS)
                .readTimeout(config.sending().timeout().toMillis(), MILLISECONDS)
                .build(TwilioApi.class);
        return new TwilioSmsSender(
                api,
                provider,
                twilio.accountSid().get(),
                required(twilio.authToken(), "auth-token"),
                required(twilio.from(), "from"),
                clock);
    }

    private static String required(Optional<String> setting, String name) {
        return setting.orElseThrow(() -> new IllegalStateException("notification.sms.twilio." + name
                + " is missing: it must be set together with notification.sms.twilio.account-sid"));
    }
}
