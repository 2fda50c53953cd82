package org.ordertracking.endtoend.containers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ordertracking.endtoend.client.Deliveries;
import org.ordertracking.endtoend.client.Mailbox;
import org.ordertracking.endtoend.client.NotificationInbox;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Stock;
import org.ordertracking.endtoend.suite.OrderTracking;

/** The suite in containers: the five services, PostgreSQL with a database for each of the four, and a mail server. */
final class ContainerSuite implements OrderTracking {

    private final ServiceContainer broker;
    private final ServiceContainer orders;
    private final ServiceContainer warehouse;
    private final ServiceContainer logistics;
    private final ServiceContainer notifications;
    private final DatabaseContainer databases = new DatabaseContainer();
    private final MailContainer mail = new MailContainer();

    private ContainerSuite(String brokerVolume) {
        broker = ServiceContainer.broker(brokerVolume);
        orders = service("order-service", 8080, "orders", Map.of());
        warehouse = service("warehouse-service", 8081, "warehouse", Map.of());
        logistics = service(
                "logistics-service",
                8082,
                "logistics",
                Map.of("LOGISTICS_PACE_DISPATCH_AFTER", "1s", "LOGISTICS_PACE_DELIVER_AFTER", "1s"));
        notifications = service(
                "notification-service",
                8083,
                "notification",
                Map.of(
                        "NOTIFICATION_MAIL_SMTP_HOST",
                        MailContainer.NAME,
                        "NOTIFICATION_MAIL_SMTP_PORT",
                        String.valueOf(MailContainer.SMTP_PORT),
                        // One customer orders all day here.
                        "NOTIFICATION_CAP_MAIL",
                        "10000"));
    }

    private static ServiceContainer service(
            String name, int httpPort, String database, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("QUARKUS_PROFILE", "prod,postgresql,demo");
        settings.put("KAFKA_BOOTSTRAP_SERVERS", ServiceContainer.BOOTSTRAP_SERVERS);
        settings.put("DATABASE_URL", DatabaseContainer.urlOf(database));
        settings.put("DATABASE_USER", database);
        settings.put("DATABASE_PASSWORD", DatabaseContainer.PASSWORD);
        return ServiceContainer.service(name, httpPort, settings);
    }

    /** Starts a suite without data, all at once and in no order, and waits until each is ready. */
    static ContainerSuite start(ContainerSupervisor supervisor) {
        ContainerSuite suite = new ContainerSuite(supervisor.volume("broker"));
        supervisor.start(Stream.concat(Stream.of(suite.databases, suite.mail), suite.services().stream())
                .toList());
        return suite;
    }

    ServiceContainer broker() {
        return broker;
    }

    /** All five. */
    List<ServiceContainer> services() {
        return List.of(broker, orders, warehouse, logistics, notifications);
    }

    /**
     * One of the five.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    ServiceContainer service(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service is called " + name));
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

    /** What arrived at the mail server. */
    Mailbox mailbox() {
        return new Mailbox(mail.address());
    }
}
