package org.ordertracking.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasureTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Measure measure = new Measure(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));

    @Test
    void saysHowLongOrdersTookUntilTheirDeliveryWasScheduled() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            assertThat(measure.run("--shop", shop.address(), "--rate", "1000", "--count", "20"))
                    .isZero();
        }
        assertThat(out.toString(UTF_8))
                .contains("20 orders taken, 0 refused, 0 without an answer")
                .contains("20 deliveries scheduled, 0 orders ended otherwise, 0 still open")
                .containsPattern("p50 \\d+ ms, p90 \\d+ ms, p99 \\d+ ms");
    }

    @Test
    void goesRoundTheProductsOfWhichThereIsEnough() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            measure.run("--shop", shop.address(), "--rate", "1000", "--count", "6");

            assertThat(shop.bodies()).hasSize(6);
            assertThat(shop.bodies())
                    .filteredOn(body -> body.contains("\"MUG\""))
                    .hasSize(3);
            assertThat(shop.bodies())
                    .filteredOn(body -> body.contains("\"TEE\""))
                    .hasSize(3);
        }
    }

    @Test
    void failsWhenNoProductIsThereOftenEnough() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            assertThat(measure.run("--shop", shop.address(), "--count", "1000")).isEqualTo(1);

            assertThat(shop.keys()).isEmpty();
        }
        assertThat(err.toString(UTF_8)).contains("no product is there often enough for 1000 orders");
    }

    @Test
    void failsWhenAnOrderWasNotScheduled() throws Exception {
        try (FakeShop shop = new FakeShop("REJECTED", 1)) {
            assertThat(measure.run("--shop", shop.address(), "--rate", "1000", "--count", "2"))
                    .isEqualTo(1);
        }
        assertThat(out.toString(UTF_8)).contains("0 deliveries scheduled, 2 orders ended otherwise");
    }

    @Test
    void failsWhenAnOrderIsRefused() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            shop.refuse(503);

            assertThat(measure.run("--shop", shop.address(), "--rate", "1000", "--count", "3"))
                    .isEqualTo(1);
        }
        assertThat(out.toString(UTF_8)).contains("2 orders taken, 1 refused, 0 without an answer");
    }

    @Test
    void aPercentileIsAWaitThatReallyOccurred() {
        List<Duration> waits =
                IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList();
        Schedules schedules = new Schedules(waits, 1, 0, 0);

        assertThat(schedules.percentile(0.5)).isEqualTo(Duration.ofMillis(100));
        assertThat(schedules.percentile(0.99)).isEqualTo(Duration.ofMillis(198));
        assertThat(schedules.percentile(1)).isEqualTo(Duration.ofMillis(200));
    }
}
