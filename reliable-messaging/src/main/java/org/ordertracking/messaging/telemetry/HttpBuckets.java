package org.ordertracking.messaging.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes histograms of the times that HTTP requests take. */
class HttpBuckets {

    private static final String REQUESTS = "http.server.requests";

    /** Vert.x registers this gauge once for each of its servers, and Micrometer complains of all but the first at each start. */
    private static final String CLASHING = "vertx.http.connections.current";

    @Produces
    @Singleton
    MeterFilter httpBuckets() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return id.getName().equals(CLASHING) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(Buckets.nanos(Buckets.REQUESTS))
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
