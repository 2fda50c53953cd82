package org.ordertracking.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.ordertracking.notification.config.NotificationConfig;
import org.ordertracking.notification.domain.Cap;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.storage.NotificationStore;

/**
 * Keeps customers from being flooded: by a fault of ours, or by somebody who orders under a stranger's address. Applies to
 * what leaves the house; the in-app inbox bothers nobody.
 */
@ApplicationScoped
class RecipientCaps {

    private final NotificationStore notifications;
    private final Gateway gateway;
    private final NotificationConfig.Cap config;

    RecipientCaps(NotificationStore notifications, Gateway gateway, NotificationConfig config) {
        this.notifications = notifications;
        this.gateway = gateway;
        this.config = config.cap();
    }

    /**
     * Asks before a notification's first attempt whether it may go, and counts it if so. Belongs inside the transaction that
     * begins the attempt, which holds back others to the same address until it ends.
     *
     * @return the cap that keeps it from being sent, or empty when it may go
     */
    Optional<Cap> reachedBy(Notification notification, Instant now) {
        if (!gateway.reachesCustomers(notification.channel())) {
            return Optional.empty();
        }
        int allowed = switch (notification.channel()) {
            case MAIL -> config.mail();
            case SMS -> config.sms();
        };
        Cap cap = new Cap(notification.channel(), allowed, config.window());
        int begun = notifications.countBegun(
                notification.channel(), notification.recipient(), cap.since(now), cap.messages());
        if (!cap.allowsAfter(begun)) {
            return Optional.of(cap);
        }
        notifications.countForCap(notification, now);
        return Optional.empty();
    }
}
