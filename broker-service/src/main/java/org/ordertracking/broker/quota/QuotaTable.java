package org.ordertracking.broker.quota;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.ordertracking.broker.quota.QuotaLevel.Subject;

/** The quotas that are set, as they are now; a change makes a new table. */
final class QuotaTable {
    private final Map<QuotaKind, Map<QuotaLevel, Map<Subject, Double>>> limits = new EnumMap<>(QuotaKind.class);
    private final Map<InetAddress, Double> ofAddress = new HashMap<>();
    private Double ofAnyAddress;

    /**
     * @param defaults for clients for whom nothing is set
     * @param set by entity and key
     */
    QuotaTable(Map<QuotaKind, Double> defaults, Map<ClientQuotaEntity, Map<String, Double>> set) {
        defaults.forEach(this::setDefault);
        set.forEach((entity, quotas) ->
                quotas.forEach((key, limit) -> QuotaKind.of(key).ifPresent(kind -> set(entity, kind, limit))));
    }

    /** Whether anybody has a quota of that kind. */
    boolean limits(QuotaKind kind) {
        return kind == QuotaKind.CONNECTION_CREATION_RATE
                ? ofAnyAddress != null || !ofAddress.isEmpty()
                : limits.containsKey(kind);
    }

    /** The quota that counts for a client. */
    Optional<Limit> find(QuotaKind kind, Subject client) {
        for (Map.Entry<QuotaLevel, Map<Subject, Double>> level :
                limits.getOrDefault(kind, Map.of()).entrySet()) {
            Double limit = level.getValue().get(level.getKey().entityOf(client));
            if (limit != null) {
                return Optional.of(new Limit(level.getKey().countedAs(client), limit));
            }
        }
        return Optional.empty();
    }

    /** Connections per second. */
    Optional<Double> find(InetAddress address) {
        return Optional.ofNullable(ofAddress.getOrDefault(address, ofAnyAddress));
    }

    private void setDefault(QuotaKind kind, double limit) {
        if (kind == QuotaKind.CONNECTION_CREATION_RATE) {
            ofAnyAddress = limit;
        } else {
            set(kind, QuotaLevel.DEFAULT_CLIENT, new Subject("", ""), limit);
        }
    }

    private void set(ClientQuotaEntity entity, QuotaKind kind, double limit) {
        Map<String, String> names = entity.entries();
        if (names.containsKey(ClientQuotaEntity.IP)) {
            setOfAddress(names.get(ClientQuotaEntity.IP), limit);
            return;
        }
        QuotaLevel.of(entity)
                .ifPresent(level -> set(
                        kind,
                        level,
                        new Subject(
                                orEmpty(names.get(ClientQuotaEntity.USER)),
                                orEmpty(names.get(ClientQuotaEntity.CLIENT_ID))),
                        limit));
    }

    private void set(QuotaKind kind, QuotaLevel level, Subject entity, double limit) {
        limits.computeIfAbsent(kind, none -> new EnumMap<>(QuotaLevel.class))
                .computeIfAbsent(level, none -> new HashMap<>())
                .put(entity, limit);
    }

    private void setOfAddress(String address, double limit) {
        if (address == null) {
            ofAnyAddress = limit;
        } else {
            IpAddress.parse(address).ifPresent(parsed -> ofAddress.put(parsed, limit));
        }
    }

    private static String orEmpty(String name) {
        return name == null ? "" : name;
    }

    /**
     * A quota of one client.
     *
     * @param sharedBy who is counted together
     */
    record Limit(Subject sharedBy, double value) {}
}
