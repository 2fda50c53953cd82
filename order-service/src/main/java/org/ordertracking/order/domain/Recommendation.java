package org.ordertracking.order.domain;

/**
 * A product that people bought who looked at another one.
 *
 * @param visitors how many of them
 */
public record Recommendation(Product product, long visitors) {}
