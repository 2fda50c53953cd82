package org.ordertracking.order.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.order.domain.DurationBuckets;
import org.ordertracking.order.store.SalesStore;

/** How the shop does, as the log tells it. */
@Path("/analytics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
class AnalyticsResource {

    private final SalesStore sales;
    private final InstantSource clock;

    AnalyticsResource(SalesStore sales, InstantSource clock) {
        this.sales = sales;
        this.clock = clock;
    }

    @GET
    @Path("/orders-per-minute")
    @Operation(
            summary = "Orders placed in each minute",
            description = "The minutes up to the present one, which is not over yet; those without an order have 0.")
    @APIResponse(
            responseCode = "200",
            description = "The minutes, the oldest first",
            content =
                    @Content(
                            schema = @Schema(implementation = AnalyticsAnswers.OrdersPerMinute.class),
                            examples = @ExampleObject(name = "two minutes", value = ShopExamples.MINUTES)))
    @APIResponse(
            responseCode = "400",
            description = "minutes breaks its limit",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public AnalyticsAnswers.OrdersPerMinute ordersPerMinute(
            @Parameter(
                            description = "Minutes to look back",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1440"))
                    @QueryParam("minutes")
                    @DefaultValue("60")
                    MinuteSpan minutes) {
        Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant first = end.minus(minutes.value(), ChronoUnit.MINUTES);
        SortedMap<Instant, Long> counted = sales.ordersPerMinute(first, end);
        return new AnalyticsAnswers.OrdersPerMinute(Stream.iterate(first, minute -> minute.plus(1, ChronoUnit.MINUTES))
                .limit(minutes.value())
                .map(minute -> new AnalyticsAnswers.Minute(minute, counted.getOrDefault(minute, 0L)))
                .toList());
    }

    @GET
    @Path("/value-by-product")
    @Operation(
            summary = "What was sold of each product",
            description = "Of all orders that were placed, without those that were rejected or cancelled.")
    @APIResponse(
            responseCode = "200",
            description = "The products, the highest value first",
            content =
                    @Content(
                            schema = @Schema(implementation = AnalyticsAnswers.ValueByProduct.class),
                            examples = @ExampleObject(name = "one product", value = ShopExamples.VALUES)))
    @APIResponse(
            responseCode = "400",
            description = "limit breaks its limit",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public AnalyticsAnswers.ValueByProduct valueByProduct(
            @Parameter(
                            description = "Products to show",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                    @QueryParam("limit")
                    @DefaultValue("20")
                    PageLimit limit) {
        return new AnalyticsAnswers.ValueByProduct(sales.valueByProduct(limit.value()).stream()
                .map(AnalyticsAnswers.Value::of)
                .toList());
    }

    @GET
    @Path("/delivery-time")
    @Operation(
            summary = "Time from placed to delivered",
            description = "The median and the 95th percentile of all orders that were delivered, each at most 2 % off.")
    @APIResponse(
            responseCode = "200",
            description = "The percentiles, left out as long as nothing was delivered",
            content =
                    @Content(
                            schema = @Schema(implementation = AnalyticsAnswers.DeliveryTime.class),
                            examples = @ExampleObject(name = "about a day", value = ShopExamples.DELIVERY_TIME)))
    public AnalyticsAnswers.DeliveryTime deliveryTime() {
        SortedMap<Integer, Long> counts = sales.deliveryTimes();
        return new AnalyticsAnswers.DeliveryTime(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                AnalyticsAnswers.DeliveryTime.seconds(DurationBuckets.percentile(counts, 0.5)),
                AnalyticsAnswers.DeliveryTime.seconds(DurationBuckets.percentile(counts, 0.95)),
                DurationBuckets.ERROR);
    }
}
