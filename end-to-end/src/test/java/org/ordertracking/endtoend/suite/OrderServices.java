package org.ordertracking.endtoend.suite;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ordertracking.endtoend.client.Deliveries;
import org.ordertracking.endtoend.client.NotificationInbox;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Stock;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;

/** The four services, each with an empty database, on a log that speaks the Kafka protocol. */
public record OrderServices(
        ServiceProcess orders, ServiceProcess warehouse, ServiceProcess logistics, ServiceProcess notifications)
        implements OrderTracking {

    /** Deliveries that take seconds, and a short wait for what a killed process had begun. */
    private static final Map<String, String> FAST = Map.of(
            "LOGISTICS_PACE_DISPATCH_AFTER", "1s",
            "LOGISTICS_PACE_DELIVER_AFTER", "1s",
            "LOGISTICS_PACE_RETURN_AFTER", "1s",
            "NOTIFICATION_SENDING_TIMEOUT", "2s",
            "NOTIFICATION_SENDING_LEASE", "5s");

    /** Opens the admin door, lets faults be switched, and lets one address send as much as a whole shop's customers do. */
    private static final String DEMO = "demo";

    /**
     * Services that are not started yet.
     *
     * @param bootstrapServers address of the log
     * @param environment settings for all of them that differ from the defaults
     */
    public static OrderServices on(
            String bootstrapServers, ProcessSupervisor supervisor, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(FAST);
        settings.putAll(environment);
        settings.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        settings.merge("QUARKUS_PROFILE", DEMO, (profiles, demo) -> profiles + "," + demo);
        OrderServices services = new OrderServices(
                service(supervisor, "order-service", settings),
                service(supervisor, "warehouse-service", settings),
                service(supervisor, "logistics-service", settings),
                service(supervisor, "notification-service", settings));
        services.all().forEach(services::introduce);
        return services;
    }

    /** Tells order-service, whose pages show the others too, where one is. */
    void introduce(ServiceProcess neighbour) {
        String setting =
                "NEIGHBOURS_" + neighbour.name().toUpperCase(Locale.ROOT).replace('-', '_');
        orders.configure(setting, neighbour.address().toString());
    }

    private static ServiceProcess service(ProcessSupervisor supervisor, String module, Map<String, String> shared) {
        Map<String, String> settings = new HashMap<>(shared);
        settings.put("DATA_DIR", supervisor.dataDirectory(module).toString());
        return ServiceProcess.of(supervisor, module, settings);
    }

    public List<ServiceProcess> all() {
        return List.of(orders, warehouse, logistics, notifications);
    }

    @Override
    public Shop shop() {
        return new Shop(orders.address());
    }

    @Override
    public Stock stock() {
        return new Stock(warehouse.address());
    }

    @Override
    public Deliveries deliveries() {
        return new Deliveries(logistics.address());
    }

    @Override
    public NotificationInbox inbox() {
        return new NotificationInbox(notifications.address());
    }

    /** Starts all at once and waits until each is ready. */
    public void start() {
        all().forEach(ServiceProcess::launch);
        all().forEach(ServiceProcess::awaitReady);
    }
}
