package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundedSeriesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BoundedSeries<String> series = new BoundedSeries<>(registry, 2, this::register);

    @Test
    void thereAreNoMoreSeriesThanTheLimit() {
        series.retainAndAdd(Set.of("a", "b", "c"));

        assertThat(shown()).hasSize(2);
        assertThat(series.unshown()).isEqualTo(1);
    }

    @Test
    void oneThatGoesMakesRoomForTheNext() {
        List.of("a", "b", "c").forEach(series::add);

        series.remove("a");

        assertThat(shown()).containsExactlyInAnyOrder("b", "c");
        assertThat(series.unshown()).isZero();
    }

    @Test
    void oneThatGoesWhileItWaitsIsForgotten() {
        List.of("a", "b", "c").forEach(series::add);

        series.remove("c");
        series.remove("a");

        assertThat(shown()).containsExactly("b");
        assertThat(series.unshown()).isZero();
    }

    @Test
    void whatIsAddedAgainIsShownOnce() {
        series.add("a");
        series.add("a");
        series.retainAndAdd(Set.of("a", "b"));

        assertThat(shown()).containsExactlyInAnyOrder("a", "b");
    }

    private List<Meter> register(String name) {
        return List.of(Counter.builder("things").tag("name", name).register(registry));
    }

    private List<String> shown() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getTag("name"))
                .toList();
    }
}
