package org.ordertracking.http.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The buckets of all clients. Never waits and takes no lock, so that an event loop can ask. The table is bounded: when it
 * is full, a client that was not heard of for long is forgotten, and begins with full buckets when it comes again.
 */
@Startup
@Singleton
public class ClientLimits {

    private final LimitsConfig config;
    private final TimeMeter clock;
    private final Map<RequestKind, Integer> quotas = new EnumMap<>(RequestKind.class);
    private final Map<RequestKind, Counter> refused = new EnumMap<>(RequestKind.class);
    private final Cache<Key, Bucket> buckets;

    private record Key(String client, RequestKind kind) {}

    @Inject
    ClientLimits(LimitsConfig config, MeterRegistry meters) {
        this(config, meters, TimeMeter.SYSTEM_NANOTIME);
    }

    ClientLimits(LimitsConfig config, MeterRegistry meters, TimeMeter clock) {
        this.config = config;
        this.clock = clock;
        quotas.put(RequestKind.READS, required("reads", config.reads()));
        quotas.put(RequestKind.WRITES, required("writes", config.writes()));
        quotas.put(RequestKind.WRONG_TOKENS, required("wrong-tokens", config.wrongTokens()));
        if (config.period().toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "http.limits.period is " + config.period() + ", set it to a second or more");
        }
        // A client has at most one bucket of each kind. Those forgotten by age were full again, so nobody gains by it.
        buckets = Caffeine.newBuilder()
                .maximumSize((long) required("clients", config.clients()) * RequestKind.values().length)
                .expireAfterAccess(config.period())
                .executor(Runnable::run)
                .build();
        for (RequestKind kind : RequestKind.values()) {
            refused.put(
                    kind,
                    Counter.builder("http.limits.refused")
                            .description("Requests beyond the limit of their client")
                            .tag("kind", kind.label())
                            .register(meters));
        }
        Gauge.builder("http.limits.buckets", buckets, Cache::estimatedSize)
                .description("Buckets of clients that are remembered")
                .register(meters);
    }

    boolean enabled() {
        return config.enabled();
    }

    /** Takes one from the client's bucket of this kind. */
    public Allowance take(String client, RequestKind kind) {
        Allowance allowance = Allowance.of(
                kind, quotas.get(kind), config.period(), bucket(client, kind).tryConsumeAndReturnRemaining(1));
        if (!allowance.granted()) {
            refused.get(kind).increment();
        }
        return allowance;
    }

    /** What is left, without taking any. */
    public Allowance look(String client, RequestKind kind) {
        Bucket bucket = bucket(client, kind);
        EstimationProbe estimation = bucket.estimateAbilityToConsume(1);
        return new Allowance(
                kind,
                quotas.get(kind),
                config.period(),
                estimation.canBeConsumed(),
                estimation.getRemainingTokens(),
                Duration.ofNanos(estimation.getNanosToWaitForRefill()),
                config.period());
    }

    /** Buckets in the table. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket(String client, RequestKind kind) {
        return buckets.get(new Key(client, kind), this::fullBucket);
    }

    private Bucket fullBucket(Key key) {
        int quota = quotas.get(key.kind());
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(quota)
                        .refillGreedy(quota, config.period())
                        .build())
                .withCustomTimePrecision(clock)
                .build();
    }

    private static int required(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("http.limits." + name + " is " + value + ", set it to 1 or more");
        }
        return value;
    }
}
