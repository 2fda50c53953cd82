package org.ordertracking.broker;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Ready once clients are served. Liveness has no check of its own: a disk that fails is not mended by a restart. Nor does it
 * make the broker unready, since the other logs and all reads go on; how many have failed is said.
 */
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
                        .withData("failedLogs", broker.store().failedLogs())
                        .build())
                .orElseGet(() -> HealthCheckResponse.named("Kafka listener")
                        .down()
                        .withData("reason", "logs are being recovered, or the broker is stopping: see its log")
                        .build());
    }
}
