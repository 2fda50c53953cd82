package org.ordertracking.broker;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Ready once clients are served. Liveness has no check of its own: a disk that fails is not mended by a restart. */
@Readiness
@Startup
@ApplicationScoped
public class BrokerReadiness implements HealthCheck {
    private final BrokerLifecycle lifecycle;

    public BrokerReadiness(BrokerLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        return lifecycle
                .broker()
                .map(broker -> HealthCheckResponse.named("Kafka listener")
                        .up()
                        .withData(
                                "advertised",
                                broker.node().host() + ":" + broker.node().port())
                        .build())
                .orElseGet(() -> HealthCheckResponse.down("Kafka listener"));
    }
}
