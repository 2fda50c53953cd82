package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.Topic;

/** What the console's API tells of records, hostile ones included. */
class ConsoleRecordsTest {
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
    void newestRecordsComeFirstAndACursorLeadsOn() {
        Topic topic = topic("orders", 1);
        append(topic, 0, record(1, "a", "1"), record(2, "b", "2"), record(3, "c", "3"));

        JsonNode first = console.get("/api/topics/orders/records?limit=2");
        JsonNode second = console.get(
                "/api/topics/orders/records?limit=2&cursor=" + first.get("next").asText());

        assertThat(values(first)).containsExactly("3", "2");
        assertThat(first.get("stopped").asText()).isEqualTo("limit");
        assertThat(values(second)).containsExactly("1");
        assertThat(second.get("stopped").asText()).isEqualTo("end");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void recordsOfSeveralPartitionsAreMergedByTheirTime() {
        Topic topic = topic("orders", 3);
        append(topic, 0, record(10, "a", "first"), record(40, "a", "fourth"));
        append(topic, 1, record(20, "b", "second"));
        append(topic, 2, record(30, "c", "third"), record(50, "c", "fifth"));

        assertThat(values(console.get("/api/topics/orders/records?direction=oldest")))
                .containsExactly("first", "second", "third", "fourth", "fifth");
        assertThat(values(console.get("/api/topics/orders/records?direction=newest")))
                .containsExactly("fifth", "fourth", "third", "second", "first");
    }

    @Test
    void everyRecordComesOnceWhenOneGoesOnAndOn() {
        Topic topic = topic("orders", 4);
        for (int i = 0; i < 400; i++) {
            append(topic, i % 4, record(1000 + i / 3, "k" + i, String.valueOf(i)));
        }

        for (String direction : List.of("newest", "oldest")) {
            List<String> all = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode found = console.get("/api/topics/orders/records?limit=7&direction=" + direction + cursor);
                all.addAll(values(found));
                cursor = found.get("next").isNull()
                        ? null
                        : "&cursor=" + found.get("next").asText();
            } while (cursor != null);
            assertThat(all).hasSize(400).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSearchBeginsAtAnOffsetOrATime() {
        Topic topic = topic("orders", 1);
        append(topic, 0, record(1000, "a", "1"), record(2000, "b", "2"), record(3000, "c", "3"));

        assertThat(values(console.get("/api/topics/orders/records?direction=oldest&offset=1")))
                .containsExactly("2", "3");
        assertThat(values(console.get("/api/topics/orders/records?direction=newest&offset=1")))
                .containsExactly("2", "1");
        assertThat(values(console.get("/api/topics/orders/records?direction=oldest&time=2000")))
                .containsExactly("2", "3");
        assertThat(values(console.get("/api/topics/orders/records?direction=newest&time=1970-01-01T00:00:02Z")))
                .containsExactly("1");
    }

    @Test
    void aSearchFindsByKeyAndByTextInAnyPart() {
        Topic topic = topic("orders", 1);
        append(
                topic,
                0,
                record(1, "o-1", "placed by ÄNNE"),
                record(2, "o-2", "x"),
                new SimpleRecord(
                        3, bytes("o-1"), bytes("y"), new Header[] {new RecordHeader("trace", bytes("Needle"))}));

        assertThat(values(console.get("/api/topics/orders/records?key=o-1"))).containsExactly("y", "placed by ÄNNE");
        assertThat(values(console.get("/api/topics/orders/records?text=needle")))
                .containsExactly("y");
        assertThat(values(console.get("/api/topics/orders/records?text=PLACED%20by")))
                .containsExactly("placed by ÄNNE");
        assertThat(values(console.get("/api/topics/orders/records?text=nowhere")))
                .isEmpty();
    }

    @Test
    void whatBytesAreIsSaid() {
        Topic topic = topic("orders", 1);
        byte[] noText = {(byte) 0xc3, 0x28, 0};
        append(
                topic,
                0,
                new SimpleRecord(1, noText, bytes("{\"a\": [1, 2]}")),
                new SimpleRecord(2, null, bytes("{not json")),
                new SimpleRecord(3, bytes("k"), null));

        JsonNode found =
                console.get("/api/topics/orders/records?direction=oldest").get("items");

        assertThat(found.get(0).at("/key/encoding").asText()).isEqualTo("base64");
        assertThat(Base64.getDecoder().decode(found.get(0).at("/key/text").asText()))
                .isEqualTo(noText);
        assertThat(found.get(0).at("/value/encoding").asText()).isEqualTo("json");
        assertThat(found.get(1).at("/value/encoding").asText()).isEqualTo("text");
        assertThat(found.get(1).get("key").isNull()).isTrue();
        assertThat(found.get(2).get("kind").asText()).isEqualTo("tombstone");
    }

    @Test
    void aLargeMessageIsCutInListsAndWholeWhenItIsAskedFor() {
        topic("large", 1);
        byte[] value = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        Topic topic = console.broker().broker().topics().byName("large").orElseThrow();
        append(topic, 0, MemoryRecords.withRecords(Compression.gzip().build(), new SimpleRecord(1, null, value)));

        JsonNode listed = console.get("/api/topics/large/records").get("items").get(0);
        JsonNode whole = console.get("/api/topics/large/partitions/0/records/0");
        HttpResponse<String> raw = console.send("GET", "/api/topics/large/partitions/0/records/0/value", null);

        assertThat(listed.at("/value/bytes").asInt()).isEqualTo(1 << 20);
        assertThat(listed.at("/value/shown").asInt()).isEqualTo(1024);
        assertThat(whole.at("/value/text").asText()).hasSize(1 << 20);
        assertThat(raw.body()).hasSize(1 << 20);
        assertThat(raw.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(raw.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
    }

    @Test
    void aCharacterThatIsCutInTwoDoesNotMakeTextBytes() {
        Topic topic = topic("orders", 1);
        append(topic, 0, new SimpleRecord(1, null, bytes("ä".repeat(1000))));

        JsonNode value = console.get("/api/topics/orders/records?preview=11").at("/items/0/value");

        assertThat(value.get("encoding").asText()).isEqualTo("text");
        assertThat(value.get("text").asText()).isEqualTo("äääää");
        assertThat(value.get("shown").asInt()).isEqualTo(10);
    }

    @Test
    void manyHeadersAreLeftOutOfListsAndCounted() {
        Topic topic = topic("orders", 1);
        Header[] headers = new Header[1000];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = new RecordHeader("<script>alert(" + i + ")</script>", bytes("v".repeat(1000)));
        }
        append(topic, 0, new SimpleRecord(1, null, bytes("x"), headers));

        JsonNode listed = console.get("/api/topics/orders/records").at("/items/0");

        assertThat(listed.get("headersInAll").asInt()).isEqualTo(1000);
        assertThat(listed.get("headers")).hasSize(24);
        assertThat(listed.at("/headers/0/key").asText()).isEqualTo("<script>alert(0)</script>");
        assertThat(listed.at("/headers/0/value/shown").asInt()).isEqualTo(256);
    }

    @Test
    void aDownloadIsALineForEachRecord() {
        Topic topic = topic("orders", 2);
        for (int i = 0; i < 120; i++) {
            append(topic, i % 2, record(i, "k", "v" + i));
        }

        HttpResponse<String> download = console.send("GET", "/api/topics/orders/records.jsonl?direction=oldest", null);

        List<JsonNode> lines = download.body().lines().map(RunningConsole::read).toList();
        assertThat(lines).hasSize(120);
        assertThat(lines.get(0).at("/value/text").asText()).isEqualTo("v0");
        assertThat(lines.get(119).at("/value/text").asText()).isEqualTo("v119");
    }

    @Test
    void parametersOutOfBoundsAreNamed() {
        topic("orders", 1);

        Map.of(
                        "limit=0", "limit",
                        "limit=9999", "limit",
                        "direction=sideways", "direction",
                        "offset=-1", "offset",
                        "time=yesterday", "time",
                        "offset=1&time=1", "offset",
                        "cursor=nonsense", "cursor",
                        "markers=maybe", "markers")
                .forEach((query, field) -> {
                    HttpResponse<String> refused = console.send("GET", "/api/topics/orders/records?" + query, null);
                    assertThat(refused.statusCode()).as(query).isEqualTo(400);
                    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
                    assertThat(RunningConsole.read(refused.body())
                                    .at("/errors/0/field")
                                    .asText())
                            .isEqualTo(field);
                });
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        topic("orders", 1);

        assertThat(status("/api/topics/none/records")).isEqualTo(404);
        assertThat(status("/api/topics/orders/records?partition=1")).isEqualTo(404);
        assertThat(status("/api/topics/orders/partitions/0/records/0")).isEqualTo(404);
        assertThat(status("/api/nowhere")).isEqualTo(404);
        assertThat(console.send("PATCH", "/api/topics", "{}").statusCode()).isEqualTo(405);
    }

    private int status(String path) {
        return console.send("GET", path, null).statusCode();
    }

    private Topic topic(String name, int partitions) {
        return console.broker()
                .broker()
                .topics()
                .create(new NewTopic(name, partitions, Map.of("message.timestamp.type", "CreateTime")), false)
                .thenApply(planned ->
                        console.broker().broker().topics().byName(name).orElseThrow())
                .toCompletableFuture()
                .join();
    }

    private static void append(Topic topic, int partition, SimpleRecord... records) {
        append(topic, partition, MemoryRecords.withRecords(Compression.NONE, records));
    }

    private static void append(Topic topic, int partition, MemoryRecords records) {
        topic.partitions()
                .get(partition)
                .log()
                .append(records, AppendOrigin.CLIENT, Durability.WRITTEN)
                .toCompletableFuture()
                .join();
    }

    private static SimpleRecord record(long time, String key, String value) {
        return new SimpleRecord(time, bytes(key), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> values(JsonNode found) {
        List<String> values = new ArrayList<>();
        found.get("items").forEach(item -> values.add(item.at("/value/text").asText()));
        return values;
    }
}
