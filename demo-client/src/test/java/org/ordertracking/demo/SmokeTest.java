package org.ordertracking.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmokeTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void succeedsWhenTheOrderIsDelivered() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            assertThat(run(shop)).isZero();
        }

        assertThat(out.toString(UTF_8)).contains("Order A-1").contains("DELIVERED");
    }

    @Test
    void failsWhenTheOrderEndsOtherwise() throws Exception {
        try (FakeShop shop = new FakeShop("REJECTED", 1)) {
            assertThat(run(shop)).isEqualTo(1);
        }

        assertThat(err.toString(UTF_8)).isEqualTo("smoke: order A-1 ended as REJECTED, not delivered\n");
    }

    @Test
    void asksAgainForTheSameOrderUntilTheShopIsUp() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            shop.refuse(503);

            assertThat(run(shop)).isZero();

            assertThat(shop.keys()).hasSize(2);
            assertThat(shop.keys().get(1)).isEqualTo(shop.keys().get(0));
        }
    }

    @Test
    void doesNotAskAgainWhenTheShopSaysNo() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            shop.refuse(400);

            assertThat(run(shop)).isEqualTo(1);

            assertThat(shop.keys()).hasSize(1);
        }
        assertThat(err.toString(UTF_8)).isEqualTo("smoke: the shop refused: Not now\n");
    }

    @Test
    void givesUpOnAShopThatNeverAnswers() throws Exception {
        FakeShop shop = new FakeShop("DELIVERED", 1);
        shop.close();

        assertThat(run(shop, "--wait", "0")).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .contains("did not answer at http://127.0.0.1:")
                .contains("--wait");
    }

    @Test
    void explainsACallThatItDoesNotUnderstand() throws Exception {
        try (FakeShop shop = new FakeShop("DELIVERED", 1)) {
            assertThat(run(shop, "--rate", "1")).isEqualTo(2);
        }

        assertThat(err.toString(UTF_8)).contains("--rate").contains("usage: demo-client smoke");
    }

    @Test
    void theFirstArgumentChoosesTheCommand() throws Exception {
        try (FakeShop shop = new FakeShop("REJECTED", 1)) {
            assertThat(client("smoke", "--shop", shop.address())).isEqualTo(1);
            assertThat(client("order", "--shop", shop.address())).isZero();
            assertThat(client("--shop", shop.address())).isZero();
        }
    }

    private int run(FakeShop shop, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("smoke", "--shop", shop.address()));
        arguments.addAll(List.of(options));
        return client(arguments.toArray(String[]::new));
    }

    private int client(String... arguments) throws InterruptedException {
        return DemoClient.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }
}
