package org.ordertracking.endtoend.suite;

import java.util.Map;
import java.util.stream.Stream;
import org.ordertracking.endtoend.client.Deliveries;
import org.ordertracking.endtoend.client.EventLog;
import org.ordertracking.endtoend.client.GroupTable;
import org.ordertracking.endtoend.client.NotificationInbox;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Stock;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;

/** All five services, and the clients that tests look at them with. */
public final class OrderTrackingSuite implements OrderTracking {

    private final BrokerProcess broker;
    private final OrderServices services;

    private OrderTrackingSuite(BrokerProcess broker, OrderServices services) {
        this.broker = broker;
        this.services = services;
    }

    /** A suite without data, not started yet. */
    public static OrderTrackingSuite create(ProcessSupervisor supervisor) {
        return create(supervisor, Map.of());
    }

    /**
     * A suite without data, not started yet.
     *
     * @param environment settings for the four services that differ from the defaults
     */
    public static OrderTrackingSuite create(ProcessSupervisor supervisor, Map<String, String> environment) {
        BrokerProcess broker = BrokerProcess.create(supervisor);
        OrderServices services = OrderServices.on(broker.bootstrapServers(), supervisor, environment);
        services.introduce(broker.process());
        link(broker, services);
        supervisor.onFailureTell(
                "consumer groups", new GroupTable(broker.process().address())::lines);
        return new OrderTrackingSuite(broker, services);
    }

    /** The bar at the top of all pages leads from the shop to the broker's console and back. */
    private static void link(BrokerProcess broker, OrderServices services) {
        broker.process().configure("BROKER_CONSOLE_SHOP", services.orders().address() + "/");
        services.orders()
                .configure("SHOP_LINKS_BROKER_CONSOLE", broker.process().address() + "/");
    }

    /** Starts all five at once, in no order, and waits until each is ready. */
    public void start() {
        broker.process().launch();
        services.start();
        broker.process().awaitReady();
    }

    public BrokerProcess broker() {
        return broker;
    }

    public OrderServices services() {
        return services;
    }

    /**
     * One of the five, by the name of its module.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public ServiceProcess process(String name) {
        return Stream.concat(Stream.of(broker.process()), services.all().stream())
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service is called " + name));
    }

    @Override
    public Shop shop() {
        return services.shop();
    }

    @Override
    public Stock stock() {
        return services.stock();
    }

    @Override
    public Deliveries deliveries() {
        return services.deliveries();
    }

    @Override
    public NotificationInbox inbox() {
        return services.inbox();
    }

    /** What is on the log. */
    public EventLog log() {
        return new EventLog(broker.bootstrapServers());
    }
}
