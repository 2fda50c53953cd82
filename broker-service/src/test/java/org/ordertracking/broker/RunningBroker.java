package org.ordertracking.broker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The whole broker with its network on a free port, started from settings as its owner would write them. */
final class RunningBroker implements AutoCloseable {
    private static final int CONVERTER_PRIORITY = 200;

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final BrokerConfig config;
    private final Broker broker;

    /**
     * @param settings beside where it listens and keeps its data
     */
    RunningBroker(Path directory, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("broker.port", "0");
        all.put("broker.data-dir", directory.toString());
        config = configOf(all);
        try {
            broker = Broker.start(config, vertx, metrics);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static BrokerConfig configOf(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
                .withConverter(MemorySize.class, CONVERTER_PRIORITY, new MemorySizeConverter())
                .withMapping(BrokerConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(BrokerConfig.class);
    }

    Broker broker() {
        return broker;
    }

    BrokerConfig config() {
        return config;
    }

    SimpleMeterRegistry metrics() {
        return metrics;
    }

    Vertx vertx() {
        return vertx;
    }

    /** For clients. */
    String bootstrap() {
        return broker.node().host() + ":" + broker.node().port();
    }

    @Override
    public void close() throws IOException {
        broker.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
