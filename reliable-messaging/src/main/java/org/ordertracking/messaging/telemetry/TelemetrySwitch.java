package org.ordertracking.messaging.telemetry;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns OpenTelemetry on when, and only when, it is told where to send to: by {@code OTEL_EXPORTER_OTLP_ENDPOINT}, or by
 * Quarkus' own name for it. One setting is then enough, and without it there is neither an exporter nor its thread.
 *
 * <p>Ranks above the defaults of this library and below those of a service and the environment, so that
 * {@code QUARKUS_OTEL_SDK_DISABLED} has the last word.
 */
public final class TelemetrySwitch implements ConfigSourceFactory {

    private static final int ABOVE_THE_LIBRARYS_DEFAULTS = 110;

    private static final String ENDPOINT = "exporter.otlp.endpoint";
    private static final String PROTOCOL = "exporter.otlp.protocol";
    private static final String STANDARD = "otel.";
    private static final String QUARKUS = "quarkus.otel.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        Stream.of(ENDPOINT, PROTOCOL)
                .forEach(name -> set(context, STANDARD + name).ifPresent(value -> settings.put(QUARKUS + name, value)));
        boolean on = settings.containsKey(QUARKUS + ENDPOINT)
                || set(context, QUARKUS + ENDPOINT).isPresent();
        settings.put(QUARKUS + "sdk.disabled", Boolean.toString(!on));
        return List.of(new PropertiesConfigSource(settings, "telemetry switch", ABOVE_THE_LIBRARYS_DEFAULTS));
    }

    /** What somebody has set: Quarkus' own default has an ordinal far below that of any file or variable. */
    private static Optional<String> set(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .filter(value -> value.getConfigSourceOrdinal() > 0)
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }

    /** After the sources that it reads. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(Integer.MAX_VALUE);
    }
}
