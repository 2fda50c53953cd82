package org.ordertracking.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.notification.support.Orders.JANE;

import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Customer;
import org.ordertracking.notification.channel.MailSender.Mail;
import org.ordertracking.notification.channel.SmsSender.Sms;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Progress;
import org.ordertracking.notification.domain.SendOutcome.Accepted;
import org.ordertracking.notification.domain.SendOutcome.Refused;
import org.ordertracking.notification.domain.SendOutcome.Unavailable;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.support.InMemoryLog;
import org.ordertracking.notification.support.Orders;
import org.ordertracking.notification.support.Providers;
import org.ordertracking.notification.support.SmsProvider;

@QuarkusTest
@QuarkusTestResource(value = Providers.class, restrictToAnnotatedClass = true)
class ProvidersTest {

    private static final String PHONE = "+4915112345678";

    private final String id = UUID.randomUUID().toString();

    GreenMail mailServer;
    SmsProvider smsProvider;

    @Inject
    MailSender mailSender;

    @Inject
    SmsSender smsSender;

    @Inject
    InMemoryLog log;

    @Inject
    NotificationStore notifications;

    @Test
    void aMailArrivesWithAMessageIdThatItKeepsWhenItIsSentAgain() throws Exception {
        String recipient = id + "@example.org";

        assertThat(mailSender.send(new Mail(id, recipient, "Grüße", "Ein Text")))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.remark()).isEqualTo("Message-ID <" + id + "@shop.example>"));
        mailSender.send(new Mail(id, recipient, "Grüße", "Ein Text"));

        List<MimeMessage> received = mailsTo(recipient);
        assertThat(received).hasSize(2);
        for (MimeMessage mail : received) {
            assertThat(mail.getHeader("Message-ID")).containsExactly("<" + id + "@shop.example>");
            assertThat(mail.getFrom()[0]).hasToString("orders@shop.example");
            assertThat(mail.getSubject()).isEqualTo("Grüße");
            assertThat(mail.getContent().toString().strip()).isEqualTo("Ein Text");
        }
    }

    @Test
    void aMailIsTriedAgainWhenTheServerCannotTakeItNow() {
        var deliver = mailServer.getUserManager().getMessageDeliveryHandler();
        mailServer.getUserManager().setMessageDeliveryHandler((message, mailbox) -> {
            throw new IllegalStateException("the disk is full");
        });
        try {
            assertThat(mailSender.send(new Mail(id, "jane@example.org", "Subject", "Text")))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.reason()).contains(" answered: 451 "));
        } finally {
            mailServer.getUserManager().setMessageDeliveryHandler(deliver);
        }
    }

    @Test
    void anAddressThatIsNoneIsNotTriedAgain() {
        assertThat(mailSender.send(new Mail(id, "jane <>@example.org", "Subject", "Text")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anSmsIsPostedAsTheApiWantsItWithAKeyThatItKeepsWhenItIsSentAgain() {
        assertThat(smsSender.send(new Sms(id, PHONE, "Grüße & mehr")))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.remark()).isEqualTo("message SM42"));

        String credentials = Providers.ACCOUNT + ":secret";
        assertThat(smsProvider.requestsTo(PHONE))
                .contains(new SmsProvider.Request(
                        "POST",
                        "/2010-04-01/Accounts/" + Providers.ACCOUNT + "/Messages.json",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)),
                        id,
                        Map.of("To", PHONE, "From", Providers.SENDER, "Body", "Grüße & mehr")));
    }

    @Test
    void anSmsThatTheProviderRefusesIsNotTriedAgain() {
        smsProvider.answerNext(400, "{\"code\":21211,\"message\":\"Invalid 'To' Phone Number\",\"status\":400}");

        assertThat(smsSender.send(new Sms(id, PHONE, "Text")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .endsWith("answered 400: Invalid 'To' Phone Number (code 21211)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 503})
    void anSmsIsTriedAgainWhenTheFaultIsNotItsOwn(int status) {
        smsProvider.answerNext(status, "<html>not the API's JSON</html>");

        assertThat(smsSender.send(new Sms(id, PHONE, "Text")))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).endsWith("answered " + status));
    }

    @Test
    void anOrderIsToldThroughBothProviders() {
        Orders order = Orders.newOrder();
        String recipient = id + "@example.org";
        log.say(order.placedBy(new Customer(JANE.name(), recipient, "+4915187654321")));
        log.say(order.confirmed());

        Awaitility.await()
                .until(() -> all(order).stream()
                                .filter(n -> n.progress() instanceof Progress.Sent)
                                .count()
                        == 2);
        assertThat(mailsTo(recipient)).hasSize(1);
        assertThat(smsProvider.requestsTo("+4915187654321")).hasSize(1);
    }

    @Test
    void aProviderThatFailsForAWhileIsTriedUntilItTakesTheMessage() {
        Orders order = Orders.newOrder();
        smsProvider.answerNext(503, "");
        smsProvider.answerNext(503, "");
        log.say(order.placedBy(new Customer("Jane", null, "+4915100000001")));
        log.say(order.delivered());

        Awaitility.await().until(() -> all(order).stream().anyMatch(n -> n.progress() instanceof Progress.Sent));

        Notification sms = all(order).get(0);
        assertThat(sms.channel()).isEqualTo(Channel.SMS);
        assertThat(sms.progress().attempts()).isEqualTo(3);
        assertThat(smsProvider.requestsTo("+4915100000001"))
                .extracting(SmsProvider.Request::idempotencyKey)
                .containsOnly(sms.id().toString());
    }

    private List<Notification> all(Orders order) {
        return notifications.newest(Optional.of(order.id()), 0, 10);
    }

    private List<MimeMessage> mailsTo(String recipient) {
        return Arrays.stream(mailServer.getReceivedMessagesForDomain("example.org"))
                .filter(mail -> isTo(mail, recipient))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String recipient) {
        try {
            return mail.getAllRecipients()[0].toString().equals(recipient);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
