package org.ordertracking.warehouse.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Part of the inventory, in the order of the SKUs. */
public record InventoryPage(
        List<StockItemView> items,
        @Schema(description = "number of this page, from 0") int page,
        @Schema(description = "articles on a full page") int size,
        @Schema(description = "articles on all pages") long total) {}
