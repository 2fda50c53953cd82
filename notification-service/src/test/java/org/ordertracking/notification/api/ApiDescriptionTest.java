package org.ordertracking.notification.api;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Channel;
import org.ordertracking.http.testing.ApiDescription;
import org.ordertracking.messaging.telemetry.Traced;
import org.ordertracking.notification.domain.Message;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Occasion;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.support.WithoutCouriers;

/** What /q/openapi says is what the service does. */
@QuarkusTest
@TestProfile(WithoutCouriers.class)
class ApiDescriptionTest {

    @TestHTTPResource
    URI service;

    @Inject
    NotificationStore notifications;

    @Test
    void theDescriptionIsTrue() throws Exception {
        ApiDescription.of(service)
                .with("GET /notifications/{id}", "id", this::planned)
                .expecting("GET /admin/faults", 404)
                .expecting("POST /admin/faults", 404)
                .expecting("DELETE /admin/faults", 404)
                .expecting("POST /admin/replay", 400)
                .expecting("GET /admin/replay/{id}", 404)
                .expecting("GET /admin/dead-letters/{id}", 404)
                .expecting("GET /admin/dead-letters/{id}/audit", 404)
                .expecting("POST /admin/dead-letters/{id}/replay", 404)
                .expecting("POST /admin/dead-letters/{id}/discard", 404)
                .isTrue();
    }

    private String planned() {
        UUID event = UUID.randomUUID();
        Notification mail = Notification.planned(
                event.toString(),
                "order-" + event,
                Occasion.ORDER_CONFIRMED,
                Channel.MAIL,
                "ada@example.com",
                Message.mail("Subject", "Text"),
                Instant.parse("2026-01-31T12:00:00Z"));
        notifications.add(new Traced<>(mail, null));
        return mail.id().toString();
    }
}
