package org.ordertracking.order.stream;

import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.Timeline;

/** Something to tell to one who follows an order. */
public sealed interface Word {

    /**
     * The order as it stands now.
     *
     * @param last the last step that was told
     */
    record State(Order order, Bookmark last) implements Word {}

    /**
     * A step that is new.
     *
     * @param last this step, when it is told
     */
    record Step(Timeline.Entry entry, Bookmark last) implements Word {}

    /**
     * Nothing more is to come. The last word.
     *
     * @param last the last step that was told
     */
    record End(Order order, Bookmark last) implements Word {}

    /** Nothing new, but the line is alive. */
    record Heartbeat() implements Word {}
}
