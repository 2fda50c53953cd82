package org.ordertracking.broker.quota;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.image.ClientQuotasImage;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.ordertracking.broker.quota.QuotaLevel.Subject;
import org.ordertracking.broker.topic.MetadataListener;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * What clients may use, and what they have used. Where no quota is set, asking costs one look at a field; where one is,
 * it costs a look-up and the lock of the meter of those who share it. Whoever is over a quota is told for how many
 * milliseconds to be left alone (KIP-219).
 *
 * <p>A client without a client id is counted as one whose id is empty. (In Kafka it escapes quotas of default clients.)
 */
public final class ClientQuotas implements MetadataListener {
    /** Entities counted at a time, of each kind. */
    static final int MAX_METERS = 10_000;

    private static final double NANOS_PER_PERCENT = TimeUnit.SECONDS.toNanos(1) / 100.0;
    private static final long LONGEST_REQUEST_THROTTLE = TimeUnit.SECONDS.toMillis(Meter.SAMPLE_SECONDS);
    private static final MutationBudget UNLIMITED = new MutationBudget() {
        @Override
        public void take(int partitions) {
            // as many as it likes
        }

        @Override
        public int throttleMillis() {
            return 0;
        }
    };

    private final Map<QuotaKind, Double> defaults;
    private final InstantSource clock;
    private final Meters<Subject, RateMeter> produced = new Meters<>(MAX_METERS, RateMeter::new);
    private final Meters<Subject, RateMeter> fetched = new Meters<>(MAX_METERS, RateMeter::new);
    private final Meters<Subject, RateMeter> worked = new Meters<>(MAX_METERS, RateMeter::new);
    private final Meters<Subject, TokenMeter> mutated = new Meters<>(MAX_METERS, TokenMeter::new);
    private final Meters<InetAddress, RateMeter> connected = new Meters<>(MAX_METERS, RateMeter::new);
    private final Map<QuotaKind, LongAdder> throttles = new EnumMap<>(QuotaKind.class);
    private volatile QuotaTable table;

    /**
     * @param defaults for clients for whom nothing is set in the metadata log
     */
    public ClientQuotas(Map<QuotaKind, Double> defaults, InstantSource clock) {
        defaults.forEach(ClientQuotas::requirePositive);
        this.defaults = Map.copyOf(defaults);
        this.clock = clock;
        for (QuotaKind kind : QuotaKind.values()) {
            throttles.put(kind, new LongAdder());
        }
        this.table = new QuotaTable(this.defaults, Map.of());
    }

    /** No quotas, now and ever. */
    public static ClientQuotas none() {
        return new ClientQuotas(Map.of(), InstantSource.system());
    }

