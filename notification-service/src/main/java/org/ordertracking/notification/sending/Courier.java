package org.ordertracking.notification.sending;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.events.Channel;
import org.ordertracking.events.NotificationEvent;
import org.ordertracking.events.NotificationFailed;
import org.ordertracking.events.NotificationSent;
import org.ordertracking.messaging.outbox.Outbox;
import org.ordertracking.messaging.telemetry.LaterSteps;
import org.ordertracking.messaging.telemetry.Traced;
import org.ordertracking.notification.config.NotificationConfig;
import org.ordertracking.notification.domain.Cap;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Progress;
import org.ordertracking.notification.domain.RetryPolicy;
import org.ordertracking.notification.domain.SendOutcome;
import org.ordertracking.notification.storage.NotificationStore;

/**
 * Takes one due notification through one attempt, in three steps:
 *
 * <ol>
 *   <li>Transaction: the attempt is counted and leased, so it is on record before anything leaves the house.
 *   <li>No transaction: the message is sent.
 *   <li>Transaction: the outcome is recorded, and with it goes the event that tells of it.
 * </ol>
 *
 * <p>Before the first attempt the customer's cap is asked for, in the transaction of step 1. A channel whose provider asked to
 * be left alone is left alone.
 *
 * <p>What this guarantees. A mail or SMS provider cannot take part in our transaction, so a process that dies between
 * steps 2 and 3 leaves a message of which nobody knows whether it arrived. It is sent once more when the lease is over,
 * under the same Message-ID or idempotency key: at least once, with one repeat for each such crash, never more than the
 * configured attempts. For the in-app inbox step 3 is all there is: exactly once. {@link NotificationSent} and
 * {@link NotificationFailed} are published exactly when the outcome is recorded, once.
 */
@ApplicationScoped
public class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final NotificationStore notifications;
    private final Gateway gateway;
    private final RecipientCaps caps;
    private final ChannelPauses pauses;
    private final Outbox outbox;
    private final SendingMetrics metrics;
    private final LaterSteps steps;
    private final InstantSource clock;
    private final RetryPolicy policy;
    private final Duration lease;

    Courier(
            NotificationStore notifications,
            Gateway gateway,
            RecipientCaps caps,
            ChannelPauses pauses,
            Outbox outbox,
            SendingMetrics metrics,
            LaterSteps steps,
            InstantSource clock,
            NotificationConfig config) {
        this.notifications = notifications;
        this.gateway = gateway;
        this.caps = caps;
        this.pauses = pauses;
        this.outbox = outbox;
        this.metrics = metrics;
        this.steps = steps;
        this.clock = clock;
        NotificationConfig.Sending sending = config.sending();
        this.policy = new RetryPolicy(sending.maxAttempts(), sending.firstPause(), sending.longestPause());
        this.lease = sending.lease();
        if (lease.compareTo(sending.timeout()) <= 0) {
            throw new IllegalStateException("notification.sending.lease (" + lease
                    + ") must be longer than notification.sending.timeout (" + sending.timeout()
                    + "), or an attempt is repeated while it is still under way");
        }
    }

    /**
     * Makes an attempt with a notification that is due: of each channel the one that has been due for longest, the
     * channels in turn.
     *
     * @return false when none is due on a channel that is open
     */
    public boolean deliverNext() {
        Optional<Traced<Notification>> due = QuarkusTransaction.requiringNew().call(this::beginAttempt);
        due.filter(notification -> notification.work().progress() instanceof Progress.Pending)
                .ifPresent(begun -> steps.run("send notification", begun, this::sendAndRecord));
        return due.isPresent();
    }

    private Optional<Traced<Notification>> beginAttempt() {
        Instant now = clock.instant();
        for (Channel channel : pauses.openInTurn(now)) {
            Optional<Traced<Notification>> due = notifications.lockNextDue(channel, now);
            if (due.isPresent()) {
                return Optional.of(begin(due.get(), now));
            }
        }
        return Optional.empty();
    }

    private Traced<Notification> begin(Traced<Notification> due, Instant now) {
        int attempts = due.work().progress().attempts();
        if (policy.isExhaustedAfter(attempts)) {
            Notification abandoned = due.work().abandoned(now);
            steps.run("abandon notification", due, pending -> record(abandoned, attempts));
            return new Traced<>(abandoned, due.traceParent());
        }
        Optional<Cap> reached = attempts == 0 ? caps.reachedBy(due.work(), now) : Optional.empty();
        if (reached.isPresent()) {
            Notification capped = due.work().capped(reached.get().reason(), now);
            steps.run("cap notification", due, pending -> record(capped, attempts));
            return new Traced<>(capped, due.traceParent());
        }
        Notification begun = due.work().attempt(now, lease);
        notifications.advance(begun, attempts);
        return new Traced<>(begun, due.traceParent());
    }

    private void sendAndRecord(Notification begun) {
        SendOutcome outcome = gateway.send(begun);
        Instant now = clock.instant();
        pauses.learn(begun.channel(), outcome, now);
        Notification after = begun.after(outcome, now, policy);
        QuarkusTransaction.requiringNew()
                .run(() -> record(after, begun.progress().attempts()));
    }

    private void record(Notification notification, int attempt) {
        if (!notifications.advance(notification, attempt)) {
            metrics.overtaken(notification);
            LOG.warnf(
                    "Notification %s: attempt %d took longer than its lease of %s and another one has begun, so the"
                            + " message may go twice; raise notification.sending.lease",
                    notification.id(), attempt, lease);
            return;
        }
        Progress progress = notification.progress();
        if (progress instanceof Progress.Sent sent) {
            outbox.publish(sentEvent(notification, sent));
            metrics.sent(notification, sent.via());
        } else if (progress instanceof Progress.Failed failed) {
            outbox.publish(failedEvent(notification, failed.reason(), failed.failedAt()));
            metrics.failed(notification);
            LOG.warnf("%s failed for good: %s", described(notification), failed.reason());
        } else if (progress instanceof Progress.Capped capped) {
            outbox.publish(failedEvent(notification, capped.reason(), capped.cappedAt()));
            metrics.capped(notification);
            LOG.warnf("%s was %s", described(notification), capped.reason());
        } else if (progress instanceof Progress.Pending pending) {
            metrics.postponed(notification);
            LOG.infof(
                    "%s: attempt %d failed, the next follows at %s: %s",
                    described(notification), attempt, pending.dueAt(), pending.lastProblem());
        }
    }

    private static String described(Notification notification) {
        return "Notification %s by %s to %s about %s of order %s"
                .formatted(
                        notification.id(),
                        notification.channel(),
                        notification.maskedRecipient(),
                        notification.occasion().about(),
                        notification.orderId());
    }

    private static NotificationEvent sentEvent(Notification notification, Progress.Sent sent) {
        return new NotificationSent(
                notification.orderId(),
                notification.id().toString(),
                notification.channel(),
                notification.occasion().about(),
                notification.maskedRecipient(),
                sent.sentAt());
    }

    private static NotificationEvent failedEvent(Notification notification, String reason, Instant failedAt) {
        return new NotificationFailed(
                notification.orderId(),
                notification.id().toString(),
                notification.channel(),
                notification.occasion().about(),
                notification.maskedRecipient(),
                reason,
                failedAt);
    }
}
