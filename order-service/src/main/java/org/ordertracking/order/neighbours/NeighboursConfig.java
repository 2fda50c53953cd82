package org.ordertracking.order.neighbours;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;

/** Where the others are, and how long a page waits for them. None has to be there. */
@ConfigMapping(prefix = "neighbours")
public interface NeighboursConfig {

    /** This service's own address, as it reaches itself. */
    @WithDefault("http://localhost:${quarkus.http.port}")
    URI orderService();

    @WithDefault("http://localhost:8081")
    URI warehouseService();

    @WithDefault("http://localhost:8082")
    URI logisticsService();

    @WithDefault("http://localhost:8083")
    URI notificationService();

    /** The broker's HTTP port. Where the log is on Apache Kafka nobody answers here, and pages say so. */
    @WithDefault("http://localhost:8090")
    URI brokerService();

    /** How long a connection may take. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** How long an answer may take as a whole, connection included. */
    @WithDefault("1.5s")
    Duration answerTimeout();

    /** Connections to one neighbour at a time; ten times as many requests wait for one, further ones are given up at once. */
    @WithDefault("8")
    @Min(1)
    @Max(64)
    int connections();

    /** Where a neighbour is. */
    default URI addressOf(Neighbour neighbour) {
        return switch (neighbour) {
            case ORDER_SERVICE -> orderService();
            case WAREHOUSE_SERVICE -> warehouseService();
            case LOGISTICS_SERVICE -> logisticsService();
            case NOTIFICATION_SERVICE -> notificationService();
            case BROKER_SERVICE -> brokerService();
        };
    }
}
