package org.ordertracking.logistics.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Some of the deliveries, the newest first. */
public record DeliveryPage(
        List<DeliveryView> items,
        @Schema(description = "number of this page, from 0") int page,
        @Schema(description = "deliveries on a full page") int size,
        @Schema(description = "deliveries on all pages") long total) {}
