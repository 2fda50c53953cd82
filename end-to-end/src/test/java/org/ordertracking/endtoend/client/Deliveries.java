package org.ordertracking.endtoend.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Client of logistics-service. */
public final class Deliveries {

    private static final int PAGE_SIZE = 200;

    private final HttpJson http;

    public Deliveries(URI logisticsService) {
        this.http = new HttpJson(logisticsService);
    }

    /** Every delivery there is. */
    public List<Delivery> all() {
        List<Delivery> all = new ArrayList<>();
        List<Delivery> page;
        int number = 0;
        do {
            page = http.get("/deliveries?size=" + PAGE_SIZE + "&page=" + number++, Page.class)
                    .items();
            all.addAll(page);
        } while (page.size() == PAGE_SIZE);
        return all;
    }

    private record Page(List<Delivery> items) {}

    /** The way of one order's parcel. */
    public record Delivery(String orderId, String state, String trackingNumber) {}
}
