package org.ordertracking.notification.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.events.Channel;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Progress;

/** A notification as callers see it. */
@RegisterForReflection
@Schema(name = "Notification")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationView(
        UUID id,

        @Schema(examples = "2f9c0d6e-6b0f-4f43-8f0e-2b8f4f0f8a11")
        String orderId,

        @Schema(description = "the event that the customer is told of", examples = "OrderConfirmed")
        String about,

        Channel channel,

        @Schema(description = "mail address or phone number", examples = "jane@example.org")
        String recipient,

        @Schema(description = "a mail's subject") String subject,
        String text,

        @Schema(description = "CAPPED: not sent, because the customer had got as many messages as are allowed")
        Progress.State state,

        @Schema(description = "attempts begun so far", examples = "1")
        int attempts,

        Instant createdAt,

        @Schema(description = "while pending: when the next attempt begins, or the current one is given up")
        Instant nextAttemptAt,

        Instant sentAt,

        @Schema(description = "when it was given up, or not sent because of the cap")
        Instant failedAt,

        @Schema(description = "what took the message", examples = "in-app inbox")
        String via,

        @Schema(
                description = "the last problem, the reason of the failure, or a remark",
                examples = "not sent to the outside: no SMTP server configured")
        String detail) {

    static NotificationView of(Notification notification) {
        Instant nextAttemptAt = null;
        Instant sentAt = null;
        Instant failedAt = null;
        String via = null;
        String detail;
        if (notification.progress() instanceof Progress.Sent sent) {
            sentAt = sent.sentAt();
            via = sent.via();
            detail = sent.remark();
        } else if (notification.progress() instanceof Progress.Failed failed) {
            failedAt = failed.failedAt();
            detail = failed.reason();
        } else if (notification.progress() instanceof Progress.Capped capped) {
            failedAt = capped.cappedAt();
            detail = capped.reason();
        } else {
            Progress.Pending pending = (Progress.Pending) notification.progress();
            nextAttemptAt = pending.dueAt();
            detail = pending.lastProblem();
        }
        return new NotificationView(
                notification.id(),
                notification.orderId(),
                notification.occasion().about(),
                notification.channel(),
                notification.recipient(),
                notification.message().subject(),
                notification.message().text(),
                notification.progress().state(),
                notification.progress().attempts(),
                notification.createdAt(),
                nextAttemptAt,
                sentAt,
                failedAt,
                via,
                detail);
    }
}
