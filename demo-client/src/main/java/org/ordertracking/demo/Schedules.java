package org.ordertracking.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When deliveries were scheduled, each beside the click that it came of.
 *
 * @param waits from click to schedule, the shortest first
 * @param rate orders per second from the first click to the last schedule
 * @param otherwise orders that ended in another way
 * @param open orders that were not scheduled in time
 */
record Schedules(List<Duration> waits, double rate, int otherwise, int open) {

    private static final long PAUSE_MILLIS = 200;

    /**
     * Asks for each order until its delivery is scheduled or it has ended.
     *
     * @param patience how long the last of them is waited for
     */
    static Schedules await(Shop shop, List<Clicks.Click> clicks, Duration patience)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Duration> waits = new ArrayList<>();
        Instant last = Instant.MIN;
        int otherwise = 0;
        int open = 0;
        for (Clicks.Click click : clicks) {
            JsonNode order = settled(shop, click.orderId(), deadline);
            Optional<Instant> scheduled = scheduledAt(order);
            if (scheduled.isPresent()) {
                waits.add(Duration.between(click.at(), scheduled.get()));
                last = scheduled.get().isAfter(last) ? scheduled.get() : last;
            } else if (order.path("ended").asBoolean()) {
                otherwise++;
            } else {
                open++;
            }
        }
        waits.sort(Comparator.naturalOrder());
        return new Schedules(List.copyOf(waits), rate(clicks, waits.size(), last), otherwise, open);
    }

    /** One order at a time, the oldest first: asking for all of them again and again would be a load of its own. */
    private static JsonNode settled(Shop shop, String orderId, long deadline) throws IOException, InterruptedException {
        while (true) {
            JsonNode order = shop.order(orderId);
            boolean settled =
                    scheduledAt(order).isPresent() || order.path("ended").asBoolean();
            if (settled || System.nanoTime() - deadline >= 0) {
                return order;
            }
            Thread.sleep(PAUSE_MILLIS); // the pace of asking: nothing here to wait on but the service itself
        }
    }

    private static Optional<Instant> scheduledAt(JsonNode order) {
        String at = order.path("reachedAt").path("SCHEDULED").asText("");
        return at.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(at));
    }

    private static double rate(List<Clicks.Click> clicks, int scheduled, Instant last) {
        return clicks.stream()
                .map(Clicks.Click::at)
                .min(Comparator.naturalOrder())
                .filter(first -> scheduled > 0)
                .map(first -> scheduled
                        * 1e9
                        / Math.max(1, Duration.between(first, last).toNanos()))
                .orElse(0.0);
    }

    boolean allScheduled() {
        return otherwise == 0 && open == 0;
    }

    /** The wait that this part of all orders did not exceed (nearest rank); zero when none was scheduled. */
    Duration percentile(double part) {
        if (waits.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(part * waits.size());
        return waits.get(Math.max(0, rank - 1));
    }

    /** For a person. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%d deliveries scheduled, %d orders ended otherwise, %d still open: %.1f per second end to end%n"
                        + "from click to delivery scheduled: p50 %d ms, p90 %d ms, p99 %d ms, longest %d ms",
                waits.size(),
                otherwise,
                open,
                rate,
                percentile(0.5).toMillis(),
                percentile(0.9).toMillis(),
                percentile(0.99).toMillis(),
                percentile(1).toMillis());
    }
}
