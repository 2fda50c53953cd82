package org.ordertracking.notification.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A mail server and an SMS provider, both real enough to be talked to over a socket, and the service set to use them. */
public class Providers implements QuarkusTestResourceLifecycleManager {

    /** The sender of text messages. */
    public static final String SENDER = "+15005550006";

    /** Messages that one address may get on a channel. */
    public static final int CAP = 4;

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final SmsProvider smsProvider = new SmsProvider();

    @Override
    public Map<String, String> start() {
        mailServer.start();
        smsProvider.start();
        return Map.ofEntries(
                Map.entry("notification.mail.smtp.host", "127.0.0.1"),
                Map.entry(
                        "notification.mail.smtp.port",
                        Integer.toString(mailServer.getSmtp().getPort())),
                Map.entry("notification.mail.from", "orders@shop.example"),
                Map.entry("notification.sms.twilio.url", smsProvider.url()),
                Map.entry("notification.sms.twilio.account-sid", SmsProvider.ACCOUNT),
                Map.entry("notification.sms.twilio.auth-token", "secret"),
                Map.entry("notification.sms.twilio.from", SENDER),
                // The first mail of a busy machine takes more than a second; who does not answer at all is waited for.
                Map.entry("notification.sending.timeout", "5s"),
                Map.entry("notification.sending.poll-interval", "0.05s"),
                Map.entry("notification.sending.first-pause", "0.05s"),
                // Also what a channel pauses for at most, so that a test that has it paused holds up no other.
                Map.entry("notification.sending.longest-pause", "0.2s"),
                Map.entry("notification.cap.sms", Integer.toString(CAP)),
                Map.entry("notification.cap.mail", Integer.toString(CAP)));
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
