package org.ordertracking.notification.domain;

import java.util.Optional;
import org.ordertracking.events.Channel;
import org.ordertracking.events.OrderPlaced;

/**
 * How to reach the customer of one order, remembered from {@link OrderPlaced}.
 *
 * @param email null when the customer wants no mail
 * @param phone E.164; null when the customer wants no SMS
 */
public record Contact(String orderId, String name, String email, String phone) {

    /** The contact that an order was placed with. */
    public static Contact of(OrderPlaced placed) {
        return new Contact(
                placed.orderId(),
                placed.customer().name(),
                placed.customer().email(),
                placed.customer().phone());
    }

    /** The address to use on a channel, or empty when the customer is not to be told there. */
    public Optional<String> recipientOn(Channel channel) {
        return Optional.ofNullable(
                switch (channel) {
                    case MAIL -> email;
                    case SMS -> phone;
                });
    }
}
