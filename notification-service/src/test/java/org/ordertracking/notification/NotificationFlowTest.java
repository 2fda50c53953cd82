package org.ordertracking.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.ordertracking.notification.support.Orders.JANE;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Customer;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.NotificationSent;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Progress;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.storage.ParkedEvents;
import org.ordertracking.notification.support.InMemoryLog;
import org.ordertracking.notification.support.Orders;

@QuarkusTest
class NotificationFlowTest {

    private final Orders order = Orders.newOrder();

    @Inject
    InMemoryLog log;

    @Inject
    NotificationStore notifications;

    @Inject
    ParkedEvents parkedEvents;

    @Test
    void aConfirmedOrderIsToldByMailAndSms() {
        log.say(order.placedBy(JANE));
        log.say(order.confirmed());

        List<Notification> sent = awaitSent(2);
        assertThat(sent)
                .extracting(Notification::channel, Notification::recipient)
                .containsExactlyInAnyOrder(
                        tuple(Channel.MAIL, "jane@example.org"), tuple(Channel.SMS, "+4915112345678"));
    }

    @Test
    void withoutProvidersTheInboxSaysThatNothingLeftTheHouse() {
        log.say(order.placedBy(JANE));
        log.say(order.confirmed());

        assertThat(awaitSent(2)).allSatisfy(notification -> {
            Progress.Sent sent = (Progress.Sent) notification.progress();
            assertThat(sent.via()).isEqualTo("in-app inbox");
            assertThat(sent.remark()).startsWith("not sent to the outside: no S");
        });
    }

    @Test
    void othersHearOfEveryMessageWithAMaskedRecipient() {
        log.say(order.placedBy(JANE));
        log.say(order.confirmed());

        await().until(() -> log.heardAbout(order.id()).size() == 2);
        assertThat(log.heardAbout(order.id()))
                .map(NotificationSent.class::cast)
                .allSatisfy(sent -> assertThat(sent.about()).isEqualTo("OrderConfirmed"))
                .extracting(NotificationSent::recipient)
                .containsExactlyInAnyOrder("j***@example.org", "+49***678");
    }

    @Test
    void aCustomerWithoutPhoneGetsMailOnly() {
        log.say(order.placedBy(new Customer("Jane", "jane@example.org", null)));
        log.say(order.cancelled());
        log.say(order.dispatched());

        assertThat(awaitSent(2)).extracting(Notification::channel).containsOnly(Channel.MAIL);
    }

    @Test
    void aCustomerIsToldOnTheChosenChannelOnlyAndInTheChosenLanguage() {
        log.say(order.placedBy(new Customer("Jane", "jane@example.org", "+4915112345678", "de", List.of(Channel.SMS))));
        log.say(order.cancelled());

        assertThat(awaitSent(1))
                .extracting(
                        Notification::channel,
                        notification -> notification.message().text())
                .containsExactly(tuple(
                        Channel.SMS, "Ihre Bestellung " + order.id() + " ist storniert. Es wird nichts berechnet."));
    }

    @Test
    void aChosenChannelWithoutAnAddressIsNone() {
        log.say(order.placedBy(
                new Customer("Jane", "jane@example.org", null, null, List.of(Channel.SMS, Channel.MAIL))));
        log.say(order.cancelled());

        assertThat(awaitSent(1)).extracting(Notification::channel).containsExactly(Channel.MAIL);
    }

    @Test
    void aParcelThatCameBackAfterACancellationIsTold() {
        log.say(order.placedBy(JANE));
        log.say(order.returned());

        assertThat(awaitSent(2)).extracting(n -> n.occasion().about()).containsOnly("ParcelReturned");
    }

    @Test
    void eventsThatCustomersNeedNotKnowAreNotTold() {
        log.say(order.placedBy(JANE));
        log.say(order.delivered());

        assertThat(awaitSent(2)).extracting(n -> n.occasion().about()).containsOnly("ParcelDelivered");
    }

    @Test
    void anEventThatIsDeliveredAgainIsNotToldAgain() {
        log.say(order.placedBy(JANE));
        EventEnvelope<Event> confirmed = log.say(order.confirmed());
        log.deliver(confirmed);
        log.say(order.cancelled());

        assertThat(awaitSent(4))
                .filteredOn(n -> n.eventId().equals(confirmed.id()))
                .hasSize(2);
    }

    @Test
    void anEventThatComesBeforeTheContactIsToldWhenTheContactComes() {
        EventEnvelope<Event> dispatched = log.say(order.dispatched());
        await().until(() -> parkedEvents.count() > 0);
        assertThat(notifications.count(Optional.of(order.id()))).isZero();

        log.say(order.placedBy(JANE));

        assertThat(awaitSent(2)).extracting(Notification::eventId).containsOnly(dispatched.id());
    }

    private List<Notification> awaitSent(int count) {
        await().until(() -> all().stream()
                        .filter(n -> n.progress() instanceof Progress.Sent)
                        .count()
                == count);
        return all();
    }

    private List<Notification> all() {
        return notifications.newest(Optional.of(order.id()), 0, 100);
    }
}
