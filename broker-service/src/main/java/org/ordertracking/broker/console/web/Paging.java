package org.ordertracking.broker.console.web;

/** The parameters of every list that comes in pages. */
final class Paging {
    static final int LARGEST = 500;
    static final int USUAL = 50;

    private Paging() {}

    /** Counted from 1. */
    static int page(Call call) {
        return call.number("page", 1, 1, Integer.MAX_VALUE);
    }

    static int size(Call call) {
        return call.number("size", USUAL, 1, LARGEST);
    }
}
