package org.ordertracking.notification.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Channel;
import org.ordertracking.messaging.telemetry.Traced;
import org.ordertracking.notification.channel.InAppInbox;
import org.ordertracking.notification.channel.MailSender;
import org.ordertracking.notification.config.NotificationConfig;
import org.ordertracking.notification.domain.Message;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Occasion;
import org.ordertracking.notification.domain.SendOutcome;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.support.HandClock;

@QuarkusTest
@TestProfile(RecipientCapsTest.TwoMails.class)
class RecipientCapsTest {

    private final HandClock clock = new HandClock();
    private final String recipient = UUID.randomUUID() + "@example.org";

    @Inject
    NotificationStore notifications;

    @Inject
    NotificationConfig config;

    @Test
    void anAddressGetsAsManyMessagesAsAreAllowedWithinTheWindow() {
        assertThat(mayGo(recipient)).isTrue();
        assertThat(mayGo(recipient)).isTrue();
        assertThat(mayGo(recipient)).isFalse();
    }

    @Test
    void theNextOneMayGoWhenTheFirstHasLeftTheWindow() {
        mayGo(recipient);
        clock.advance(Duration.ofMinutes(1));
        mayGo(recipient);
        clock.advance(config.cap().window().minusMinutes(1));

        assertThat(mayGo(recipient)).isTrue();
        assertThat(mayGo(recipient)).isFalse();
    }

    @Test
    void otherAddressesAndChannelsHaveTheirOwn() {
        mayGo(recipient);
        mayGo(recipient);

        assertThat(mayGo("another-" + recipient)).isTrue();
        assertThat(mayGo(Channel.SMS, recipient)).isTrue();
    }

    @Test
    void whatStaysInTheInAppInboxBothersNobody() {
        RecipientCaps caps = caps(InAppInbox.insteadOfMail());
        for (int i = 0; i < 5; i++) {
            assertThat(caps.reachedBy(planned(Channel.MAIL, recipient), clock.instant()))
                    .isEmpty();
        }
    }

    /** As with two processes: nothing but the database is between the threads. */
    @RepeatedTest(10)
    void itHoldsAlsoWhenManyAskAtTheSameTime() throws Exception {
        int many = 6;
        CyclicBarrier together = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Boolean> answers = new ArrayList<>();
            Callable<Boolean> ask = () -> {
                together.await();
                return mayGo(recipient);
            };
            for (Future<Boolean> answer : threads.invokeAll(Collections.nCopies(many, ask))) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn(Boolean::booleanValue).hasSize(2);
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean mayGo(String to) {
        return mayGo(Channel.MAIL, to);
    }

    private boolean mayGo(Channel channel, String to) {
        Notification notification = planned(channel, to);
        RecipientCaps caps = caps(mail -> new SendOutcome.Accepted("smtp", null));
        return QuarkusTransaction.requiringNew()
                .call(() -> caps.reachedBy(notification, clock.instant()).isEmpty());
    }

    private RecipientCaps caps(MailSender mailSender) {
        Gateway gateway = new Gateway(mailSender, sms -> new SendOutcome.Accepted("twilio", null));
        return new RecipientCaps(notifications, gateway, config);
    }

    private Notification planned(Channel channel, String to) {
        Notification planned = Notification.planned(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                Occasion.ORDER_CONFIRMED,
                channel,
                to,
                Message.mail("Hello", "Text"),
                clock.instant());
        notifications.add(new Traced<>(planned, null));
        return planned;
    }

    /** Nothing is sent by itself, and an address gets two mails. */
    public static class TwoMails implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("notification.sending.couriers", "0", "notification.cap.mail", "2");
        }
    }
}
