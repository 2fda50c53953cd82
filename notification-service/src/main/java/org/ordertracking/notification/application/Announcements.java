package org.ordertracking.notification.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Event;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.messaging.telemetry.TraceParent;
import org.ordertracking.messaging.telemetry.Traced;
import org.ordertracking.notification.domain.Contact;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Occasion;
import org.ordertracking.notification.storage.ContactStore;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.storage.ParkedEvents;
import org.ordertracking.notification.storage.ParkedEvents.ParkedEvent;
import org.ordertracking.notification.text.MessageWriter;

/**
 * Decides what customers are told: plans one notification for each channel on which the customer of the order can be
 * reached. Nothing is sent here, so a slow provider never holds up an event.
 */
@ApplicationScoped
public class Announcements {

    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final ContactStore contacts;
    private final ParkedEvents parkedEvents;
    private final NotificationStore notifications;
    private final MessageWriter writer;
    private final jakarta.enterprise.event.Event<NotificationsPlanned> planned;
    private final InstantSource clock;

    Announcements(
            ContactStore contacts,
            ParkedEvents parkedEvents,
            NotificationStore notifications,
            MessageWriter writer,
            jakarta.enterprise.event.Event<NotificationsPlanned> planned,
            InstantSource clock) {
        this.contacts = contacts;
        this.parkedEvents = parkedEvents;
        this.notifications = notifications;
        this.writer = writer;
        this.planned = planned;
        this.clock = clock;
    }

    /** Remembers how to reach the customer of an order, and plans what waited for that. */
    @Transactional
    public void remember(OrderPlaced placed) {
        Contact contact = Contact.of(placed);
        contacts.lock(placed.orderId());
        contacts.remember(contact);
        for (ParkedEvent parked : parkedEvents.release(placed.orderId())) {
            Occasion.of(parked.event())
                    .ifPresent(occasion -> plan(parked.eventId(), occasion, parked.event(), contact));
        }
    }

    /**
     * Plans what the customer is told of an event; parks the event when the contact is not known yet.
     *
     * @param orderId the order that the event is about
     */
    @Transactional
    public void announce(String eventId, String orderId, Occasion occasion, Event event) {
        Optional<Contact> contact = contacts.lock(orderId);
        if (contact.isPresent()) {
            plan(eventId, occasion, event, contact.get());
        } else {
            parkedEvents.park(orderId, new ParkedEvent(eventId, event));
            LOG.debugf("%s of order %s waits for the customer's contact", occasion.about(), orderId);
        }
    }

    private void plan(String eventId, Occasion occasion, Event event, Contact contact) {
        for (Channel channel : Channel.values()) {
            contact.recipientOn(channel)
                    .map(recipient -> Notification.planned(
                            eventId,
                            contact.orderId(),
                            occasion,
                            channel,
                            recipient,
                            writer.write(channel, occasion, event, contact),
                            clock.instant()))
                    .ifPresent(notification -> notifications.add(new Traced<>(notification, TraceParent.current())));
        }
        planned.fire(new NotificationsPlanned(contact.orderId()));
    }
}
