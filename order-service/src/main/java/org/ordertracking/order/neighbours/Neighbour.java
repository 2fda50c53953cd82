package org.ordertracking.order.neighbours;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The processes of the suite, as their HTTP ports are reached. */
public enum Neighbour {
    /** This service itself, asked like the others, so that the same is measured of all. */
    ORDER_SERVICE("order-service"),
    WAREHOUSE_SERVICE("warehouse-service"),
    LOGISTICS_SERVICE("logistics-service"),
    NOTIFICATION_SERVICE("notification-service"),
    BROKER_SERVICE("broker-service");

    /** Those that have an outbox, dead letters and faults to be switched. */
    public static final List<Neighbour> SERVICES =
            List.of(ORDER_SERVICE, WAREHOUSE_SERVICE, LOGISTICS_SERVICE, NOTIFICATION_SERVICE);

    private final String label;

    Neighbour(String label) {
        this.label = label;
    }

    /** What it is called everywhere, for example {@code logistics-service}. */
    public String label() {
        return label;
    }

    /** The service with this name; empty when there is none, or when it is the broker. */
    public static Optional<Neighbour> service(String label) {
        return SERVICES.stream().filter(each -> each.label.equals(label)).findFirst();
    }

    /** All, those that apply events first. */
    public static List<Neighbour> all() {
        return Arrays.asList(values());
    }
}
