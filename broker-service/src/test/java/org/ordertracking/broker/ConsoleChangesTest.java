package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed through the console is changed for Kafka's clients, by their rules. */
class ConsoleChangesTest {
    @TempDir
    Path directory;

    private RunningConsole console;

    @BeforeEach
    void start() {
        console = new RunningConsole(directory, RunningConsole.DEMO);
    }

    @AfterEach
    void stop() throws IOException {
        console.close();
    }

    @Test
    void aTopicIsMadeGrownConfiguredAndDeleted() {
        HttpResponse<String> made = console.send(
                "POST",
                "/api/topics",
                "{\"name\":\"orders\",\"partitions\":2,\"configs\":[{\"name\":\"retention.ms\",\"value\":\"3600000\"}]}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(RunningConsole.read(made.body()).get("retentionMillis").asLong())
                .isEqualTo(3_600_000);

        assertThat(console.send("POST", "/api/topics/orders/partitions", "{\"partitions\":3}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(console.get("/api/topics/orders").get("partitions").asInt()).isEqualTo(3);

        assertThat(console.send(
                                "PATCH",
                                "/api/topics/orders/configs",
                                "{\"configs\":[{\"name\":\"retention.ms\",\"value\":null},{\"name\":\"cleanup.policy\",\"value\":\"compact\"}]}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(console.get("/api/topics/orders").get("cleanupPolicy").asText())
                .isEqualTo("compact");
        assertThat(setting("orders", "retention.ms").get("source").asText()).isEqualTo("DEFAULT_CONFIG");
        assertThat(setting("orders", "cleanup.policy").get("source").asText()).isEqualTo("TOPIC_CONFIG");

        assertThat(console.send("DELETE", "/api/topics/orders", null).statusCode())
                .isEqualTo(204);
        assertThat(console.send("GET", "/api/topics/orders", null).statusCode()).isEqualTo(404);
    }

    @Test
    void whatABrokerRefusesToAClientIsRefusedHereInTheSameWords() {
        console.send("POST", "/api/topics", "{\"name\":\"orders\"}");

        assertRefused(409, "already exists", "POST", "/api/topics", "{\"name\":\"orders\"}");
        assertRefused(400, "", "POST", "/api/topics", "{\"name\":\"no spaces\"}");
        assertRefused(400, "already has 1 partition", "POST", "/api/topics/orders/partitions", "{\"partitions\":1}");
        assertRefused(
                400,
                "retention.ms",
                "PATCH",
                "/api/topics/orders/configs",
                "{\"configs\":[{\"name\":\"retention.ms\",\"value\":\"soon\"}]}");
        assertRefused(404, "none", "DELETE", "/api/topics/none", null);
        assertRefused(409, "broker's own", "DELETE", "/api/topics/__consumer_offsets", null);
        assertRefused(400, "body", "POST", "/api/topics", "{\"name\":");
        assertRefused(400, "body", "POST", "/api/topics", "{\"nome\":\"x\"}");
    }

    @Test
    void aRecordIsWrittenWithKeyHeadersAndPartition() {
        console.send("POST", "/api/topics", "{\"name\":\"orders\",\"partitions\":3}");

        HttpResponse<String> written = console.send(
                "POST",
                "/api/topics/orders/records",
                "{\"partition\":2,\"key\":\"/w==\",\"keyEncoding\":\"base64\",\"value\":\"<script>\",\"headers\":[{\"key\":\"h\",\"value\":\"v\"}]}");
        console.send("POST", "/api/topics/orders/records", "{\"partition\":2,\"key\":\"gone\",\"value\":null}");

        assertThat(written.statusCode()).isEqualTo(201);
        JsonNode found =
                console.get("/api/topics/orders/records?direction=oldest").get("items");
        assertThat(found.get(0).get("partition").asInt()).isEqualTo(2);
        assertThat(found.get(0).at("/key/text").asText()).isEqualTo("/w==");
        assertThat(found.get(0).at("/value/text").asText()).isEqualTo("<script>");
        assertThat(found.get(0).at("/headers/0/key").asText()).isEqualTo("h");
        assertThat(found.get(1).get("kind").asText()).isEqualTo("tombstone");
    }

    @Test
    void aRecordLandsWhereProducersPutThoseOfItsKey() {
        console.send("POST", "/api/topics", "{\"name\":\"orders\",\"partitions\":7}");

        for (String key : List.of("order-1", "order-2", "order-3")) {
            JsonNode written = RunningConsole.read(
                    console.send("POST", "/api/topics/orders/records", "{\"key\":\"" + key + "\",\"value\":\"x\"}")
                            .body());
            assertThat(written.get("partition").asInt())
                    .isEqualTo(Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % 7);
        }
    }

    @Test
    void offsetsAreSetForAGroupWithoutMembersAfterAPreview() {
        console.send("POST", "/api/topics", "{\"name\":\"orders\",\"partitions\":1}");
        for (int i = 0; i < 5; i++) {
            console.send("POST", "/api/topics/orders/records", "{\"value\":\"" + i + "\"}");
        }
        TopicPartition partition = new TopicPartition("orders", 0);
        try (KafkaConsumer<String, String> consumer = consumer()) {
            consumer.subscribe(List.of("orders"));
            await().until(() -> !consumer.poll(Duration.ofMillis(100)).isEmpty());
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(4)));

            assertThat(lag()).isEqualTo(1);
            assertRefused(409, "members", "POST", "/api/groups/shippers/resets", "{\"to\":\"earliest\"}");
        }
        await().until(() -> console.get("/api/groups/shippers").get("members").asInt() == 0);

        JsonNode preview = reset("{\"to\":\"shift\",\"value\":-3,\"preview\":true}");
        assertThat(preview.get("done").asBoolean()).isFalse();
        assertThat(preview.at("/partitions/0/to").asLong()).isEqualTo(1);
        assertThat(lag()).isEqualTo(1);

        assertThat(reset("{\"to\":\"earliest\"}").get("done").asBoolean()).isTrue();
        await().until(() -> lag() == 5);
        assertThat(reset("{\"to\":\"offset\",\"value\":99}")
                        .at("/partitions/0/to")
                        .asLong())
                .isEqualTo(5);

        assertThat(console.send("DELETE", "/api/groups/shippers", null).statusCode())
                .isEqualTo(204);
        assertThat(console.send("GET", "/api/groups/shippers", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anOpenTransactionIsSeenWithItsProducerAndLaterWhatBecameOfIt() throws Exception {
        console.send("POST", "/api/topics", "{\"name\":\"orders\",\"partitions\":1}");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", console.broker().bootstrap(), "transactional.id", "shipping"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("orders", "k", "v")).get();

            JsonNode transaction = console.get("/api/transactions").at("/items/0");
            assertThat(transaction.get("transactionalId").asText()).isEqualTo("shipping");
            assertThat(transaction.get("state").asText()).isEqualTo("Ongoing");
            assertThat(transaction.at("/partitions/0/topic").asText()).isEqualTo("orders");
            assertThat(console.get("/api/topics/orders/producers")
                            .at("/items/0/openSince")
                            .asLong())
                    .isZero();
            assertThat(records().at("/items/0/transaction").asText()).isEqualTo("open");
            assertThat(console.get("/api/clients?search=apache-kafka-java")
                            .get("total")
                            .asInt())
                    .isPositive();

            producer.abortTransaction();
        }
        await().until(() -> records().get("items").size() == 2);
        assertThat(records().at("/items/0/kind").asText()).isEqualTo("abort");
        assertThat(records().at("/items/1/transaction").asText()).isEqualTo("aborted");
    }

    private JsonNode records() {
        return console.get("/api/topics/orders/records?markers=true");
    }

    @Test
    void withoutATokenAndADemonstrationNothingIsChanged(@TempDir Path other) throws IOException {
        try (RunningConsole closed =
                new RunningConsole(other, RunningConsole.settings(Optional.empty(), false, false))) {
            HttpResponse<String> refused = closed.send("POST", "/api/topics", "{\"name\":\"orders\"}");

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(RunningConsole.read(refused.body()).get("detail").asText())
                    .contains("broker.console.token");
            assertThat(closed.get("/api/topics").get("total").asInt()).isZero();
            assertThat(closed.get("/api/overview").get("mayChange").asBoolean()).isFalse();
        }
    }

    @Test
    void aPageOfAnotherOriginChangesNothing() {
        HttpRequest foreign = console.request("/api/topics")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"orders\"}"))
                .header("Content-Type", "text/plain")
                .header("Origin", "http://evil.example")
                .build();

        assertThat(console.send(foreign).statusCode()).isEqualTo(403);
        assertThat(console.get("/api/topics").get("total").asInt()).isZero();
    }

    private long lag() {
        return console.get("/api/groups/shippers").get("lag").asLong();
    }

    private JsonNode reset(String body) {
        HttpResponse<String> answer = console.send("POST", "/api/groups/shippers/resets", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningConsole.read(answer.body());
    }

    private JsonNode setting(String topic, String name) {
        for (JsonNode setting : console.get("/api/topics/" + topic + "/configs")) {
            if (setting.get("name").asText().equals(name)) {
                return setting;
            }
        }
        throw new AssertionError(name);
    }

    private void assertRefused(int status, String part, String method, String path, String body) {
        HttpResponse<String> refused = console.send(method, path, body);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(RunningConsole.read(refused.body()).get("detail").asText()).contains(part);
        assertThat(RunningConsole.read(refused.body()).get("remedy").asText()).isNotBlank();
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", console.broker().bootstrap(),
                        "group.id", "shippers",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
