package org.ordertracking.order.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ordertracking.events.Address;
import org.ordertracking.order.domain.Order;

/** What of an order stays as it is from the moment when it is placed. */
public record OrderedGoods(
        String id, String currency, String total, List<Line> lines, Address deliverTo, String customer) {

    private static final int SHORT = 8;

    /** Enough of the id to tell orders apart. */
    public String shortId() {
        return id.substring(0, Math.min(SHORT, id.length()));
    }

    /** What browsers call the page. */
    public String title() {
        return "Order " + shortId();
    }

    static OrderedGoods of(Order order, List<Article> articles, Function<String, String> pictureOf) {
        Map<String, String> names = articles.stream().collect(Collectors.toMap(Article::sku, Article::name));
        String currency = order.purchase().currency();
        List<Line> lines = order.purchase().lines().stream()
                .map(line -> new Line(
                        line.sku(),
                        names.getOrDefault(line.sku(), line.sku()),
                        pictureOf.apply(line.sku()),
                        line.quantity(),
                        Showcase.money(line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())), currency)))
                .toList();
        return new OrderedGoods(
                order.id(),
                currency,
                Showcase.money(order.purchase().total(), currency),
                lines,
                order.purchase().deliverTo(),
                order.purchase().customer().name());
    }

    /** So many pieces of an article, at the price of that day. */
    public record Line(String sku, String name, String picture, int quantity, String amount) {}
}
