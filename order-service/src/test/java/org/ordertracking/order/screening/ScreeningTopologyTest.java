package org.ordertracking.order.screening;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.EventTypes;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderScreened;
import org.ordertracking.events.OrderScreened.Rule;
import org.ordertracking.events.OrderScreened.Verdict;
import org.ordertracking.events.Payment;
import org.ordertracking.order.screening.rule.Thresholds;

/** The stream without a broker: records in, records out. Up to three orders of a card within ten minutes pass. */
class ScreeningTopologyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration FORGET_AFTER = Duration.ofDays(30);
    private static final int MOST_CARDS = 5;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final EventCodec codec = new EventCodec();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> orders;
    private TestOutputTopic<String, byte[]> screenings;

    @BeforeEach
    void start() {
        Thresholds thresholds = new Thresholds(3, Duration.ofMinutes(10), 3, 5, 4, new BigDecimal("100.00"), 10);
        Topology topology = new ScreeningTopology(codec, new ScreeningMetrics(meters), "order-service")
                .build(thresholds, FORGET_AFTER, MOST_CARDS, 3);
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "screening-test");
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        driver = new TopologyTestDriver(topology, settings, NOON);
        orders = driver.createInputTopic("orders", new StringSerializer(), new ByteArraySerializer());
        screenings =
                driver.createOutputTopic("order-screenings", new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void anOrderWithoutACardIsCleared() {
        say("placed-1", placed("order-1", null, 0, "20.00"));

        assertThat(verdicts()).extracting(OrderScreened::verdict).containsExactly(Verdict.CLEARED);
        assertThat(cards().approximateNumEntries()).isZero();
    }

    @Test
    void theVerdictIsAnEventOfItsOwnUnderTheOrdersKeyAndInItsTrace() {
        say("placed-1", placed("order-1", "card-1", 0, "20.00"));

        TestRecord<String, byte[]> record = screenings.readRecord();
        assertThat(record.key()).isEqualTo("order-1");
        EventEnvelope<? extends Event> envelope =
                codec.decode(texts(record.headers()), record.value()).orElseThrow();
        assertThat(envelope.source()).isEqualTo("/order-service");
        assertThat(envelope.event())
                .isEqualTo(new OrderScreened("order-1", Verdict.CLEARED, null, "Nothing unusual for this card", NOON));
        assertThat(record.timestamp()).as("stands where it was said").isEqualTo(NOON.toEpochMilli());
        assertThat(texts(record.headers())).containsEntry("traceparent", TRACE);
        assertThat(record.headers().headers("ce_id")).hasSize(1);
    }

    @Test
    void aCardThatOrdersTooOftenIsSuspectedAndOthersAreNot() {
        for (int i = 1; i <= 4; i++) {
            say("placed-" + i, placed("order-" + i, "card-1", i, "20.00"));
            say("other-" + i, placed("other-" + i, "card-" + (i + 1), i, "20.00"));
        }

        List<OrderScreened> verdicts = verdicts();
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.verdict() == Verdict.SUSPECTED)
                .singleElement()
                .satisfies(suspected -> {
                    assertThat(suspected.orderId()).isEqualTo("order-4");
                    assertThat(suspected.rule()).isEqualTo(Rule.TOO_MANY_ORDERS);
                    assertThat(suspected.detail()).isEqualTo("4 orders with this card within 10 minutes; up to 3 pass");
                });
        assertThat(verdicts).hasSize(8);
    }

    @Test
    void anUnusualAmountIsSuspected() {
        for (int i = 1; i <= 3; i++) {
            say("placed-" + i, placed("order-" + i, "card-1", i * 1000, "20.00"));
        }

        say("placed-4", placed("order-4", "card-1", 4000, "999.00"));

        assertThat(verdicts()).last().extracting(OrderScreened::rule).isEqualTo(Rule.UNUSUAL_AMOUNT);
    }

    @Test
    void anOrderThatIsReadAgainIsCountedOnceAndGetsTheSameVerdictUnderTheSameId() {
        say("placed-1", placed("order-1", "card-1", 1, "20.00"));
        String id = texts(screenings.readRecord().headers()).get("ce_id");
        for (int i = 0; i < 5; i++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            say("placed-1", placed("order-1", "card-1", 1, "20.00"));
            TestRecord<String, byte[]> again = screenings.readRecord();
            assertThat(texts(again.headers())).containsEntry("ce_id", id);
            assertThat(verdict(again).verdict()).isEqualTo(Verdict.CLEARED);
        }
        say("placed-2", placed("order-2", "card-1", 2, "20.00"));
        say("placed-3", placed("order-3", "card-1", 3, "20.00"));

        assertThat(verdicts()).allMatch(verdict -> verdict.verdict() == Verdict.CLEARED);
    }

    @Test
    void ordersThatAreReadInAnotherOrderThanTheyWerePlacedAreJudgedByWhenTheyWerePlaced() {
        say("placed-3", placed("order-3", "card-1", 1200, "20.00"));
        say("placed-2", placed("order-2", "card-1", 601, "20.00"));
        say("placed-1", placed("order-1", "card-1", 0, "20.00"));
        say("placed-4", placed("order-4", "card-1", 1, "20.00"));
        say("placed-5", placed("order-5", "card-1", 2, "20.00"));
        say("placed-6", placed("order-6", "card-1", 3, "20.00"));

        assertThat(verdicts())
                .filteredOn(verdict -> verdict.verdict() == Verdict.SUSPECTED)
                .extracting(OrderScreened::orderId)
                .containsExactly("order-6");
    }

    @Test
    void whatElseIsSaidOfOrdersIsNotScreened() {
        say("cancelled-1", new OrderCancelled("order-1", "changed my mind", NOON));

        assertThat(screenings.isEmpty()).isTrue();
        assertThat(meters.counter("order.screening.unreadable").count()).isZero();
    }

    @Test
    void recordsThatAreNotReadableAreCountedAndHoldNothingUp() {
        orders.pipeInput("order-1", new byte[] {1, 2, 3});
        orders.pipeInput(new TestRecord<>(null, null, new RecordHeaders(), NOON));
        RecordHeaders broken = headers("placed-1", placed("order-1", "card-1", 0, "20.00"));
        orders.pipeInput(new TestRecord<>("order-1", "{".getBytes(StandardCharsets.UTF_8), broken, NOON));
        say("placed-2", placed("order-2", "card-1", 0, "20.00"));

        assertThat(verdicts()).extracting(OrderScreened::orderId).containsExactly("order-2");
        assertThat(meters.counter("order.screening.unreadable").count()).isEqualTo(3);
    }

    @Test
    void aCardThatIsQuietForLongIsForgotten() {
        say("placed-1", placed("order-1", "quiet", 0, "20.00"));
        driver.advanceWallClockTime(FORGET_AFTER.minusDays(1));
        say("placed-2", placed("order-2", "busy", FORGET_AFTER.minusDays(1).toSeconds(), "20.00"));
        driver.advanceWallClockTime(Duration.ofDays(2));

        assertThat(cards().get("quiet")).isNull();
        assertThat(cards().get("busy")).isNotNull();
    }

    @Test
    void thereAreNeverMoreCardsThanAreAllowedAndThoseThatWereUsedLastStay() {
        for (int i = 1; i <= MOST_CARDS; i++) {
            say("placed-" + i, placed("order-" + i, "card-" + i, i, "20.00"));
        }
        say("again-1", placed("again-1", "card-1", 50, "20.00"));
        say("one-more", placed("one-more", "card-new", 60, "20.00"));

        assertThat(cards().get("card-1")).isNotNull();
        assertThat(cards().get("card-new")).isNotNull();
        assertThat(cards().get("card-2")).isNull();
    }

    @Test
    void aHistoryThatCannotBeReadIsBegunAnewAndHoldsNothingUp() {
        cards().put("card-1", new byte[] {99});

        say("placed-1", placed("order-1", "card-1", 0, "20.00"));

        assertThat(verdicts()).extracting(OrderScreened::verdict).containsExactly(Verdict.CLEARED);
    }

    @Test
    void verdictsAreCountedByRule() {
        for (int i = 1; i <= 5; i++) {
            say("placed-" + i, placed("order-" + i, "card-1", i, "20.00"));
        }

        assertThat(meters.counter("order.screening.verdicts", "rule", "none").count())
                .isEqualTo(3);
        assertThat(meters.counter("order.screening.verdicts", "rule", "too_many_orders")
                        .count())
                .isEqualTo(2);
        assertThat(meters.timer("order.screening.delay").count()).isEqualTo(5);
    }

    private static OrderPlaced placed(String orderId, String card, long seconds, String total) {
        return new OrderPlaced(
                orderId,
                new Customer("Ada Lovelace", "ada@example.com", null),
                new Address("Main Street 1", "10115", "Berlin", "DE"),
                List.of(new OrderLine("MUG-BLUE", 1, new BigDecimal(total))),
                "EUR",
                new BigDecimal(total),
                NOON.plusSeconds(seconds),
                card == null ? null : new Payment(card),
                null);
    }

    private void say(String eventId, Event event) {
        orders.pipeInput(new TestRecord<>(event.key(), codec.payload(event), headers(eventId, event), NOON));
    }

    private RecordHeaders headers(String eventId, Event event) {
        EncodedEvent encoded =
                codec.encode(new EventEnvelope<>(eventId, EventTypes.of(event).name(), "/order-service", NOON, event));
        RecordHeaders headers = new RecordHeaders();
        encoded.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        headers.add("traceparent", TRACE.getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    private List<OrderScreened> verdicts() {
        List<OrderScreened> verdicts = new ArrayList<>();
        screenings.readRecordsToList().forEach(record -> verdicts.add(verdict(record)));
        return verdicts;
    }

    private OrderScreened verdict(TestRecord<String, byte[]> record) {
        return (OrderScreened) codec.decode(texts(record.headers()), record.value())
                .orElseThrow()
                .event();
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private KeyValueStore<String, byte[]> cards() {
        return driver.getKeyValueStore(CardScreening.STORE);
    }
}
