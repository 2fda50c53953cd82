package org.ordertracking.broker.api.configs;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.group.GroupConfigRules;
import org.ordertracking.broker.topic.ResourceConfigs;

/** Carries out changes of configs, after checking that the resource is one whose configs can be changed here. */
final class ConfigAlterations {
    private final ResourceConfigs configs;
    private final GroupConfigRules groupRules;
    private final Supplier<BrokerNode> node;

    ConfigAlterations(ResourceConfigs configs, GroupConfigRules groupRules, Supplier<BrokerNode> node) {
        this.configs = configs;
        this.groupRules = groupRules;
        this.node = node;
    }

    /**
     * @throws InvalidRequestException if there are no configs to change for such a resource
     */
    ConfigSchema schemaOf(ConfigResource resource, byte requestedType) {
        return switch (resource.type()) {
            case TOPIC -> {
                if (resource.name().isEmpty()) {
                    throw new InvalidRequestException("Default topic resources are not allowed.");
                }
                yield ConfigSchema.TOPIC;
            }
            case BROKER -> {
                requireThisBroker(resource.name(), node.get().id());
                yield ConfigSchema.BROKER;
            }
            case GROUP -> ConfigSchema.GROUP;
            case CLIENT_METRICS ->
                throw new InvalidRequestException(
                        "client metrics are not collected by this broker, so a subscription would do nothing; watch the clients themselves");
            default -> throw new InvalidRequestException("Unknown resource type " + requestedType);
        };
    }

    CompletionStage<Void> apply(
            ConfigResource resource, UnaryOperator<Map<String, String>> change, boolean validateOnly) {
        UnaryOperator<Map<String, String>> checked =
                resource.type() == ConfigResource.Type.GROUP ? withinGroupRules(resource.name(), change) : change;
        return configs.alter(resource, checked, validateOnly);
    }

    private UnaryOperator<Map<String, String>> withinGroupRules(
            String group, UnaryOperator<Map<String, String>> change) {
        return set -> {
            Map<String, String> wanted = change.apply(set);
            groupRules.validate(group, wanted);
            return wanted;
        };
    }

    /**
     * @param name of a broker resource; empty for all brokers
     */
    static void requireThisBroker(String name, int self) {
        if (name.isEmpty()) {
            return;
        }
        if (!name.matches("-?\\d{1,10}")) {
            throw new InvalidRequestException("Node id must be an integer, but it is: " + name);
        }
        if (Long.parseLong(name) != self) {
            throw new InvalidRequestException(
                    "Unexpected broker id, expected %d, but received %s".formatted(self, name));
        }
    }
}
