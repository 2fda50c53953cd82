package org.ordertracking.messaging.events;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.ordertracking.events.Address;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Customer;
import org.ordertracking.events.DeliveryScheduled;
import org.ordertracking.events.NotificationFailed;
import org.ordertracking.events.NotificationSent;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.OrderScreened;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelRecalled;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.events.Payment;
import org.ordertracking.events.ProductViewed;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.events.Shortage;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.events.StockLine;
import org.ordertracking.events.StockRejected;
import org.ordertracking.events.StockReleased;
import org.ordertracking.events.StockReserved;
import org.ordertracking.events.StockReturned;
import org.ordertracking.events.VehicleMoved;

/**
 * Jackson reads and writes events by reflection; a native image must keep them. Without this the first message fails while
 * the health checks stay up.
 */
@RegisterForReflection(
        targets = {
            OrderPlaced.class,
            OrderConfirmed.class,
            OrderRejected.class,
            OrderCancelled.class,
            StockReserved.class,
            StockRejected.class,
            StockReleased.class,
            StockLevelChanged.class,
            DeliveryScheduled.class,
            ParcelDispatched.class,
            ParcelDelivered.class,
            NotificationSent.class,
            NotificationFailed.class,
            OrderScreened.class,
            OrderScreened.Verdict.class,
            OrderScreened.Rule.class,
            OrderCleared.class,
            StockReturned.class,
            ParcelRecalled.class,
            ParcelReturned.class,
            VehicleMoved.class,
            ProductViewed.class,
            Customer.class,
            Payment.class,
            Address.class,
            OrderLine.class,
            StockLine.class,
            Shortage.class,
            RejectionReason.class,
            Channel.class
        })
final class EventReflection {

    private EventReflection() {}
}
