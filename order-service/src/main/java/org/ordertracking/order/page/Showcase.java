package org.ordertracking.order.page;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ordertracking.order.application.ShopConfig;
import org.ordertracking.order.domain.Product;
import org.ordertracking.order.domain.ShelfItem;
import org.ordertracking.order.domain.StockLevel;
import org.ordertracking.order.store.InterestStore;
import org.ordertracking.order.store.ProductStore;

/** The catalogue as pages show it: with pictures, and prices as people write them. */
@Singleton
class Showcase {

    private final ProductStore products;
    private final InterestStore interest;
    private final Pictures pictures;
    private final ShopConfig shop;

    Showcase(ProductStore products, InterestStore interest, Pictures pictures, ShopConfig shop) {
        this.products = products;
        this.interest = interest;
        this.pictures = pictures;
        this.shop = shop;
    }

    /** All articles, in the order of the shelf. */
    List<Article> articles() {
        return products.shelf().stream().map(this::article).toList();
    }

    /** Empty when the shop has no such article. */
    Optional<Article> article(String sku) {
        return articles().stream().filter(each -> each.sku().equals(sku)).findFirst();
    }

    /** What people bought who looked at an article, what most bought first. */
    List<AlsoBought> alsoBought(String sku, int limit) {
        return interest.alsoBought(sku, limit).stream()
                .map(found -> new AlsoBought(article(found.product(), null), found.visitors()))
                .toList();
    }

    /**
     * An amount as people write it.
     *
     * @param currency ISO 4217
     */
    static String money(BigDecimal amount, String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.ENGLISH);
        format.setCurrency(Currency.getInstance(currency));
        return format.format(amount);
    }

    /** Of the shop's prices, ISO 4217. */
    String currency() {
        return shop.currency();
    }

    /** An article, and how many visitors bought it after a look at another one. */
    public record AlsoBought(Article article, long visitors) {}

    private Article article(ShelfItem item) {
        return article(item.product(), item.stock().map(StockLevel::available).orElse(null));
    }

    private Article article(Product product, Long available) {
        return new Article(
                product.sku(),
                product.name(),
                product.description(),
                product.unitPrice().toPlainString(),
                money(product.unitPrice(), shop.currency()),
                pictures.of(product.sku()),
                available);
    }
}
