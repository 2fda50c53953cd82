package org.ordertracking.broker.quota;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.metadata.ClientQuotaRecord;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.image.ClientQuotaImage;
import org.apache.kafka.image.ClientQuotasImage;
import org.apache.kafka.server.config.QuotaConfig;

/**
 * A wanted change of the quotas of one entity, checked by Kafka's rules.
 *
 * @param values by key; null takes a quota away
 */
public record QuotaAlteration(ClientQuotaEntity entity, Map<String, Double> values) {
    /** So that the table of quotas has an end. */
    static final int MAX_ENTITIES = 10_000;

    private static final double INTEGER_TOLERANCE = 1e-6;

    /**
     * @throws InvalidRequestException naming what is wrong with the entity, a key or a value
     */
    public QuotaAlteration {
        Map<String, ConfigDef.ConfigKey> keys = keysOf(entity.entries());
        values.forEach((key, value) -> {
            if (value != null) {
                requireValid(keys.get(key), key, value);
            }
        });
        values = new LinkedHashMap<>(values);
    }

    /** The records that make the change; none where nothing changes. */
    List<ClientQuotaRecord> against(ClientQuotasImage current) {
        ClientQuotaImage known = current.entities().get(entity);
        Map<String, Double> set = known == null ? Map.of() : known.quotaMap();
        List<ClientQuotaRecord> records = new ArrayList<>();
        values.forEach((key, value) -> {
            if (!Objects.equals(set.get(key), value)) {
                records.add(record(key, value));
            }
        });
        if (known == null && !records.isEmpty() && current.entities().size() >= MAX_ENTITIES) {
            throw new PolicyViolationException(
                    "quotas are set for %d entities already; take some away".formatted(MAX_ENTITIES));
        }
        return records;
    }

    private ClientQuotaRecord record(String key, Double value) {
        ClientQuotaRecord record = new ClientQuotaRecord()
                .setEntity(ClientQuotaImage.entityToData(entity))
                .setKey(key);
        return value == null ? record.setRemove(true) : record.setValue(value);
    }

    private static Map<String, ConfigDef.ConfigKey> keysOf(Map<String, String> entity) {
        if (entity.isEmpty()) {
            throw new InvalidRequestException("Invalid empty client quota entity");
        }
        entity.forEach((type, name) -> {
            if (!ClientQuotaEntity.isValidEntityType(type)) {
                throw new InvalidRequestException("Unhandled client quota entity type: " + type);
            }
            if (name != null && name.isEmpty()) {
                throw new InvalidRequestException("Empty " + type + " not supported; null names the default");
            }
        });
        if (!entity.containsKey(ClientQuotaEntity.IP)) {
            return QuotaConfig.userAndClientQuotaConfigs().configKeys();
        }
        if (entity.size() > 1) {
            throw new InvalidRequestException(
                    "Invalid quota entity combination, IP entity should not be combined with User or ClientId");
        }
        String address = entity.get(ClientQuotaEntity.IP);
        if (address != null && IpAddress.parse(address).isEmpty()) {
            throw new InvalidRequestException(address + " is not an IP address; host names are not looked up");
        }
        return QuotaConfig.ipConfigs().configKeys();
    }

    private static void requireValid(ConfigDef.ConfigKey key, String name, double value) {
        if (key == null) {
            throw new InvalidRequestException("Invalid configuration key " + name);
        }
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new InvalidRequestException("Quota %s must be greater than 0, not %s".formatted(name, value));
        }
        if (key.type() == ConfigDef.Type.DOUBLE) {
            return;
        }
        double largest = key.type() == ConfigDef.Type.INT ? Integer.MAX_VALUE : Long.MAX_VALUE;
        if (value > largest) {
            throw new InvalidRequestException("Proposed value for %s is too large for %s: %s"
                    .formatted(name, key.type() == ConfigDef.Type.INT ? "an INT" : "a LONG", value));
        }
        if (Math.abs(value % 1.0) > INTEGER_TOLERANCE) {
            throw new InvalidRequestException("%s cannot be a fractional value: %s".formatted(name, value));
        }
    }
}
