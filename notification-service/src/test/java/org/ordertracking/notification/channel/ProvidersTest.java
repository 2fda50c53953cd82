package org.ordertracking.notification.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.notification.support.Orders.JANE;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Customer;
import org.ordertracking.events.NotificationFailed;
import org.ordertracking.notification.channel.MailSender.Mail;
import org.ordertracking.notification.channel.SmsSender.Sms;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Progress;
import org.ordertracking.notification.domain.SendOutcome;
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

    private static final AtomicInteger NUMBERS = new AtomicInteger();

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
        String number = newNumber();

        assertThat(smsSender.send(new Sms(id, number, "Grüße & mehr")))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.remark()).isEqualTo("message SM42"));
        smsSender.send(new Sms(id, number, "Grüße & mehr"));

        String credentials = SmsProvider.ACCOUNT + ":secret";
        assertThat(smsProvider.requestsTo(number)).hasSize(2).allSatisfy(request -> {
            assertThat(request.getUrl()).isEqualTo(SmsProvider.MESSAGES);
            assertThat(request.getHeader("Authorization"))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
            assertThat(request.getHeader("Idempotency-Key")).isEqualTo(id);
            assertThat(request.formParameters()).containsOnlyKeys("To", "From", "Body");
            assertThat(request.formParameter("From").firstValue()).isEqualTo(Providers.SENDER);
            assertThat(request.formParameter("Body").firstValue()).isEqualTo("Grüße & mehr");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {21211, 21408, 21610, 21614})
    void anSmsThatTheProviderRefusesIsNotTriedAgain(int code) {
        assertThat(sentWith(problem(400, code, "Invalid 'To' Phone Number")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .endsWith("answered 400: Invalid 'To' Phone Number (code " + code + ")"));
    }

    @ParameterizedTest
    @CsvSource({"400, 14107", "400, 21611", "400, 30001", "404, 20404", "400, 21212", "400, 21606"})
    void anSmsIsTriedAgainWhenTheCodeIsAboutALimitOrOurAccount(int status, int code) {
        assertThat(sentWith(problem(status, code, "not the message's fault"))).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 408, 429, 500, 503})
    void anSmsIsTriedAgainWhenTheFaultIsNotItsOwn(int status) {
        assertThat(sentWith(aResponse().withStatus(status).withBody("<html>not the API's JSON</html>")))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).endsWith("answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void theProvidersWordOnWhenToComeAgainIsHeard(int status) {
        assertThat(sentWith(aResponse().withStatus(status).withHeader("Retry-After", "17")))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.askedFor()).isEqualTo(Duration.ofSeconds(17)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MALFORMED_RESPONSE_CHUNK")
    void anSmsIsTriedAgainWhenTheConnectionBreaks(Fault fault) {
        assertThat(sentWith(aResponse().withFault(fault))).isInstanceOf(Unavailable.class);
    }

    @Test
    void anSmsIsTriedAgainWhenTheProviderDoesNotAnswerInTime() {
        assertThat(sentWith(aResponse().withStatus(201).withFixedDelay(60_000))).isInstanceOf(Unavailable.class);
    }

    @Test
    void anSmsThatWasTakenIsNotSentAgainBecauseTheConnectionBrokeInTheMiddleOfTheAnswer() {
        assertThat(sentWith(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sid\":\"SM4", "[]", "<html></html>", "", "{}"})
    void anSmsThatWasTakenIsNotSentAgainBecauseTheAnswerCannotBeRead(String body) {
        assertThat(sentWith(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.remark()).isEqualTo("answered 201 without the message's id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":", "[]", "{\"code\":\"many\"}"})
    void aRefusalThatCannotBeReadIsJudgedByItsStatus(String body) {
        assertThat(sentWith(aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)))
                .isInstanceOf(Refused.class);
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
        String number = newNumber();
        smsProvider.answers(
                number,
                aResponse().withStatus(429).withHeader("Retry-After", "0"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        log.say(order.placedBy(new Customer("Jane", null, number)));
        log.say(order.delivered());

        Awaitility.await().until(() -> all(order).stream().anyMatch(n -> n.progress() instanceof Progress.Sent));

        Notification sms = all(order).get(0);
        assertThat(sms.channel()).isEqualTo(Channel.SMS);
        assertThat(sms.progress().attempts()).isEqualTo(3);
        assertThat(smsProvider.requestsTo(number))
                .extracting(request -> request.getHeader("Idempotency-Key"))
                .containsOnly(sms.id().toString());
    }

    @Test
    void whatIsOverTheCapOfAnAddressIsNotSentAndSaidToHaveFailed() {
        String number = newNumber();
        List<Orders> orders =
                Stream.generate(Orders::newOrder).limit(Providers.CAP + 3).toList();
        for (Orders order : orders) {
            log.say(order.placedBy(new Customer("Jane", null, number)));
            log.say(order.confirmed());
        }

        Awaitility.await()
                .until(() -> orders.stream()
                        .noneMatch(order -> log.heardAbout(order.id()).isEmpty()));

        assertThat(smsProvider.requestsTo(number)).hasSize(Providers.CAP);
        assertThat(orders)
                .flatExtracting(this::all)
                .filteredOn(sms -> sms.progress() instanceof Progress.Capped)
                .hasSize(3);
        assertThat(orders)
                .flatExtracting(order -> log.heardAbout(order.id()))
                .filteredOn(NotificationFailed.class::isInstance)
                .extracting(failed -> ((NotificationFailed) failed).reason())
                .hasSize(3)
                .containsOnly("not sent: the customer got 4 messages by SMS within 24 h, the most that"
                        + " notification.cap.sms allows");
    }

    private SendOutcome sentWith(ResponseDefinitionBuilder answer) {
        String number = newNumber();
        smsProvider.answers(number, answer);
        return smsSender.send(new Sms(id, number, "Text"));
    }

    private static ResponseDefinitionBuilder problem(int status, int code, String message) {
        return jsonResponse("{\"code\":%d,\"message\":\"%s\"}".formatted(code, message), status);
    }

    /** A number that no other test sends to. */
    private static String newNumber() {
        return "+49151%08d".formatted(NUMBERS.incrementAndGet());
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
