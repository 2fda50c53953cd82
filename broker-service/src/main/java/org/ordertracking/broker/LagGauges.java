package org.ordertracking.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.ordertracking.broker.group.CommittedOffsets;
import org.ordertracking.broker.group.GroupPartition;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * A gauge for each committed offset: how many offsets lie between it and the high watermark when it is read. Both are in
 * memory, so reading it costs two look-ups.
 *
 * <p>There are no more gauges than the limit; what is beyond it gets its own with its next commit after another has gone.
 */
final class LagGauges implements CommittedOffsets.Listener {
    private static final Logger LOG = Logger.getLogger(LagGauges.class);

    private final TopicRegistry topics;
    private final CommittedOffsets offsets;
    private final MeterRegistry registry;
    private final int limit;
    private final Map<GroupPartition, Meter> shown = new HashMap<>();
    private boolean limitReported;

    LagGauges(TopicRegistry topics, CommittedOffsets offsets, MeterRegistry registry, int limit) {
        this.topics = topics;
        this.offsets = offsets;
        this.registry = registry;
        this.limit = limit;
    }

    @Override
    public synchronized void committed(GroupPartition key) {
        if (shown.containsKey(key)) {
            return;
        }
        if (shown.size() < limit) {
            shown.put(key, register(key));
        } else if (!limitReported) {
            limitReported = true;
            LOG.warnf(
                    "the lag of group %s in %s and of those after it is not shown: broker.groups.lag-series=%d are; "
                            + "raise it, or delete groups that are no longer used",
                    key.group(), key.partition(), limit);
        }
    }

    @Override
    public synchronized void forgotten(GroupPartition key) {
        Meter gauge = shown.remove(key);
        if (gauge != null) {
            registry.remove(gauge);
        }
    }

    synchronized int unshown() {
        return offsets.size() - shown.size();
    }

    private Meter register(GroupPartition key) {
        return Gauge.builder("broker.group.lag", () -> lagOf(key))
                .description("Offsets between a group's committed one and the end of the partition")
                .tag("group", key.group())
                .tag("topic", key.partition().topic())
                .tag("partition", String.valueOf(key.partition().partition()))
                .register(registry);
    }

    /** Not a number where there is no such partition any more and the coordinator has yet to forget its offset. */
    private double lagOf(GroupPartition key) {
        OptionalLong committed = offsets.of(key);
        return topics.byName(key.partition().topic())
                .flatMap(topic -> topic.partition(key.partition().partition()))
                .filter(partition -> committed.isPresent())
                .map(partition -> (double) Math.max(0, partition.log().highWatermark() - committed.getAsLong()))
                .orElse(Double.NaN);
    }
}
