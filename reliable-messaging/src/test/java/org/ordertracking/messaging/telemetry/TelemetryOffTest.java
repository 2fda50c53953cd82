package org.ordertracking.messaging.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A service that nobody told where to send to. */
@QuarkusTest
class TelemetryOffTest {

    @ConfigProperty(name = "quarkus.otel.sdk.disabled")
    boolean disabled;

    @Test
    void noThreadExports() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("Batch") || name.contains("otel") || name.contains("Otlp"));
    }

    @Test
    void theSdkIsToldToStayOff() {
        assertThat(disabled).isTrue();
    }
}
