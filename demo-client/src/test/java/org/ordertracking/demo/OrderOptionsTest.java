package org.ordertracking.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderOptionsTest {

    @Test
    void withoutOptionsOneMugIsOrderedWithMailAndSms() {
        OrderOptions options = OrderOptions.parse();

        assertThat(options.sku()).isEqualTo("MUG-BLUE");
        assertThat(options.quantity()).isEqualTo(1);
        assertThat(options.email()).isPresent();
        assertThat(options.phone()).isPresent();
    }

    @Test
    void everyOptionIsTaken() {
        OrderOptions options = OrderOptions.parse(
                "--shop",
                "http://shop:1",
                "--inbox",
                "http://inbox:2",
                "--sku",
                "CAP-BLACK",
                "--quantity",
                "3",
                "--email",
                "a@b.c",
                "--phone",
                "+49123",
                "--timeout",
                "7");

        assertThat(options)
                .isEqualTo(new OrderOptions(
                        URI.create("http://shop:1"),
                        URI.create("http://inbox:2"),
                        "CAP-BLACK",
                        3,
                        Optional.of("a@b.c"),
                        Optional.of("+49123"),
                        Duration.ofSeconds(7)));
    }

    @Test
    void anEmptyMailAddressMeansNoMail() {
        assertThat(OrderOptions.parse("--email", "").email()).isEmpty();
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> OrderOptions.parse("--colour", "red")).hasMessage("what is \"--colour\"?");
        assertThatThrownBy(() -> OrderOptions.parse("MUG-RED")).hasMessage("what is \"MUG-RED\"?");
    }

    @Test
    void anOptionWithoutItsValueIsNamed() {
        assertThatThrownBy(() -> OrderOptions.parse("--sku")).hasMessage("--sku needs a value");
    }

    @Test
    void aQuantityThatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> OrderOptions.parse("--quantity", "two"))
                .hasMessage("--quantity must be a whole number, was \"two\"");
    }
}
