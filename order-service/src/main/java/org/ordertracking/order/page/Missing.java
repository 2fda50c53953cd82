package org.ordertracking.order.page;

/** A page about something that is not there: what it is, why that may be, and where to go on. */
public record Missing(String title, String why, String icon, String wayOn, String wayOnText) {

    static Missing page(String path) {
        return new Missing(
                "There is nothing at " + path, "The address may have a typo.", "search", "/", "See all products");
    }

    static Missing product(String sku) {
        return new Missing(
                "There is no product " + sku,
                "It may have left the catalogue, or the address has a typo.",
                "package-x",
                "/",
                "See all products");
    }

    static Missing order(String id) {
        return new Missing(
                "There is no order " + id,
                "The address may be cut short, or the order was placed before the shop's data were wiped.",
                "search",
                "/my-orders",
                "See my orders");
    }
}
