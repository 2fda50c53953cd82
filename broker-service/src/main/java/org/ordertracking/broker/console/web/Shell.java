package org.ordertracking.broker.console.web;

/**
 * What is around each page.
 *
 * @param page which one it is, for the navigation
 * @param mayChange whether things may be changed
 * @param whyNot if not: why, and what to do; else empty
 * @param locked whether one has logged in, and may log out
 * @param shop address of the shop, or empty
 */
public record Shell(String page, boolean mayChange, String whyNot, boolean locked, String shop) {}
