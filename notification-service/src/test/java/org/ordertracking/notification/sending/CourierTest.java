package org.ordertracking.notification.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Channel;
import org.ordertracking.events.NotificationFailed;
import org.ordertracking.events.NotificationSent;
import org.ordertracking.messaging.outbox.Outbox;
import org.ordertracking.messaging.telemetry.LaterSteps;
import org.ordertracking.messaging.telemetry.Traced;
import org.ordertracking.notification.channel.MailSender;
import org.ordertracking.notification.config.NotificationConfig;
import org.ordertracking.notification.domain.Message;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Occasion;
import org.ordertracking.notification.domain.Progress;
import org.ordertracking.notification.domain.SendOutcome;
import org.ordertracking.notification.domain.SendOutcome.Accepted;
import org.ordertracking.notification.domain.SendOutcome.Refused;
import org.ordertracking.notification.domain.SendOutcome.Unavailable;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.support.HandClock;
import org.ordertracking.notification.support.InMemoryLog;
import org.ordertracking.notification.support.WithoutCouriers;

@QuarkusTest
@TestProfile(WithoutCouriers.class)
class CourierTest {

    private final MailServer mailServer = new MailServer();
    private final HandClock clock = new HandClock();

    @Inject
    NotificationStore notifications;

    @Inject
    Outbox outbox;

    @Inject
    SendingMetrics metrics;

    @Inject
    NotificationConfig config;

    @Inject
    InMemoryLog log;

    @Inject
    Jdbi jdbi;

    private ChannelPauses pauses;
    private Courier courier;
    private Notification mail;

