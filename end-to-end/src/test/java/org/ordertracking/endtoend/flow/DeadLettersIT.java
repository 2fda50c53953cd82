package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.DeadLetterDesk;
import org.ordertracking.endtoend.client.DeadLetterDesk.Decision;
import org.ordertracking.endtoend.client.DeadLetterDesk.Header;
import org.ordertracking.endtoend.client.DeadLetterDesk.Letter;
import org.ordertracking.endtoend.client.DeadLetterDesk.Origin;
import org.ordertracking.endtoend.client.EventWriter;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderServices;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.ParcelDispatched;

/** Records that a service cannot apply: put aside whole, looked at, replayed, discarded, and never lost. */
class DeadLettersIT {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static OrderTrackingSuite suite;
    private static ServiceInspection services;
    private static DeadLetterDesk warehouse;
    private static EventWriter stranger;

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(PROCESSES, Map.of("QUARKUS_PROFILE", "demo"));
        suite.start();
        services = new ServiceInspection(suite);
        warehouse = new DeadLetterDesk(suite.services().warehouse().address());
        stranger = new EventWriter(suite.broker().bootstrapServers());
        // Topics are there, and everybody reads them.
        services.eachIsDeliveredOnce(List.of(suite.shop().place(Basket.of("MUG-BLUE", 1))));
    }

    @AfterAll
    static void stopWriting() {
        stranger.close();
    }

    @Test
    void aRecordThatIsNoEventIsPutAsideWithPlaceReasonAndStackWhileOrdersGoOn() {
        byte[] key = {(byte) 0xff, 'k'};
        RecordMetadata place = stranger.writeGarbage("orders", key, "no event at all");
        String order = suite.shop().place(Basket.of("MUG-BLUE", 1));

        OrderServices all = suite.services();
        for (var service : List.of(all.warehouse(), all.logistics(), all.notifications())) {
            DeadLetterDesk desk = new DeadLetterDesk(service.address());
            Letter letter = desk.letter(awaitLetterAt(desk, place).id());
            assertThat(letter.state()).isEqualTo("OPEN");
            assertThat(letter.failure().consumer()).isEqualTo(service.name());
            assertThat(letter.failure().reason()).contains("ce_specversion");
            assertThat(letter.failure().exception()).endsWith("UnreadableEventException");
            assertThat(letter.failure().stack()).contains("UnreadableEventException", "EventCodec.decode");
            assertThat(letter.failure().attempts()).isOne();
            assertThat(letter.record().key().base64())
                    .isEqualTo(Base64.getEncoder().encodeToString(key));
            assertThat(letter.record().payload().text()).isEqualTo("no event at all");
            assertThat(letter.record().headers())
                    .extracting(Header::name, header -> header.value().text())
                    .containsExactly(tuple("x-from", "somebody else"));
        }
        services.eachIsDeliveredOnce(List.of(order));
    }

    @Test
    void whatIsMendedIsReplayedAndAppliedOnce() {
        String order = UUID.randomUUID().toString();
        Item before = suite.stock().of("TEE-M");
        RecordMetadata place = stranger.write(dispatched(order), Map.of("traceparent", TRACE));
        Letter letter = warehouse.letter(awaitLetterAt(warehouse, place).id());
        assertThat(letter.failure().reason()).contains("no reservation of order " + order);
        assertThat(letter.failure().attempts()).isEqualTo(3);
        assertThat(letter.record().traceparent()).isEqualTo(TRACE);
        assertThat(letter.record().payload().json().path("orderId").asText()).isEqualTo(order);

        reserve(order, "TEE-M");
        eventually()
                .untilAsserted(
                        () -> assertThat(suite.stock().of("TEE-M").reserved()).isEqualTo(before.reserved() + 1));
        Letter replayed = warehouse.replay(letter.id(), "ada");
        Letter asked = warehouse.replay(letter.id(), "grace");

        assertThat(replayed.state()).isEqualTo("REPLAYED");
        assertThat(asked.audit()).containsExactly(new Decision("ada", "REPLAYED", "mended"));
        eventually().untilAsserted(() -> assertThat(suite.stock().of("TEE-M")).isEqualTo(before.without(1)));
        String later = suite.shop().place(Basket.of("TEE-M", 1));
        services.eachIsDeliveredOnce(List.of(later));
        services.stockIs(before.without(2));
        assertThat(warehouse.discardStatus(letter.id(), Map.of("reason", "too late")))
                .isEqualTo(409);
    }

    @Test
    void whatIsReplayedTooEarlyIsAnotherLetterThatNamesTheFirst() {
        RecordMetadata place = stranger.write(dispatched(UUID.randomUUID().toString()), Map.of());
        Letter first = awaitLetterAt(warehouse, place);

        warehouse.replay(first.id(), "ada");

        eventually()
                .untilAsserted(() -> assertThat(warehouse.of("deliveries"))
                        .filteredOn(letter -> first.id().equals(letter.replayOf()))
                        .singleElement()
                        .satisfies(second -> {
                            assertThat(second.state()).isEqualTo("OPEN");
                            assertThat(second.eventId()).isEqualTo(first.eventId());
                            assertThat(second.key()).isEqualTo(first.key());
                            assertThat(second.origin().offset())
                                    .isGreaterThan(first.origin().offset());
                        }));
    }

    @Test
    void whatIsNotNeededIsDiscardedByNameAndWithAReason() {
        RecordMetadata place = stranger.write(dispatched(UUID.randomUUID().toString()), Map.of());
        Letter letter = awaitLetterAt(warehouse, place);

        assertThat(warehouse.discardStatus(letter.id(), Map.of())).isEqualTo(400);
        Letter discarded = warehouse.discard(letter.id(), "grace", "a parcel of the old system");

        assertThat(discarded.state()).isEqualTo("DISCARDED");
        assertThat(warehouse.letter(letter.id()).audit())
                .containsExactly(new Decision("grace", "DISCARDED", "a parcel of the old system"));
        assertThat(warehouse.replayStatus(letter.id())).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker-service", "warehouse-service"})
    void noLetterIsLostOrThereTwiceAlthoughAProcessIsKilledWhileLettersAreWritten(String killed) {
        List<RecordMetadata> places = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] key = ("garbage-" + i).getBytes(StandardCharsets.UTF_8);
            places.add(stranger.writeGarbage("deliveries", key, "garbage " + killed + " " + i));
        }
        eventually().until(() -> lettersAt(warehouse, places) > 0);

        suite.process(killed).kill();
        suite.process(killed).start();

        for (var service : List.of(suite.services().orders(), suite.services().warehouse())) {
            DeadLetterDesk desk = new DeadLetterDesk(service.address());
            eventually().untilAsserted(() -> assertThat(lettersAt(desk, places)).isEqualTo(places.size()));
        }
        services.eachIsDeliveredOnce(List.of(suite.shop().place(Basket.of("MUG-BLUE", 1))));
    }

    private static Letter awaitLetterAt(DeadLetterDesk desk, RecordMetadata place) {
        eventually().until(() -> lettersAt(desk, List.of(place)) == 1);
        return desk.of(place.topic()).stream()
                .filter(letter -> isAt(letter, place))
                .findFirst()
                .orElseThrow();
    }

    private static long lettersAt(DeadLetterDesk desk, List<RecordMetadata> places) {
        return desk.of(places.get(0).topic()).stream()
                .filter(letter -> places.stream().anyMatch(place -> isAt(letter, place)))
                .count();
    }

    private static boolean isAt(Letter letter, RecordMetadata place) {
        return letter.origin().equals(new Origin(place.topic(), place.partition(), place.offset()));
    }

    /** Goods of an order that the shop does not know, as after a restore of its database. */
    private static void reserve(String order, String sku) {
        stranger.write(new OrderCleared(order, List.of(new OrderLine(sku, 1, BigDecimal.TEN)), now()), Map.of());
    }

    private static ParcelDispatched dispatched(String order) {
        return new ParcelDispatched(order, "OT-" + order.substring(0, 8), now());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
