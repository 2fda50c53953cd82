package org.ordertracking.warehouse.application;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Announces, at the first start, the stock that came with the database. It needs the database only, not the broker. */
@ApplicationScoped
class OpeningStock {

    private static final Logger LOG = Logger.getLogger(OpeningStock.class);

    private final Inventory inventory;

    OpeningStock(Inventory inventory) {
        this.inventory = inventory;
    }

    void announce(@Observes StartupEvent started) {
        int announced = inventory.announceOpeningStock();
        if (announced > 0) {
            LOG.infof("Opening stock: %d articles announced", announced);
        }
    }
}