    @BeforeEach
    void aMailIsDueAndNothingElse() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM notification"));
        pauses = new ChannelPauses(config);
        courier = courier();
        mail = Notification.planned(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                Occasion.ORDER_CONFIRMED,
                Channel.MAIL,
                "jane@example.org",
                Message.mail("Hello", "Text"),
                clock.instant());
        notifications.add(new Traced<>(mail, null));
    }

    @Test
    void sendsWhatIsDueAndSaysSo() {
        mailServer.answers.add(new Accepted("smtp", "queued as 7"));

        assertThat(courier.deliverNext()).isTrue();

        assertThat(stored().progress()).isEqualTo(new Progress.Sent(1, "smtp", "queued as 7", clock.instant()));
        await().until(() -> !log.heardAbout(mail.orderId()).isEmpty());
        assertThat(log.heardAbout(mail.orderId()))
                .containsExactly(new NotificationSent(
                        mail.orderId(),
                        mail.id().toString(),
                        Channel.MAIL,
                        "OrderConfirmed",
                        "j***@example.org",
                        clock.instant()));
    }

    @Test
    void doesNothingWhenNothingIsDue() {
        mailServer.answers.add(new Accepted("smtp", null));
        courier.deliverNext();

        assertThat(courier.deliverNext()).isFalse();
        assertThat(mailServer.received).hasSize(1);
    }

    @Test
    void triesAgainAfterAPauseUnderTheSameMessageId() {
        mailServer.answers.add(new Unavailable("busy"));
        mailServer.answers.add(new Accepted("smtp", null));

        courier.deliverNext();
        assertThat(courier.deliverNext()).isFalse();
        clock.advance(config.sending().firstPause());
        courier.deliverNext();

        assertThat(stored().progress()).isInstanceOf(Progress.Sent.class);
        assertThat(mailServer.received)
                .extracting(MailSender.Mail::messageId)
                .containsExactly(mail.id().toString(), mail.id().toString());
    }

    @Test
    void givesUpAfterTheAllowedAttemptsAndSaysSoOnce() {
        int allowed = config.sending().maxAttempts();
        for (int i = 0; i < allowed + 3; i++) {
            mailServer.answers.add(new Unavailable("busy"));
            courier.deliverNext();
            clock.advance(config.sending().longestPause());
        }

        assertThat(mailServer.received).hasSize(allowed);
        assertThat(stored().progress()).isInstanceOf(Progress.Failed.class);
        await().until(() -> !log.heardAbout(mail.orderId()).isEmpty());
        assertThat(log.heardAbout(mail.orderId()))
                .singleElement()
                .satisfies(event -> assertThat(((NotificationFailed) event).reason())
                        .isEqualTo("given up after " + allowed + " attempts: busy"));
    }

    @Test
    void aChannelWhoseProviderAskedForAPauseIsLeftAloneWithoutCostingOthersAnAttempt() {
        Notification other = anotherMailTo("joe@example.org");
        mailServer.answers.add(new Unavailable("slow down", Duration.ofSeconds(30)));

        courier.deliverNext();

        assertThat(courier.deliverNext()).isFalse();
        clock.advance(Duration.ofSeconds(30));
        mailServer.answers.add(new Accepted("smtp", null));
        mailServer.answers.add(new Accepted("smtp", null));
        assertThat(courier.deliverNext()).isTrue();
        assertThat(courier.deliverNext()).isTrue();
        assertThat(List.of(stored(), notifications.find(other.id()).orElseThrow()))
                .extracting(
                        sent -> sent.progress().state(), sent -> sent.progress().attempts())
                .containsExactlyInAnyOrder(tuple(Progress.State.SENT, 2), tuple(Progress.State.SENT, 1));
    }

    @Test
    void aChannelPausesForNoLongerThanTheLongestPause() {
        anotherMailTo("joe@example.org");
        mailServer.answers.add(new Unavailable("slow down", Duration.ofHours(10)));

        courier.deliverNext();
        clock.advance(config.sending().longestPause());

        mailServer.answers.add(new Accepted("smtp", null));
        assertThat(courier.deliverNext()).isTrue();
    }

    @Test
    void doesNotTryAgainWhatWasRefused() {
        mailServer.answers.add(new Refused("no such mailbox"));

        courier.deliverNext();
        clock.advance(config.sending().longestPause());

        assertThat(courier.deliverNext()).isFalse();
        assertThat(stored().progress()).isEqualTo(new Progress.Failed(1, "no such mailbox", mailServer.answeredAt));
    }

    @Test
    void anUnexpectedFailureOfASenderIsTriedAgainToo() {
        mailServer.failure = new IllegalStateException("a bug");

        courier.deliverNext();

        assertThat(stored().progress())
                .isInstanceOfSatisfying(
                        Progress.Pending.class,
                        pending -> assertThat(pending.lastProblem())
                                .isEqualTo("unexpected: java.lang.IllegalStateException: a bug"));
    }

    @Test
    void whatWasUnderWayInACrashIsRepeatedOnceTheLeaseIsOver() {
        mailServer.crash = true;
        crash();
        mailServer.crash = false;
        assertThat(courier.deliverNext()).isFalse();

        clock.advance(config.sending().lease());
        mailServer.answers.add(new Accepted("smtp", null));
        courier.deliverNext();

        assertThat(stored().progress()).isInstanceOf(Progress.Sent.class);
        assertThat(mailServer.received)
                .extracting(MailSender.Mail::messageId)
                .containsExactly(mail.id().toString(), mail.id().toString());
        await().until(() -> !log.heardAbout(mail.orderId()).isEmpty());
        assertThat(log.heardAbout(mail.orderId())).hasSize(1);
    }

    @Test
    void crashesCannotMakeMoreAttemptsThanAreAllowed() {
        mailServer.crash = true;
        for (int i = 0; i < config.sending().maxAttempts(); i++) {
            crash();
            clock.advance(config.sending().lease());
        }
        mailServer.crash = false;

        courier.deliverNext();

        assertThat(mailServer.received).hasSize(config.sending().maxAttempts());
        assertThat(stored().progress())
                .isInstanceOfSatisfying(
                        Progress.Failed.class,
                        failed -> assertThat(failed.reason()).contains("may have arrived"));
    }

    @Test
    void anAttemptThatOutlivesItsLeaseCannotOverwriteTheNextOne() {
        mailServer.whileSending = () -> {
            mailServer.whileSending = () -> {};
            clock.advance(config.sending().lease());
            mailServer.answers.add(new Accepted("the second attempt", null));
            courier().deliverNext();
            mailServer.answers.add(new Refused("the first attempt, much too late"));
        };

        courier.deliverNext();

        assertThat(stored().progress())
                .isInstanceOfSatisfying(
                        Progress.Sent.class, sent -> assertThat(sent.via()).isEqualTo("the second attempt"));
    }

    @Test
    void anAttemptThatOutlivesItsLeaseCannotEndWhatTheNextOneGoesOnTrying() {
        mailServer.whileSending = () -> {
            mailServer.whileSending = () -> {};
            clock.advance(config.sending().lease());
            mailServer.answers.add(new Unavailable("busy"));
            courier().deliverNext();
            mailServer.answers.add(new Refused("the first attempt, much too late"));
        };

        courier.deliverNext();

        assertThat(stored().progress())
                .isInstanceOfSatisfying(
                        Progress.Pending.class,
                        pending -> assertThat(pending.attempts()).isEqualTo(2));
    }

    @Test
    void twoCouriersNeverTakeTheSameNotification() {
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(notifications.lockNextDue(Channel.MAIL, clock.instant())).isPresent();
            boolean foundByAnother = QuarkusTransaction.requiringNew().call(courier::deliverNext);

            assertThat(foundByAnother).isFalse();
        });
    }

    private Notification anotherMailTo(String recipient) {
        Notification another = Notification.planned(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                Occasion.ORDER_CONFIRMED,
                Channel.MAIL,
                recipient,
                Message.mail("Hello", "Text"),
                clock.instant());
        notifications.add(new Traced<>(another, null));
        return another;
    }

    private void crash() {
        try {
            courier.deliverNext();
        } catch (Crash expected) {
            // The process is gone between sending and recording.
        }
    }

    private Notification stored() {
        return notifications.find(mail.id()).orElseThrow();
    }

    private Courier courier() {
        Gateway gateway = new Gateway(mailServer, sms -> {
            throw new AssertionError("no text message is due");
        });
        return new Courier(
                notifications,
                gateway,
                new RecipientCaps(notifications, gateway, config),
                pauses,
                outbox,
                metrics,
                new LaterSteps(OpenTelemetry.noop().getTracer("test")),
                clock,
                config);
    }

    /** Stands for the death of the process: an error that nothing handles. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Takes mails and answers as told. */
    private final class MailServer implements MailSender {
        private final List<Mail> received = new ArrayList<>();
        private final Queue<SendOutcome> answers = new ConcurrentLinkedQueue<>();
        private Runnable whileSending = () -> {};
        private Instant answeredAt;
        private RuntimeException failure;
        private boolean crash;

        @Override
        public SendOutcome send(Mail mail) {
            received.add(mail);
            whileSending.run();
            answeredAt = clock.instant();
            if (crash) {
                throw new Crash();
            }
            if (failure != null) {
                throw failure;
            }
            return answers.remove();
        }
    }
}
