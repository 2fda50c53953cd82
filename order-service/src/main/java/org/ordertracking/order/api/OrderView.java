package org.ordertracking.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.order.domain.Delivery;
import org.ordertracking.order.domain.NextStep;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.domain.ParcelReturn;
import org.ordertracking.order.domain.Rejection;

/**
 * An order as the API shows it. Values that are not known (yet) are left out.
 *
 * @param ended whether the state is final
 * @param reachedAt when each state was reached; a state that was passed over has no time
 * @param clearedAt when it was screened and found good
 * @param waitsFor what it waits for; left out at an end
 * @param stuckSince since when it is known to wait too long; shown where the order is asked for by its id
 * @param rejection why it was rejected
 * @param cancellationReason why it was cancelled
 * @param parcelReturn the way back of a parcel that had left when its order was cancelled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        @Schema(required = true) String orderId,
        @Schema(required = true) OrderState state,
        @Schema(required = true) boolean ended,
        @Schema(required = true) boolean cancellable,
        @Schema(required = true) CustomerView customer,
        @Schema(required = true) AddressView deliverTo,
        @Schema(required = true) List<LineView> lines,
        @Schema(required = true) String currency,
        @Schema(required = true) BigDecimal total,
        @Schema(required = true) Instant placedAt,
        @Schema(required = true) Map<OrderState, Instant> reachedAt,
        Instant clearedAt,
        WaitView waitsFor,
        Instant stuckSince,
        RejectionView rejection,
        String cancellationReason,
        DeliveryView delivery,
        ParcelReturnView parcelReturn) {

    static OrderView of(Order order) {
        return of(order, null);
    }

    static OrderView of(Order order, Instant stuckSince) {
        return new OrderView(
                order.id(),
                order.state(),
                order.state().isEnd(),
                order.state().isCancellable(),
                CustomerView.of(order.purchase().customer()),
                AddressView.of(order.purchase().deliverTo()),
                order.purchase().lines().stream().map(LineView::of).toList(),
                order.purchase().currency(),
                order.purchase().total(),
                order.milestones().of(OrderState.PLACED).orElseThrow(),
                order.milestones().reachedAt(),
                order.clearedAt().orElse(null),
                NextStep.of(order)
                        .map(step -> WaitView.of(step, order.progressedAt()))
                        .orElse(null),
                stuckSince,
                order.rejection().map(RejectionView::of).orElse(null),
                order.cancellationReason().orElse(null),
                order.delivery().map(DeliveryView::of).orElse(null),
                order.parcelReturn().map(ParcelReturnView::of).orElse(null));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CustomerView(String name, String email, String phone) {
        static CustomerView of(Customer customer) {
            return new CustomerView(customer.name(), customer.email(), customer.phone());
        }
    }

    record AddressView(String street, String postalCode, String city, String country) {
        static AddressView of(Address address) {
            return new AddressView(address.street(), address.postalCode(), address.city(), address.country());
        }
    }

    record LineView(String sku, int quantity, BigDecimal unitPrice, BigDecimal amount) {
        static LineView of(OrderLine line) {
            BigDecimal amount = line.unitPrice().multiply(BigDecimal.valueOf(line.quantity()));
            return new LineView(line.sku(), line.quantity(), line.unitPrice(), amount);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ParcelReturnView(Instant recalledAt, Instant returnedAt) {
        static ParcelReturnView of(ParcelReturn parcelReturn) {
            return new ParcelReturnView(
                    parcelReturn.recalledAt().orElse(null),
                    parcelReturn.returnedAt().orElse(null));
        }
    }

    record RejectionView(RejectionReason reason, String detail) {
        static RejectionView of(Rejection rejection) {
            return new RejectionView(rejection.reason(), rejection.detail());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(String trackingNumber, String carrier, Instant slotStart, Instant slotEnd) {
        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    delivery.trackingNumber(), delivery.carrier(), delivery.slotStart(), delivery.slotEnd());
        }
    }
}
