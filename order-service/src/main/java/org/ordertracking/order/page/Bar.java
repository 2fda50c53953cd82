package org.ordertracking.order.page;

/**
 * What stands at the top of every page of the shop.
 *
 * @param current the page that is looked at: {@code products}, {@code my-orders} or {@code basket}; empty
 *     where none of them is
 * @param brokerConsole address of the broker's pages
 * @param suggested what a first visitor finds in the basket, as {@code SKU:pieces} separated by commas
 */
public record Bar(String current, String brokerConsole, String suggested) {}
