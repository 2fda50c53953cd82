package org.ordertracking.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.broker.log.DirectoryInUseException;
import org.ordertracking.broker.memory.MemoryReturn;

/** Starts the broker with the process and stops it cleanly with it. */
@ApplicationScoped
public class BrokerLifecycle {
    private static final Logger LOG = Logger.getLogger(BrokerLifecycle.class);

    private final BrokerConfig config;
    private final Vertx vertx;
    private final MeterRegistry registry;
    private volatile Broker broker;
    private volatile MemoryReturn memoryReturn;

    public BrokerLifecycle(BrokerConfig config, Vertx vertx, MeterRegistry registry) {
        this.config = config;
        this.vertx = vertx;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) throws IOException {
        broker = startBroker();
        BrokerMetrics.bind(broker, config, registry);
        memoryReturn = config.memory().giveBack() ? MemoryReturn.start().orElse(null) : null;
    }

    /** What the owner has to mend is said in a line; Quarkus would put a stack trace around any other exception. */
    private Broker startBroker() throws IOException {
        try {
            return Broker.start(config, vertx, registry);
        } catch (IllegalStateException | IllegalArgumentException | DirectoryInUseException cannotStart) {
            throw new ConfigurationException("The broker cannot start: " + cannotStart.getMessage());
        } catch (FileSystemException disk) {
            LOG.debug("the data directory cannot be used", disk);
            throw new ConfigurationException(
                    "The broker cannot start: the data directory %s cannot be used (%s). Let this user write to it, or set another (BROKER_DATA_DIR)"
                            .formatted(config.dataDir().toAbsolutePath(), disk));
        }
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        if (memoryReturn != null) {
            memoryReturn.close();
        }
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    /** The running broker, if it runs. */
    public Optional<Broker> broker() {
        return Optional.ofNullable(broker);
    }
}
