package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Deliveries;
import org.ordertracking.endtoend.client.Deliveries.Parcel;
import org.ordertracking.endtoend.client.ServiceMetrics;
import org.ordertracking.endtoend.client.VehicleLog;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.BrokerProcess;
import org.ordertracking.endtoend.suite.DatabaseServer;
import org.ordertracking.events.Address;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.VehicleMoved;

/** Two processes of logistics-service on one database, and a fleet that one of them drives. */
@Tag("resilience")
class FleetIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final int VEHICLES = 2_000;

    private static DatabaseServer database;
    private static BrokerProcess broker;
    private static ServiceProcess one;
    private static ServiceProcess other;

    @BeforeAll
    static void startTwoProcesses() {
        database = DatabaseServer.start(List.of("logistics-service"));
        broker = BrokerProcess.create(PROCESSES);
        broker.start();
        one = logistics();
        other = logistics();
        one.start();
        other.start();
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @Test
    void oneProcessDrivesTheFleetBothShowItAndWhenTheOneIsKilledTheOtherDrives() throws Exception {
        eventually().until(() -> drivers() == 1);
        String order = confirmOrder();
        eventually()
                .untilAsserted(() -> assertThat(Stream.of(one, other))
                        .allSatisfy(
                                process -> assertThat(position(process, order)).isNotNull()));

        ServiceProcess driver = drives(one) ? one : other;
        ServiceProcess second = driver == one ? other : one;
        driver.kill();
        try {
            eventually().until(() -> drives(second));
            Instant takenOver = Instant.now();
            eventually().until(() -> position(second, order).at().isAfter(takenOver));
        } finally {
            driver.start();
        }
    }

    @Test
    void aParcelIsFollowedLiveUntilItIsDelivered() throws Exception {
        String order = confirmOrder();
        eventually().until(() -> new Deliveries(one.address()).parcel(order).isPresent());

        List<String> told = new Deliveries(one.address()).follow(order);

        assertThat(told).startsWith("state").contains("position").endsWith("state", "end");
    }

    @Test
    void aPageOfTheStorefrontMayAskInADemonstrationAndOtherPagesMayNot() throws Exception {
        assertThat(allowedOrigin("http://localhost:8080")).contains("http://localhost:8080");
        assertThat(allowedOrigin("http://elsewhere.example")).isEmpty();
    }

    @Test
    void whileTheLogIsAwayNothingPilesUpAndAfterwardsVehiclesSayWhereTheyAreThen() {
        eventually().until(() -> drivers() == 1);
        eventually().until(() -> known(one) == VEHICLES && known(other) == VEHICLES);

        broker.kill();
        ServiceProcess driver = drives(one) ? one : other;
        double failed = turns(driver, "failed");
        // Long enough for positions to be given up: each is, after three seconds.
        eventually().until(() -> turns(driver, "failed") >= failed + 10);
        assertThat(Stream.of(one, other)).allMatch(ServiceProcess::saysThatItLives);
        Instant returning = Instant.now();
        broker.start();
        Instant back = Instant.now();

        eventually().untilAsserted(() -> {
            List<VehicleMoved> positions = positionsSince(back);
            assertThat(positions.stream().map(VehicleMoved::vehicleId).distinct())
                    .hasSizeGreaterThanOrEqualTo(VEHICLES);
        });
        // What was under way when the log went has been given up: nothing older than that is said late.
        assertThat(lateAfter(returning)).isLessThanOrEqualTo(VEHICLES);
    }

    private static ServiceProcess logistics() {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.merge("QUARKUS_PROFILE", "demo", (given, demo) -> given + "," + demo);
        settings.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        settings.put("LOGISTICS_PACE_DISPATCH_AFTER", "1s");
        settings.put("LOGISTICS_PACE_DELIVER_AFTER", "20s");
        settings.put("LOGISTICS_FLEET_VEHICLES", String.valueOf(VEHICLES));
        settings.put("LOGISTICS_FLEET_UPDATES_PER_SECOND", String.valueOf(VEHICLES));
        settings.put("LOGISTICS_FLEET_LEASE", "3s");
        settings.put("LOGISTICS_FLEET_RENEW_EVERY", "1s");
        return ServiceProcess.of(PROCESSES, "logistics-service", settings);
    }

    /** Says what order-service says when an order can be delivered. */
    private static String confirmOrder() throws Exception {
        String orderId = UUID.randomUUID().toString();
        OrderConfirmed confirmed = new OrderConfirmed(
                orderId,
                new Address("12 St James's Square", "SW1Y 4JH", "London", "GB"),
                List.of(new OrderLine("MUG-BLUE", 1, new BigDecimal("9.90"))),
                Instant.now());
        EncodedEvent encoded =
                new EventCodec().encode(EventEnvelope.wrap(confirmed, "/order-service", Clock.systemUTC()));
        RecordHeaders headers = new RecordHeaders();
        encoded.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(encoded.topic(), null, null, encoded.key(), encoded.payload(), headers))
                    .get();
        }
        return orderId;
    }

    private static Optional<String> allowedOrigin(String origin) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(one.address().resolve("/deliveries"))
                .header("Origin", origin)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .headers()
                .firstValue("Access-Control-Allow-Origin");
    }

    private static Deliveries.Position position(ServiceProcess process, String orderId) {
        return new Deliveries(process.address())
                .parcel(orderId)
                .map(Parcel::position)
                .orElse(null);
    }

    private static double drivers() {
        return Stream.of(one, other).filter(FleetIT::drives).count();
    }

    private static boolean drives(ServiceProcess process) {
        return new ServiceMetrics(process.address()).value("logistics_fleet_driving") == 1;
    }

    private static double known(ServiceProcess process) {
        return new ServiceMetrics(process.address()).value("logistics_fleet_vehicles");
    }

    private static double turns(ServiceProcess process, String outcome) {
        return new ServiceMetrics(process.address()).sum("logistics_fleet_turns_total", "outcome", outcome);
    }

    private static List<VehicleMoved> positionsSince(Instant moment) {
        return positions().filter(moved -> moved.movedAt().isAfter(moment)).toList();
    }

    /** Positions of the time when the log was away that are on it all the same: those that were under way. */
    private static long lateAfter(Instant back) {
        return positions()
                .filter(moved -> moved.movedAt().isAfter(back.minus(Duration.ofSeconds(4)))
                        && moved.movedAt().isBefore(back))
                .count();
    }

    private static Stream<VehicleMoved> positions() {
        return new VehicleLog(broker.bootstrapServers()).read().stream();
    }
}
