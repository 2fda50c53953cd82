package org.ordertracking.warehouse.api;

/** The warehouse does not keep the article that was asked for. */
final class UnknownArticleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownArticleException(String sku) {
        super("the warehouse does not keep " + sku);
    }
}
