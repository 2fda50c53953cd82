package org.ordertracking.messaging.topics;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** Classes that the library's defaults name for the Kafka clients; a native image must keep them. */
@RegisterForReflection(targets = CooperativeStickyAssignor.class)
final class ClientReflection {

    private ClientReflection() {}
}