    private static void requirePositive(QuotaKind kind, double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("broker.quotas.%s=%s must be more than 0"
                    .formatted(kind.key().replace('_', '-'), limit));
        }
    }

    @Override
    public void onChange(MetadataDelta delta, MetadataImage image) {
        if (delta.clientQuotasDelta() != null) {
            apply(image.clientQuotas());
        }
    }

    /** Takes over what is set, now and whenever it changes. */
    public void follow(TopicRegistry metadata) {
        metadata.listen(this);
        apply(metadata.image().clientQuotas());
    }

    /** Takes over what is set. */
    void apply(ClientQuotasImage quotas) {
        Map<ClientQuotaEntity, Map<String, Double>> set = new HashMap<>();
        quotas.entities().forEach((entity, values) -> set.put(entity, values.quotaMap()));
        table = new QuotaTable(defaults, set);
    }

    /** How often somebody was over a quota of that kind, since the start. */
    public long throttles(QuotaKind kind) {
        return throttles.get(kind).sum();
    }

    /** Whether anybody has a quota of that kind. */
    public boolean limits(QuotaKind kind) {
        return table.limits(kind);
    }

    /**
     * Counts a produce request.
     *
     * @return milliseconds for which to leave the client alone, 0 within its quota
     */
    public int produced(String user, String clientId, long bytes) {
        Subject client = new Subject(user, orEmpty(clientId));
        long now = clock.millis();
        return throttle(
                QuotaKind.PRODUCER_BYTE_RATE,
                table.find(QuotaKind.PRODUCER_BYTE_RATE, client)
                        .map(limit -> produced.of(limit.sharedBy(), now).record(bytes, limit.value(), now)));
    }

    /**
     * Counts a fetch response, unless it is over the quota: then it is not to be sent.
     *
     * @return as {@link #produced}
     */
    public int fetched(String user, String clientId, long bytes) {
        Subject client = new Subject(user, orEmpty(clientId));
        long now = clock.millis();
        return throttle(
                QuotaKind.CONSUMER_BYTE_RATE,
                table.find(QuotaKind.CONSUMER_BYTE_RATE, client)
                        .map(limit -> fetched.of(limit.sharedBy(), now).recordWithin(bytes, limit.value(), now)));
    }

    /** The largest fetch response that a client can ever get within its quota. */
    public long largestFetch(String user, String clientId) {
        return table.find(QuotaKind.CONSUMER_BYTE_RATE, new Subject(user, orEmpty(clientId)))
                .map(limit -> (long) (limit.value() * (Meter.SAMPLES - 1) * Meter.SAMPLE_SECONDS))
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Counts time spent on a request.
     *
     * @return as {@link #produced}, never longer than a second
     */
    public int worked(String user, String clientId, long nanos) {
        Subject client = new Subject(user, orEmpty(clientId));
        long now = clock.millis();
        return throttle(
                QuotaKind.REQUEST_PERCENTAGE,
                table.find(QuotaKind.REQUEST_PERCENTAGE, client)
                        .map(limit ->
                                worked.of(limit.sharedBy(), now).record(nanos / NANOS_PER_PERCENT, limit.value(), now))
                        .map(millis -> Math.min(millis, LONGEST_REQUEST_THROTTLE)));
    }

    /**
     * Counts a new connection, unless it is over the quota: then it is not to be served.
     *
     * @return as {@link #produced}, never longer than a second
     */
    public int connected(InetAddress address) {
        long now = clock.millis();
        return throttle(
                QuotaKind.CONNECTION_CREATION_RATE,
                table.find(address)
                        .map(limit -> connected.of(address, now).recordWithin(1, limit, now))
                        .map(millis -> Math.min(millis, LONGEST_REQUEST_THROTTLE)));
    }

    /**
     * What a client may change of topics and partitions in one request.
     *
     * @param strict whether changes over the quota are refused, or else made, and the client throttled (KIP-599)
     */
    public MutationBudget mutations(String user, String clientId, boolean strict) {
        return table.find(QuotaKind.CONTROLLER_MUTATION_RATE, new Subject(user, orEmpty(clientId)))
                .<MutationBudget>map(limit -> new Metered(mutated.of(limit.sharedBy(), clock.millis()), limit, strict))
                .orElse(UNLIMITED);
    }

    private int throttle(QuotaKind kind, Optional<Long> millis) {
        long pause = millis.orElse(0L);
        if (pause > 0) {
            throttles.get(kind).increment();
        }
        return (int) Math.min(pause, Integer.MAX_VALUE);
    }

    private static String orEmpty(String clientId) {
        return clientId == null ? "" : clientId;
    }

    private final class Metered implements MutationBudget {
        private final TokenMeter meter;
        private final double limit;
        private final boolean strict;
        private volatile long throttledUntil;

        private Metered(TokenMeter meter, QuotaTable.Limit limit, boolean strict) {
            this.meter = meter;
            this.limit = limit.value();
            this.strict = strict;
        }

        @Override
        public void take(int partitions) {
            long now = clock.millis();
            long throttle = strict ? meter.recordWithin(partitions, limit, now) : meter.record(partitions, limit, now);
            throttledUntil = now + throttle;
            if (throttle > 0) {
                throttles.get(QuotaKind.CONTROLLER_MUTATION_RATE).increment();
            }
            if (strict && throttle > 0) {
                throw new ThrottlingQuotaExceededException(
                        (int) Math.min(throttle, Integer.MAX_VALUE),
                        "the quota %s=%s is used up; try again in %d ms"
                                .formatted(QuotaKind.CONTROLLER_MUTATION_RATE.key(), limit, throttle));
            }
        }

        @Override
        public int throttleMillis() {
            return (int) Math.min(Math.max(0, throttledUntil - clock.millis()), Integer.MAX_VALUE);
        }
    }
}
