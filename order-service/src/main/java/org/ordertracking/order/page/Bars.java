package org.ordertracking.order.page;

import jakarta.inject.Singleton;

/** Makes the bar at the top of each page. */
@Singleton
class Bars {

    /** What a first visitor finds in the basket, so that two clicks place an order. */
    private static final String SUGGESTED = "MUG-BLUE:1,SOCKS-STRIPED:2";

    private final LinksConfig links;

    Bars(LinksConfig links) {
        this.links = links;
    }

    Bar products() {
        return at("products");
    }

    Bar myOrders() {
        return at("my-orders");
    }

    Bar basket() {
        return at("basket");
    }

    Bar nowhere() {
        return at("");
    }

    private Bar at(String page) {
        return new Bar(page, links.brokerConsole(), SUGGESTED);
    }
}
