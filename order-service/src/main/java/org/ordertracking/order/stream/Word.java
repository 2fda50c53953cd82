package org.ordertracking.order.stream;

import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.Timeline;

/** Something to tell to one who follows an order. */
public sealed interface Word {

    /**
     * The order as it stands now.
     *
     * @param lastSequence of the last step that was told; 0 for none
     */
    record State(Order order, long lastSequence) implements Word {}

    /** A step that is new. */
    record Step(Timeline.Entry entry) implements Word {}

    /**
     * Nothing more is to come. The last word.
     *
     * @param lastSequence of the last step that was told; 0 for none
     */
    record End(Order order, long lastSequence) implements Word {}

    /** Nothing new, but the line is alive. */
    record Heartbeat() implements Word {}
}
