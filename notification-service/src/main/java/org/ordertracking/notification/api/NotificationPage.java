package org.ordertracking.notification.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Part of the notifications, the newest first. */
@RegisterForReflection
public record NotificationPage(
        List<NotificationView> items,
        @Schema(description = "number of this page, from 0") int page,

        @Schema(description = "notifications on a full page")
        int size,

        @Schema(description = "notifications on all pages") long total) {}
