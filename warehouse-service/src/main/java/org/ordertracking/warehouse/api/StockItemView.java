package org.ordertracking.warehouse.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.warehouse.domain.StockItem;

/** An article as callers see it. */
@Schema(name = "StockItem")
public record StockItemView(
        @Schema(examples = "MUG-BLUE") String sku,

        @Schema(description = "pieces in the warehouse", examples = "500")
        long onHand,

        @Schema(description = "pieces of those that belong to orders", examples = "20")
        long reserved,

        @Schema(description = "pieces that can still be sold", examples = "480")
        long available,

        @Schema(
                description =
                        "pieces of those on hand that are not there: a parcel took them after its order was cancelled, and they were promised to others. They come back with it",
                examples = "0")
        long missing,

        @Schema(description = "one more with each change", examples = "7")
        long version) {

    static StockItemView of(StockItem item) {
        return new StockItemView(
                item.sku(), item.onHand(), item.reserved(), item.available(), item.missing(), item.version());
    }
}
