package org.ordertracking.warehouse.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.telemetry.DatabaseSample;
import org.ordertracking.warehouse.storage.ArticleCount;
import org.ordertracking.warehouse.storage.StockItems;

/** Shows how many articles can be had. */
@Startup
@Singleton
class ShelfGauges {

    private static final Logger LOG = Logger.getLogger(ShelfGauges.class);

    private final DatabaseSample<ArticleCount> sample;

    ShelfGauges(StockItems items, MeterRegistry registry) {
        sample = new DatabaseSample<>("The articles", LOG, new ArticleCount(0, 0), items::countByAvailability);
        gauge("in_stock", registry, () -> sample.last().inStock());
        gauge("sold_out", registry, () -> sample.last().soldOut());
    }

    private static void gauge(String availability, MeterRegistry registry, Supplier<Number> value) {
        Gauge.builder("warehouse.articles", value)
                .description("Articles by whether a piece is left to be reserved")
                .tag("availability", availability)
                .register(registry);
    }

    @Scheduled(
            every = "{messaging.metrics.sample-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "articles-sample")
    void takeSample() {
        sample.take();
    }
}
