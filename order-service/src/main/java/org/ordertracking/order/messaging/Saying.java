package org.ordertracking.order.messaging;

import java.util.Optional;
import org.ordertracking.events.DeliveryEvent;
import org.ordertracking.events.DeliveryScheduled;
import org.ordertracking.events.Event;
import org.ordertracking.events.NotificationEvent;
import org.ordertracking.events.NotificationFailed;
import org.ordertracking.events.NotificationSent;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderEvent;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.OrderScreened;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelRecalled;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.events.StockEvent;
import org.ordertracking.events.StockRejected;
import org.ordertracking.events.StockReleased;
import org.ordertracking.events.StockReserved;
import org.ordertracking.events.StockReturned;
import org.ordertracking.order.domain.Bearing;
import org.ordertracking.order.domain.TimelineStep;

/**
 * An event about an order, as its timeline says it.
 *
 * @param summary in words for a person; cut after {@link TimelineStep#MAX_SUMMARY} characters
 */
record Saying(Bearing bearing, String summary) {

    Saying {
        summary = summary.length() <= TimelineStep.MAX_SUMMARY
                ? summary
                : summary.substring(0, TimelineStep.MAX_SUMMARY - 1) + "…";
    }

    /** Empty for an event that is not about an order. */
    static Optional<Saying> of(Event event) {
        if (event instanceof OrderEvent order) {
            return Optional.of(new Saying(Bearing.NONE, summary(order)));
        }
        if (event instanceof OrderScreened screened) {
            return Optional.of(new Saying(bearing(screened), Wording.verdict(screened)));
        }
        if (event instanceof StockEvent stock) {
            return Optional.of(of(stock));
        }
        if (event instanceof DeliveryEvent delivery) {
            return Optional.of(of(delivery));
        }
        if (event instanceof NotificationEvent notification) {
            return Optional.of(new Saying(Bearing.NONE, summary(notification)));
        }
        return Optional.empty();
    }

    private static String summary(OrderEvent event) {
        if (event instanceof OrderPlaced placed) {
            return "%s for %s %s"
                    .formatted(
                            Wording.orderLines(placed.lines()), placed.total().toPlainString(), placed.currency());
        }
        if (event instanceof OrderCleared) {
            return "Cleared: stock may be reserved";
        }
        if (event instanceof OrderConfirmed) {
            return "All goods are kept back, the order is carried out";
        }
        if (event instanceof OrderRejected rejected) {
            return rejected.detail();
        }
        return ((OrderCancelled) event).reason();
    }

    private static Bearing bearing(OrderScreened screened) {
        return screened.verdict() == OrderScreened.Verdict.CLEARED ? Bearing.CLEAR : Bearing.SUSPECT;
    }

    private static Saying of(StockEvent event) {
        if (event instanceof StockReserved reserved) {
            return new Saying(Bearing.CONFIRM, "Kept back: " + Wording.stockLines(reserved.lines()));
        }
        if (event instanceof StockRejected rejected) {
            return new Saying(Bearing.REJECT, Wording.refusal(rejected));
        }
        if (event instanceof StockReleased released) {
            return new Saying(Bearing.NONE, "Back on the shelf: " + Wording.stockLines(released.lines()));
        }
        return new Saying(
                Bearing.NONE,
                "Back from the customer's parcel: " + Wording.stockLines(((StockReturned) event).lines()));
    }

    private static Saying of(DeliveryEvent event) {
        if (event instanceof DeliveryScheduled scheduled) {
            return new Saying(
                    Bearing.SCHEDULE, "%s, parcel %s".formatted(scheduled.carrier(), scheduled.trackingNumber()));
        }
        if (event instanceof ParcelDispatched dispatched) {
            return new Saying(Bearing.DISPATCH, "Parcel %s is on its way".formatted(dispatched.trackingNumber()));
        }
        if (event instanceof ParcelDelivered delivered) {
            return new Saying(Bearing.DELIVER, "Parcel %s has arrived".formatted(delivered.trackingNumber()));
        }
        if (event instanceof ParcelRecalled recalled) {
            return new Saying(Bearing.RECALL, "Parcel %s is called back".formatted(recalled.trackingNumber()));
        }
        return new Saying(
                Bearing.TAKE_BACK,
                "Parcel %s is in the warehouse again".formatted(((ParcelReturned) event).trackingNumber()));
    }

    private static String summary(NotificationEvent event) {
        if (event instanceof NotificationSent sent) {
            return "%s to %s about %s".formatted(Wording.channel(sent.channel()), sent.recipient(), sent.about());
        }
        NotificationFailed failed = (NotificationFailed) event;
        return "%s to %s about %s failed: %s"
                .formatted(Wording.channel(failed.channel()), failed.recipient(), failed.about(), failed.reason());
    }
}
