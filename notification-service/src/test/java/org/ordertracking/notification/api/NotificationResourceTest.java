package org.ordertracking.notification.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ordertracking.events.Channel;
import org.ordertracking.messaging.telemetry.Traced;
import org.ordertracking.notification.domain.Message;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Occasion;
import org.ordertracking.notification.domain.Progress;
import org.ordertracking.notification.domain.RetryPolicy;
import org.ordertracking.notification.domain.SendOutcome;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.support.WithoutCouriers;

@QuarkusTest
@TestProfile(WithoutCouriers.class)
class NotificationResourceTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final String orderId = UUID.randomUUID().toString();

    @Inject
    NotificationStore notifications;

    @Test
    void showsWhatCustomersWereTold() {
        Notification mail = planned(Channel.MAIL, "jane@example.org", NOW);
        Progress.Sent sent = new Progress.Sent(1, "in-app inbox", "not sent to the outside", NOW.plusSeconds(1));
        add(new Notification(
                mail.id(),
                mail.eventId(),
                orderId,
                mail.occasion(),
                mail.channel(),
                mail.recipient(),
                mail.message(),
                NOW,
                sent));

        given().queryParam("orderId", orderId)
                .when()
                .get("/notifications")
                .then()
                .statusCode(200)
                .body("total", is(1))
                .body("items[0].id", is(mail.id().toString()))
                .body("items[0].orderId", is(orderId))
                .body("items[0].about", is("OrderConfirmed"))
                .body("items[0].channel", is("MAIL"))
                .body("items[0].recipient", is("jane@example.org"))
                .body("items[0].subject", is("Subject"))
                .body("items[0].text", is("Text"))
                .body("items[0].state", is("SENT"))
                .body("items[0].attempts", is(1))
                .body("items[0].createdAt", is("2026-01-31T12:00:00Z"))
                .body("items[0].sentAt", is("2026-01-31T12:00:01Z"))
                .body("items[0].via", is("in-app inbox"))
                .body("items[0].detail", is("not sent to the outside"))
                .body("items[0]", not(hasKey("failedAt")));
    }

    @Test
    void showsWhatIsStillToBeSentAndWhatFailed() {
        add(planned(Channel.MAIL, "jane@example.org", NOW));
        add(planned(Channel.SMS, "+4915112345678", NOW.plusSeconds(1))
                .attempt(NOW, Duration.ofSeconds(60))
                .after(new SendOutcome.Refused("no such number"), NOW, ONCE));

        given().queryParam("orderId", orderId)
                .when()
                .get("/notifications")
                .then()
                .body("items[0].state", is("FAILED"))
                .body("items[0].failedAt", notNullValue())
                .body("items[0].detail", is("no such number"))
                .body("items[1].state", is("PENDING"))
                .body("items[1].nextAttemptAt", is("2026-01-31T12:00:00Z"));
    }

    @Test
    void showsTheNewestFirstPageByPage() {
        for (int i = 0; i < 3; i++) {
            add(planned(Channel.MAIL, "jane" + i + "@example.org", NOW.plusSeconds(i)));
        }

        given().queryParam("orderId", orderId)
                .queryParam("size", 2)
                .queryParam("page", 1)
                .when()
                .get("/notifications")
                .then()
                .body("page", is(1))
                .body("size", is(2))
                .body("total", is(3))
                .body("items.recipient", is(List.of("jane0@example.org")));
    }

    @Test
    void withoutAnOrderShowsTheNewestOfAll() {
        Instant later = Instant.parse("2040-01-01T12:00:00Z");
        add(planned(Channel.MAIL, "latest@example.org", later));

        given().when()
                .get("/notifications")
                .then()
                .statusCode(200)
                .body("items.recipient", hasItem("latest@example.org"));
    }

    @Test
    void anOrderThatNobodyWasToldOfHasNone() {
        given().queryParam("orderId", orderId)
                .when()
                .get("/notifications")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("total", is(0));
    }

    @Test
    void showsOneByItsId() {
        Notification mail = planned(Channel.MAIL, "jane@example.org", NOW);
        add(mail);

        given().when()
                .get("/notifications/{id}", mail.id())
                .then()
                .statusCode(200)
                .body("orderId", is(orderId));
    }

    @Test
    void anUnknownIdIsAProblemThatSaysWhatToDo() {
        given().when()
                .get("/notifications/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", startsWith("There is no notification"))
                .body("remedy", containsString("GET /notifications"));
    }

    @ParameterizedTest
    @CsvSource({"size,0", "size,101", "size,ten", "page,-1", "page,1001", "orderId,a b"})
    void aParameterOutOfBoundsIsNamed(String parameter, String value) {
        given().queryParam(parameter, value)
                .when()
                .get("/notifications")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1))
                .body("errors", everyItem(aMapWithSize(3)))
                .body("errors[0].field", is(parameter));
    }

    @Test
    void anUnknownPathIsAProblem() {
        given().when()
                .get("/notification")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", is("There is nothing at /notification."));
    }

    @Test
    void aMethodThatIsNotAllowedIsAProblem() {
        given().when()
                .delete("/notifications")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("remedy", containsString("/q/openapi"));
    }

    private Notification planned(Channel channel, String recipient, Instant at) {
        return Notification.planned(
                UUID.randomUUID().toString(),
                orderId,
                Occasion.ORDER_CONFIRMED,
                channel,
                recipient,
                channel == Channel.MAIL ? Message.mail("Subject", "Text") : Message.sms("Text"),
                at);
    }

    private void add(Notification notification) {
        notifications.add(new Traced<>(notification, null));
    }
}
