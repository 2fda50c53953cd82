package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerReadinessTest {

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void itSaysWhyItIsNotReadyAndWhatItServesWhenItIs() throws IOException {
        BrokerLifecycle lifecycle = new BrokerLifecycle(
                RunningBroker.configOf(Map.of("broker.port", "0", "broker.data-dir", directory.toString())),
                vertx,
                new SimpleMeterRegistry());
        BrokerReadiness readiness = new BrokerReadiness(lifecycle);

        HealthCheckResponse before = readiness.call();
        assertThat(before.getStatus()).isEqualTo(Status.DOWN);
        assertThat(before.getData().orElseThrow()).containsKey("reason");

        lifecycle.start(new StartupEvent());
        HealthCheckResponse running = readiness.call();
        assertThat(running.getStatus()).isEqualTo(Status.UP);
        assertThat(running.getData().orElseThrow()).containsKey("advertised").containsEntry("failedLogs", 0L);

        lifecycle.stop(new ShutdownEvent());
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
    }
}
