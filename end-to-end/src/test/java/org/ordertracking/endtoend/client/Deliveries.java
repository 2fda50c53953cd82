package org.ordertracking.endtoend.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The delivery of one order; empty as long as none is scheduled. */
    public Optional<Parcel> parcel(String orderId) {
        try {
            return Optional.of(http.get("/deliveries/" + orderId, Parcel.class));
        } catch (UnexpectedStatusException none) {
            if (none.status() == 404) {
                return Optional.empty();
            }
            throw none;
        }
    }

    /** Follows a parcel live until the stream says that nothing more is to come; the names of the events, in their order. */
    public List<String> follow(String orderId) {
        try (Stream<String> lines = HttpJson.client()
                .send(
                        http.request("/deliveries/" + orderId + "/events")
                                .timeout(Duration.ofMinutes(2))
                                .build(),
                        BodyHandlers.ofLines())
                .body()) {
            return lines.filter(line -> line.startsWith("event:"))
                    .map(line -> line.substring("event:".length()).strip())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the stream of parcel " + orderId + " broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while following parcel " + orderId, e);
        }
    }

    /** A delivery and where its parcel is; what is not known is null. */
    public record Parcel(String orderId, String state, String vehicleId, Position position, Instant estimatedArrival) {}

    /** Where a vehicle is. */
    public record Position(String vehicleId, double latitude, double longitude, Instant at) {}

    private record Page(List<Delivery> items) {}

    /** The way of one order's parcel. */
    public record Delivery(String orderId, String state, String trackingNumber) {}
}
