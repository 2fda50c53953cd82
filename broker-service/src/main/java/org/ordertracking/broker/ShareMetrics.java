package org.ordertracking.broker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.TopicIdPartition;
import org.ordertracking.broker.share.ShareCounters;
import org.ordertracking.broker.share.ShareGroups;

/** Shows what share groups do, and how far they are behind. */
final class ShareMetrics implements ShareGroups.Listener {
    private final ShareGroups shares;
    private final MeterRegistry registry;
    private final BoundedSeries<Shared> lags;

    private record Shared(String group, TopicIdPartition partition) {}

    private ShareMetrics(ShareGroups shares, MeterRegistry registry, int lagSeries) {
        this.shares = shares;
        this.registry = registry;
        this.lags = new BoundedSeries<>(registry, lagSeries, this::register);
    }

    /**
     * @param lagSeries most lags that are shown, one for each group and partition
     */
    static void bind(ShareGroups shares, MeterRegistry registry, int lagSeries) {
        ShareMetrics metrics = new ShareMetrics(shares, registry, lagSeries);
        Gauge.builder("broker.share.sessions", shares, ShareGroups::sessionCount)
                .description("Consumers of share groups that fetch")
                .register(registry);
        Gauge.builder("broker.share.partitions", shares, ShareGroups::partitionCount)
                .description("Partitions that are shared at the moment, counted per group")
                .register(registry);
        ShareCounters counters = shares.counters();
        FunctionCounter.builder("broker.share.delivered.records", counters, ShareCounters::delivered)
                .description("Records given to consumers of share groups, each delivery counted")
                .register(registry);
        FunctionCounter.builder("broker.share.lock.timeouts", counters, ShareCounters::lockTimeouts)
                .description("Locks of consumers that ran out")
                .register(registry);
        metrics.acknowledged("accept", ShareCounters::accepted);
        metrics.acknowledged("release", ShareCounters::released);
        metrics.acknowledged("reject", ShareCounters::rejected);
        metrics.acknowledged("gap", ShareCounters::gaps);
        shares.listen(metrics);
    }

    private void acknowledged(String as, ToDoubleFunction<ShareCounters> value) {
        FunctionCounter.builder("broker.share.acknowledged.records", shares.counters(), value)
                .description("What became of records given to consumers of share groups")
                .tag("as", as)
                .register(registry);
    }

    @Override
    public void opened(String group, TopicIdPartition partition) {
        lags.add(new Shared(group, partition));
    }

    @Override
    public void gone(String group, TopicIdPartition partition) {
        lags.remove(new Shared(group, partition));
    }

    private List<Meter> register(Shared shared) {
        return List.of(Gauge.builder("broker.share.group.lag", shares, groups -> lagOf(groups, shared))
                .description("Offsets between the first record that is not done with and the end of the partition")
                .tag("group", shared.group())
                .tag("topic", shared.partition().topic())
                .tag("partition", String.valueOf(shared.partition().partition()))
                .register(registry));
    }

    private static double lagOf(ShareGroups shares, Shared shared) {
        OptionalLong lag = shares.lagOf(shared.group(), shared.partition());
        return lag.isPresent() ? lag.getAsLong() : Double.NaN;
    }
}
