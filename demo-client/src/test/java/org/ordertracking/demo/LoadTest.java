package org.ordertracking.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoadTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Load load = new Load(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));

    @Test
    void stopsByItselfAtTheCount() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            assertThat(load.run("--shop", shop.address(), "--rate", "1000", "--count", "20"))
                    .isZero();

            assertThat(shop.keys()).hasSize(20).doesNotHaveDuplicates();
        }
        assertThat(out.toString(UTF_8)).startsWith("20 orders taken, 0 refused, 0 without an answer, in ");
    }

    @Test
    void stopsByItselfAfterTheDuration() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            assertThat(load.run("--shop", shop.address(), "--rate", "5", "--duration", "1"))
                    .isZero();

            assertThat(shop.keys()).hasSizeBetween(1, 6);
        }
    }

    @Test
    void countsWhatIsRefusedAndGoesOn() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            shop.refuse(503, 202, 400, 202, 503);

            assertThat(load.run("--shop", shop.address(), "--rate", "1000", "--count", "10"))
                    .isEqualTo(1);
        }
        assertThat(out.toString(UTF_8)).contains("8 orders taken, 2 refused, 0 without an answer");
    }

    @Test
    void withoutAnEndItRunsUntilItIsStoppedAndStillSaysWhatItHasDone() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 3)) {
            CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> {
                try {
                    return load.run("--shop", shop.address(), "--rate", "1000");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            shop.awaitOrders();

            load.stop();

            assertThat(exitCode.join()).isZero();
            assertThat(out.toString(UTF_8)).contains("orders taken, 0 refused");
        }
    }

    @Test
    void givesUpOnAShopThatNeverAnswers() throws Exception {
        FakeShop shop = new FakeShop("DELIVERED", 1);
        shop.close();

        assertThat(load.run("--shop", shop.address(), "--wait", "0")).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .contains("order-service does not answer")
                .contains("--wait");
    }

    @Test
    void namesAnOptionThatIsOutOfBounds() throws Exception {
        assertThat(load.run("--rate", "0")).isEqualTo(2);

        assertThat(err.toString(UTF_8))
                .contains("--rate must be from 1 to 1000, was 0")
                .contains("usage: demo-client load");
    }
}
