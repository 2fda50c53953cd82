package org.ordertracking.broker.quota;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/**
 * Whom a quota is set for, the most specific first: the first that is set for a client counts. The order is Kafka's.
 * Clients that a quota of users covers share it; in the others each client id has its own.
 */
enum QuotaLevel {
    USER_AND_CLIENT(Part.NAMED, Part.NAMED),
    USER_AND_DEFAULT_CLIENT(Part.NAMED, Part.DEFAULT),
    USER(Part.NAMED, Part.ABSENT),
    DEFAULT_USER_AND_CLIENT(Part.DEFAULT, Part.NAMED),
    DEFAULT_USER_AND_DEFAULT_CLIENT(Part.DEFAULT, Part.DEFAULT),
    DEFAULT_USER(Part.DEFAULT, Part.ABSENT),
    CLIENT(Part.ABSENT, Part.NAMED),
    DEFAULT_CLIENT(Part.ABSENT, Part.DEFAULT);

    private enum Part {
        NAMED,
        DEFAULT,
        ABSENT;

        private String nameToFind(String name) {
            return this == NAMED ? name : "";
        }

        private String nameToCount(String name) {
            return this == ABSENT ? "" : name;
        }

        private boolean fits(Map<String, String> entity, String type) {
            return switch (this) {
                case NAMED -> entity.get(type) != null;
                case DEFAULT -> entity.containsKey(type) && entity.get(type) == null;
                case ABSENT -> !entity.containsKey(type);
            };
        }
    }

    private final Part user;
    private final Part client;

    QuotaLevel(Part user, Part client) {
        this.user = user;
        this.client = client;
    }

    /** The level of an entity; none for an IP address. */
    static Optional<QuotaLevel> of(ClientQuotaEntity entity) {
        for (QuotaLevel level : values()) {
            if (level.user.fits(entity.entries(), ClientQuotaEntity.USER)
                    && level.client.fits(entity.entries(), ClientQuotaEntity.CLIENT_ID)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** The entity under which a quota of this level is set for a client. */
    Subject entityOf(Subject client) {
        return new Subject(user.nameToFind(client.user()), this.client.nameToFind(client.clientId()));
    }

    /** Who shares the quota with a client, and is counted with it. */
    Subject countedAs(Subject client) {
        return new Subject(user.nameToCount(client.user()), this.client.nameToCount(client.clientId()));
    }

    /**
     * A client, or those that are counted together.
     *
     * @param clientId empty for a client without one
     */
    record Subject(String user, String clientId) {}
}
