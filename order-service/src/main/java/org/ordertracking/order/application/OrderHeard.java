package org.ordertracking.order.application;

import java.util.Optional;
import org.ordertracking.order.domain.Effect;

/**
 * An event about an order was read. For observers after the transaction.
 *
 * @param known whether the order is one of ours
 * @param effect what it did to the order's state; empty when it was only written onto the timeline
 */
public record OrderHeard(String eventType, boolean known, Optional<Effect> effect) {}
