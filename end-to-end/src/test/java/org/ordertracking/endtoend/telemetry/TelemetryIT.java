package org.ordertracking.endtoend.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ordertracking.endtoend.process.Patience.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.DeadLetterDesk;
import org.ordertracking.endtoend.client.DeadLetterDesk.Letter;
import org.ordertracking.endtoend.client.EventWriter;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;
import org.ordertracking.endtoend.telemetry.OtlpReceiver.LogLine;
import org.ordertracking.endtoend.telemetry.OtlpReceiver.Span;
import org.ordertracking.events.ParcelDispatched;

/** What the five services tell of themselves: traces, logs and metrics, while an order goes through them. */
class TelemetryIT {

    private static final String ORDER_TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String ORDER_CALLER = "b7ad6b7169203331";
    private static final String REPLAY_TRACE = "7f1c1d2e3a4b5c6d7e8f9a0b1c2d3e4f";
    private static final String LETTER_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static OtlpReceiver receiver;
    private static SmsEndpoint phones;
    private static OrderTrackingSuite suite;
    private static KafkaClients clients;

    @BeforeAll
    static void anOrderIsDelivered() {
        receiver = OtlpReceiver.start();
        phones = SmsEndpoint.start();
        Map<String, String> settings = new HashMap<>(phones.settings());
        settings.put("QUARKUS_PROFILE", "demo");
        settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint());
        settings.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        settings.put("MESSAGING_METRICS_SAMPLE_INTERVAL", "1s");
        suite = OrderTrackingSuite.create(PROCESSES, settings);
        suite.start();
        clients = new KafkaClients(suite.broker().bootstrapServers());
        String order =
                suite.shop().placeTraced(Basket.of("MUG-BLUE", 1), "00-" + ORDER_TRACE + "-" + ORDER_CALLER + "-01");
        eventually()
                .untilAsserted(
                        () -> assertThat(suite.shop().order(order).state()).isEqualTo("DELIVERED"));
    }

    @AfterAll
    static void stopReceivers() {
        receiver.close();
        phones.close();
    }

    @Test
    void anOrderIsOneTraceFromTheRequestToTheMessageToTheCustomer() {
        eventually()
                .untilAsserted(() -> assertThat(edges(receiver.spansOf(ORDER_TRACE)))
                        .contains(
                                "order-service > warehouse-service",
                                "warehouse-service > order-service",
                                "order-service > logistics-service",
                                "logistics-service > order-service",
                                "logistics-service > warehouse-service",
                                "logistics-service > notification-service"));
        List<Span> spans = receiver.spansOf(ORDER_TRACE);
        assertThat(spans)
                .filteredOn(span -> span.parent().equals(ORDER_CALLER))
                .extracting(Span::service, Span::name)
                .containsExactly(tuple("order-service", "POST /orders"));
        eventually()
                .untilAsserted(() -> assertThat(receiver.spansOf(ORDER_TRACE))
                        .extracting(Span::name)
                        .contains("dispatch parcel", "deliver parcel", "send notification"));
        eventually().untilAsserted(() -> assertThat(phones.traceParents()).isNotEmpty());
    }

    @Test
    void aReplayedDeadLetterGoesOnInTheTraceOfItsRecord() {
        String order = UUID.randomUUID().toString();
        String parent = "00-" + REPLAY_TRACE + "-00f067aa0ba902b7-01";
        DeadLetterDesk desk = new DeadLetterDesk(suite.services().warehouse().address());
        try (EventWriter stranger = new EventWriter(suite.broker().bootstrapServers())) {
            stranger.write(new ParcelDispatched(order, "OT-1", Instant.EPOCH), Map.of("traceparent", parent));
            eventually().until(() -> letters(desk, order).size() == 1);
            Letter letter = letters(desk, order).get(0);
            desk.replay(letter.id(), "ada");
        }

        eventually().untilAsserted(() -> {
            List<Span> spans = receiver.spansOf(REPLAY_TRACE);
            assertThat(spans)
                    .filteredOn(span -> span.parent().equals("00f067aa0ba902b7"))
                    .extracting(Span::service, Span::name)
                    .contains(tuple("warehouse-service", "replay dead letter"));
            assertThat(receivedBy(spans, "warehouse-service", "deliveries"))
                    .as("the record, and its replay")
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(receivedBy(spans, "warehouse-service", "deliveries.warehouse-service.dead-letters"))
                    .isNotEmpty();
        });
        eventually()
                .untilAsserted(() -> assertThat(receiver.lines())
                        .filteredOn(line -> line.text().contains("is replayed by ada"))
                        .extracting(LogLine::trace)
                        .containsExactly(REPLAY_TRACE));
    }

    private static List<Letter> letters(DeadLetterDesk desk, String order) {
        return desk.of("deliveries").stream()
                .filter(letter -> order.equals(letter.key()))
                .toList();
    }

    private static List<Span> receivedBy(List<Span> spans, String service, String topic) {
        return spans.stream()
                .filter(span -> span.service().equals(service))
                .filter(span -> span.name().contains(topic + " "))
                .toList();
    }

    /** From which service a step led to one of another service. */
    private static Set<String> edges(List<Span> spans) {
        Map<String, Span> byId =
                spans.stream().collect(Collectors.toMap(Span::id, Function.identity(), (first, again) -> first));
        return spans.stream()
                .filter(span -> byId.containsKey(span.parent()))
                .filter(span -> !byId.get(span.parent()).service().equals(span.service()))
                .map(span -> byId.get(span.parent()).service() + " > " + span.service())
                .collect(Collectors.toSet());
    }

    @Test
    void linesOfTheLogCarryTheTraceTheyBelongTo() throws ExecutionException, InterruptedException {
        ProducerRecord<String, String> unreadable = new ProducerRecord<>("deliveries", "order-1", "no event");
        String parent = "00-" + LETTER_TRACE + "-00f067aa0ba902b7-01";
        unreadable.headers().add("traceparent", parent.getBytes(StandardCharsets.US_ASCII));
        try (Producer<String, String> producer = clients.producer(Map.of())) {
            producer.send(unreadable).get();
        }

        eventually()
                .untilAsserted(() -> assertThat(receiver.lines())
                        .filteredOn(line -> line.text().contains("becomes a dead letter"))
                        .extracting(LogLine::service, LogLine::trace)
                        .contains(tuple("order-service", LETTER_TRACE)));
        JsonNode printed = suite.services().orders().output().lines().stream()
                .map(TelemetryIT::json)
                .filter(line -> line.path("message").asText().contains("is not readable and becomes a dead letter"))
                .findFirst()
                .orElseThrow();
        assertThat(printed.path("mdc").path("traceId").asText()).isEqualTo(LETTER_TRACE);
        assertThat(printed.path("mdc").path("spanId").asText()).hasSize(16);
        assertThat(printed.path("service").asText()).isEqualTo("order-service");
        assertThat(printed.path("level").asText()).isEqualTo("ERROR");
    }

    @Test
    void everyLineIsAJsonObjectThatNamesItsService() {
        suite.services()
                .all()
                .forEach(service -> assertThat(service.output().lines())
                        .isNotEmpty()
                        .allSatisfy(line ->
                                assertThat(json(line).path("service").asText()).isEqualTo(service.name())));
    }

    @Test
    void theBrokerShowsExactlyTheMetricsThatThePageNames() {
        // What shows with its first occurrence only.
        try (Admin admin = clients.admin();
                ShareConsumer<String, String> sharer = clients.sharer("telemetry", 10)) {
            admin.describeTopics(List.of("there-is-no-such-topic"));
            sharer.subscribe(List.of("orders"));
            // The console, and with it SQL, is made with its first request.
            get(suite.process("broker-service").address().resolve("/api/overview"));

            eventually().untilAsserted(() -> {
                sharer.poll(Duration.ofMillis(200))
                        .forEach(record -> sharer.acknowledge(record, AcknowledgeType.ACCEPT));
                assertThat(shownBy("broker-service"))
                        .isEqualTo(MetricsPage.read().of("broker-service"));
            });
        }
    }

    /** The other way round some have to happen first, and some belong to services with views only. */
    @ParameterizedTest
    @ValueSource(strings = {"order-service", "warehouse-service", "logistics-service", "notification-service"})
    void aServiceShowsNoMetricThatThePageDoesNotName(String service) {
        assertThat(shownBy(service)).isNotEmpty();
        assertThat(MetricsPage.read().of(service)).containsAll(shownBy(service));
    }

    private static Set<ShownMetric> shownBy(String service) {
        return Scrape.of(get(suite.process(service).address().resolve("/q/metrics")))
                .own();
    }

    @Test
    void aNameInPrometheusFollowsFromTheNameInMicrometer() {
        assertThat(MetricsPage.read().rows())
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.prometheus()).startsWith(row.micrometer().replace('.', '_')));
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + line, e);
        }
    }

    private static String get(URI address) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(address)
                                    .header("Accept", "text/plain")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(address + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + address, e);
        }
    }
}
