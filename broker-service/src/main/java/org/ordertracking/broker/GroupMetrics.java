package org.ordertracking.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows the groups there are and how far they are behind. */
final class GroupMetrics {

    private GroupMetrics() {}

    /**
     * @param lagSeries most lags that are shown, one for each group and partition
     */
    static void bind(Broker broker, MeterRegistry registry, int lagSeries) {
        broker.groups()
                .counts()
                .all()
                .forEach(count -> Gauge.builder(
                                "broker.groups", () -> count.groups().getAsDouble())
                        .description("Groups by type and state, counted about once a minute")
                        .tag("type", count.type())
                        .tag("state", count.state())
                        .register(registry));
        LagGauges lags = new LagGauges(broker.topics(), broker.groups().committedOffsets(), registry, lagSeries);
        Gauge.builder("broker.group.lag.unshown", lags::unshown)
                .description("Committed offsets whose lag is not shown, beyond broker.groups.lag-series")
                .register(registry);
        broker.groups().committedOffsets().listen(lags);
    }
}
