package org.ordertracking.messaging.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetrySwitchTest {

    private static final String COLLECTOR = "http://collector:4318";
    private static final int ENVIRONMENT = 300;

    @Test
    void withoutAnEndpointNothingIsSentAnywhere() {
        assertThat(disabled(Map.of())).isTrue();
        assertThat(disabled(Map.of("otel.exporter.otlp.endpoint", " "))).isTrue();
    }

    @Test
    void theStandardSettingIsEnough() {
        SmallRyeConfig config = config(Map.of("otel.exporter.otlp.endpoint", COLLECTOR));

        assertThat(config.getValue("quarkus.otel.sdk.disabled", Boolean.class)).isFalse();
        assertThat(config.getValue("quarkus.otel.exporter.otlp.endpoint", String.class))
                .isEqualTo(COLLECTOR);
    }

    @Test
    void soIsTheOneOfQuarkus() {
        assertThat(disabled(Map.of("quarkus.otel.exporter.otlp.endpoint", COLLECTOR)))
                .isFalse();
    }

    @Test
    void theProtocolOfTheStandardSettingIsTaken() {
        SmallRyeConfig config =
                config(Map.of("otel.exporter.otlp.endpoint", COLLECTOR, "otel.exporter.otlp.protocol", "grpc"));

        assertThat(config.getValue("quarkus.otel.exporter.otlp.protocol", String.class))
                .isEqualTo("grpc");
    }

    @Test
    void whoeverDisablesItHasTheLastWord() {
        assertThat(disabled(Map.of("otel.exporter.otlp.endpoint", COLLECTOR, "quarkus.otel.sdk.disabled", "true")))
                .isTrue();
    }

    private static boolean disabled(Map<String, String> environment) {
        return config(environment).getValue("quarkus.otel.sdk.disabled", Boolean.class);
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(environment, "environment", ENVIRONMENT))
                .withSources(new TelemetrySwitch())
                .withDefaultValue("quarkus.otel.exporter.otlp.endpoint", "http://localhost:4317/")
                .build();
    }
}
