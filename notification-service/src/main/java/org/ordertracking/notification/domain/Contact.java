package org.ordertracking.notification.domain;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Customer;
import org.ordertracking.events.OrderPlaced;

/**
 * How to reach the customer of one order, remembered from {@link OrderPlaced}.
 *
 * @param email null when the customer gave no mail address
 * @param phone E.164; null when the customer gave no phone number
 * @param language ISO 639-1, perhaps one without texts; null when the customer chose none
 * @param channels by which the customer wants to hear; those without an address do not count
 * @param total what the order costs; null for orders from before it was remembered, as is {@code currency}
 * @param currency ISO 4217
 */
public record Contact(
        String orderId,
        String name,
        String email,
        String phone,
        String language,
        Set<Channel> channels,
        BigDecimal total,
        String currency) {

    public Contact {
        channels = Set.copyOf(channels);
    }

    /** The contact that an order was placed with. */
    public static Contact of(OrderPlaced placed) {
        Customer customer = placed.customer();
        return new Contact(
                placed.orderId(),
                customer.name(),
                customer.email(),
                customer.phone(),
                customer.language(),
                customer.channels() == null ? everyChannel() : Set.copyOf(EnumSet.copyOf(customer.channels())),
                placed.total(),
                placed.currency());
    }

    /** What counts as chosen when a customer chose nothing. */
    public static Set<Channel> everyChannel() {
        return Set.copyOf(EnumSet.allOf(Channel.class));
    }

    /** The address to use on a channel, or empty when the customer is not to be told there. */
    public Optional<String> recipientOn(Channel channel) {
        if (!channels.contains(channel)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (channel) {
                    case MAIL -> email;
                    case SMS -> phone;
                });
    }
}
