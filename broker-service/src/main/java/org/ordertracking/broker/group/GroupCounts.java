package org.ordertracking.broker.group;

import com.yammer.metrics.core.Gauge;
import com.yammer.metrics.core.MetricName;
import com.yammer.metrics.core.MetricsRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.coordinator.group.metrics.GroupCoordinatorMetrics;

/** How many groups there are, by type and state: what the coordinator counts, which it does about once a minute. */
public final class GroupCounts {
    private static final Map<String, MetricName> CLASSIC = Map.of(
            "PreparingRebalance", GroupCoordinatorMetrics.NUM_CLASSIC_GROUPS_PREPARING_REBALANCE,
            "CompletingRebalance", GroupCoordinatorMetrics.NUM_CLASSIC_GROUPS_COMPLETING_REBALANCE,
            "Stable", GroupCoordinatorMetrics.NUM_CLASSIC_GROUPS_STABLE,
            "Dead", GroupCoordinatorMetrics.NUM_CLASSIC_GROUPS_DEAD,
            "Empty", GroupCoordinatorMetrics.NUM_CLASSIC_GROUPS_EMPTY);
    private static final Map<String, String> OTHERS = Map.of(
            GroupCoordinatorMetrics.CONSUMER_GROUP_COUNT_METRIC_NAME, "consumer",
            GroupCoordinatorMetrics.SHARE_GROUP_COUNT_METRIC_NAME, "share",
            GroupCoordinatorMetrics.STREAMS_GROUP_COUNT_METRIC_NAME, "streams");

    private final MetricsRegistry classic;
    private final Metrics others;

    GroupCounts(MetricsRegistry classic, Metrics others) {
        this.classic = classic;
        this.others = others;
    }

    /**
     * One of the counts.
     *
     * @param type classic, consumer, share or streams
     * @param state as Kafka's tools name it
     */
    public record GroupCount(String type, String state, DoubleSupplier groups) {}

    /** Every type with every state it knows. */
    public List<GroupCount> all() {
        List<GroupCount> counts = new ArrayList<>();
        CLASSIC.forEach((state, name) -> {
            Gauge<?> gauge = (Gauge<?>) classic.allMetrics().get(name);
            counts.add(new GroupCount("classic", state, () -> ((Number) gauge.value()).doubleValue()));
        });
        others.metrics().forEach((name, metric) -> {
            String type = OTHERS.get(name.name());
            String state = name.tags().get(GroupCoordinatorMetrics.CONSUMER_GROUP_COUNT_STATE_TAG);
            if (type != null && state != null) {
                counts.add(new GroupCount(type, state, () -> valueOf(metric)));
            }
        });
        return counts;
    }

    private static double valueOf(KafkaMetric metric) {
        return ((Number) metric.metricValue()).doubleValue();
    }
}
