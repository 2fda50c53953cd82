package org.ordertracking.broker.net;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who may connect: so many clients in all, and so many from one address. Any thread may ask. */
final class ConnectionLimits {
    private final int max;
    private final int maxPerAddress;
    private final RequestMetrics metrics;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

    ConnectionLimits(int max, int maxPerAddress, RequestMetrics metrics) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
        this.metrics = metrics;
    }

    /**
     * Takes a place, to be given back with {@link #leave}.
     *
     * @return which limit is reached, if there is no place
     */
    Optional<String> enter(InetAddress address) {
        if (!metrics.connected(max)) {
            return Optional.of("broker.listener.max-connections=%d reached".formatted(max));
        }
        boolean[] entered = {false};
        open.compute(address, (same, count) -> {
            int others = count == null ? 0 : count;
            entered[0] = others < maxPerAddress;
            return entered[0] ? Integer.valueOf(others + 1) : count;
        });
        if (entered[0]) {
            return Optional.empty();
        }
        metrics.disconnected();
        return Optional.of("broker.listener.max-connections-per-ip=%d reached by %s"
                .formatted(maxPerAddress, address.getHostAddress()));
    }

    void leave(InetAddress address) {
        open.computeIfPresent(address, (same, count) -> count == 1 ? null : Integer.valueOf(count - 1));
        metrics.disconnected();
    }
}
