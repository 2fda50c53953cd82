package org.ordertracking.endtoend.client;

import java.net.URI;
import java.util.List;

/** Client of notification-service: what customers were told. */
public final class NotificationInbox {

    private final HttpJson http;

    public NotificationInbox(URI notificationService) {
        this.http = new HttpJson(notificationService);
    }

    /** All messages about an order. */
    public List<Message> about(String orderId) {
        return http.get("/notifications?size=100&orderId=" + orderId, Page.class)
                .items();
    }

    private record Page(List<Message> items) {}

    /** A message to a customer. */
    public record Message(
            String id,
            String orderId,
            String about,
            String channel,
            String recipient,
            String text,
            String state,
            String via) {}
}
