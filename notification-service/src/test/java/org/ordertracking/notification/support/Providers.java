package org.ordertracking.notification.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A mail server and an SMS provider, both real enough to be talked to over a socket, and the service set to use them. */
public class Providers implements QuarkusTestResourceLifecycleManager {

    /** The account at the SMS provider. */
    public static final String ACCOUNT = "AC0123456789";

    /** The sender of text messages. */
    public static final String SENDER = "+15005550006";

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final SmsProvider smsProvider = new SmsProvider();

    @Override
    public Map<String, String> start() {
        mailServer.start();
        smsProvider.start();
        return Map.of(
                "notification.mail.smtp.host", "127.0.0.1",
                "notification.mail.smtp.port",
                        Integer.toString(mailServer.getSmtp().getPort()),
                "notification.mail.from", "orders@shop.example",
                "notification.sms.twilio.url", smsProvider.url(),
                "notification.sms.twilio.account-sid", ACCOUNT,
                "notification.sms.twilio.auth-token", "secret",
                "notification.sms.twilio.from", SENDER,
                "notification.sending.timeout", "2s",
                "notification.sending.poll-interval", "0.05s",
                "notification.sending.first-pause", "0.05s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(mailServer, new TestInjector.MatchesType(GreenMail.class));
        injector.injectIntoFields(smsProvider, new TestInjector.MatchesType(SmsProvider.class));
    }

    @Override
    public void stop() {
        mailServer.stop();
        smsProvider.stop();
    }
}
