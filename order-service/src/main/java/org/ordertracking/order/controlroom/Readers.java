package org.ordertracking.order.controlroom;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ordertracking.events.Topics;

/** Which consumer group reads which topics. Views of the log have no group: they keep their position in their database. */
@Singleton
class Readers {

    private final Map<String, Set<String>> topicsByGroup = new LinkedHashMap<>();

    Readers(@ConfigProperty(name = "screening.stream.application-id") String screening) {
        topicsByGroup.put(screening, Set.of(Topics.ORDERS));
        topicsByGroup.put("order-service", sorted(Topics.ORDER_SCREENINGS, Topics.STOCK, Topics.DELIVERIES));
        topicsByGroup.put("warehouse-service", sorted(Topics.ORDERS, Topics.DELIVERIES));
        topicsByGroup.put("logistics-service", Set.of(Topics.ORDERS));
        topicsByGroup.put("notification-service", sorted(Topics.ORDERS, Topics.DELIVERIES));
    }

    Map<String, Set<String>> topicsByGroup() {
        return topicsByGroup;
    }

    private static Set<String> sorted(String... topics) {
        return new TreeSet<>(Set.of(topics));
    }
}
