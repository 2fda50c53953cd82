package org.ordertracking.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.ConsoleParts;
import org.ordertracking.broker.console.Problems;
import org.ordertracking.broker.console.web.ConsoleSettings;
import org.ordertracking.broker.console.web.ConsoleWeb;

/** Ties the console to the process' HTTP port. What it needs is looked up with its first request. */
@ApplicationScoped
public class ConsoleRoutes {
    private static final String DEMO = "demo";

    private final BrokerConfig config;
    private final BrokerLifecycle lifecycle;
    private final Instance<ObjectMapper> json;
    private final Instance<MeterRegistry> meters;
    private final String version;
    private final long startedMillis = System.currentTimeMillis();
    /** An open page would hold up the stop, which begins with waiting for requests that are being answered. */
    private final Thread onStop = new Thread(this::endStreams, "console-stop");

    private ConsoleWeb web;
    private volatile Console console;

    public ConsoleRoutes(
            BrokerConfig config,
            BrokerLifecycle lifecycle,
            Instance<ObjectMapper> json,
            Instance<MeterRegistry> meters,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.lifecycle = lifecycle;
        this.json = json;
        this.meters = meters;
        this.version = version;
    }

    void mount(@Observes Router router) {
        BrokerConfig.Console wanted = config.console();
        if (!wanted.enabled()) {
            return;
        }
        try {
            web = new ConsoleWeb(settings(wanted), this::console, json::get, InstantSource.system());
        } catch (IllegalArgumentException unusable) {
            throw new ConfigurationException("The broker cannot start: " + unusable.getMessage());
        }
        web.mount(router);
    }

    private ConsoleSettings settings(BrokerConfig.Console wanted) {
        return new ConsoleSettings(
                wanted.readOnly(),
                wanted.token(),
                ConfigUtils.isProfileActive(DEMO),
                wanted.shop(),
                wanted.threads(),
                wanted.streams(),
                Math.max(1, config.sql().queries() + config.sql().live()));
    }

    private Console console() {
        Console made = console;
        return made != null ? made : make();
    }

    private synchronized Console make() {
        if (console == null) {
            Broker broker = lifecycle.broker().orElseThrow(() -> Problems.busy("The broker is starting or stopping."));
            Runtime.getRuntime().addShutdownHook(onStop);
            console = new Console(partsOf(broker, config, meters.get(), startedMillis, version));
        }
        return console;
    }

    static ConsoleParts partsOf(
            Broker broker, BrokerConfig config, MeterRegistry meters, long startedMillis, String version) {
        return new ConsoleParts(
                broker::node,
                broker.dispatcher(),
                broker.topics(),
                broker.store(),
                broker.groups().committedOffsets(),
                broker::clients,
                new DataDirectory(config.dataDir()),
                meters,
                InstantSource.system(),
                startedMillis,
                version,
                PartSettings.sql(config.sql()));
    }

    private void endStreams() {
        web.endStreams();
    }

    void stop(@Observes ShutdownEvent event) {
        if (web == null) {
            return;
        }
        web.endStreams();
        web.close();
        if (console != null) {
            console.close();
        }
        if (console != null && onStop.getState() == Thread.State.NEW) {
            Runtime.getRuntime().removeShutdownHook(onStop);
        }
    }
}
