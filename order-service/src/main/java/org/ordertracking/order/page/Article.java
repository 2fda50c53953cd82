package org.ordertracking.order.page;

/**
 * A product on a page.
 *
 * @param unitPrice a number for scripts, such as {@code 9.90}
 * @param priceText the same for people
 * @param picture path of its picture
 * @param available null as long as the warehouse has not told of it
 */
public record Article(
        String sku,
        String name,
        String description,
        String unitPrice,
        String priceText,
        String picture,
        Long available) {}
