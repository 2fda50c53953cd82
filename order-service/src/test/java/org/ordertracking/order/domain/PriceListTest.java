package org.ordertracking.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.OrderLine;

class PriceListTest {

    private final PriceList prices =
            new PriceList(List.of(new Product("MUG-BLUE", "Blue mug", "Stoneware", new BigDecimal("9.90"))));

    @Test
    void aLineTakesItsPriceFromTheCatalogue() {
        assertThat(prices.price(List.of(new BasketLine("MUG-BLUE", 3))))
                .containsExactly(new OrderLine("MUG-BLUE", 3, new BigDecimal("9.90")));
    }

    @Test
    void anUnknownProductIsNamedWithItsLine() {
        assertThatThrownBy(() -> prices.price(List.of(new BasketLine("MUG-BLUE", 1), new BasketLine("UNICORN", 1))))
                .isInstanceOfSatisfying(UnknownProductException.class, unknown -> {
                    assertThat(unknown.line()).isEqualTo(1);
                    assertThat(unknown.sku()).isEqualTo("UNICORN");
                });
    }
}
