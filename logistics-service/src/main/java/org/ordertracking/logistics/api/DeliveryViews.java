package org.ordertracking.logistics.api;

import jakarta.inject.Singleton;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.Pace;
import org.ordertracking.logistics.fleet.ParcelLocator;

/** Makes views of deliveries: what the database knows, and where the parcel is. */
@Singleton
class DeliveryViews {

    private final ParcelLocator locator;
    private final Pace pace;

    DeliveryViews(ParcelLocator locator, Pace pace) {
        this.locator = locator;
        this.pace = pace;
    }

    DeliveryView of(Delivery delivery) {
        return DeliveryView.of(delivery, locator.positionOf(delivery), pace.arrivalOf(delivery));
    }
}
