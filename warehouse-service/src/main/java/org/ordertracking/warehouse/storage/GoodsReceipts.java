package org.ordertracking.warehouse.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/** Table {@code goods_receipt}: deliveries of suppliers, each by its number, so that none is counted twice. */
@ApplicationScoped
public class GoodsReceipts {

    private final Jdbi jdbi;

    GoodsReceipts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How many pieces of an article came with a delivery; empty if it is new. The article's row must be locked. */
    public OptionalLong find(String sku, String number) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT quantity FROM goods_receipt WHERE sku = :sku AND receipt_number = :number")
                .bind("sku", sku)
                .bind("number", number)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    public void insert(String sku, String number, long quantity, Instant at) {
        jdbi.useHandle(
                handle -> handle.createUpdate("INSERT INTO goods_receipt (sku, receipt_number, quantity, received_at) "
                                + "VALUES (:sku, :number, :quantity, :at)")
                        .bind("sku", sku)
                        .bind("number", number)
                        .bind("quantity", quantity)
                        .bind("at", at)
                        .execute());
    }
}
