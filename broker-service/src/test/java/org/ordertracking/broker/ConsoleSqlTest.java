package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.Topic;

/** SQL over HTTP, as the page and programs ask it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleSqlTest {
    private static final String ENDLESS =
            "{\"query\":\"SELECT sum(hash(a.range + b.range + c.range) % 7) FROM range(30000) a, range(30000) b, range(30000) c\"}";

    private RunningConsole console;
    private Topic orders;

    @BeforeAll
    void start(@TempDir Path directory) {
        console = new RunningConsole(
                directory, RunningConsole.DEMO, Map.of("broker.sql.max-rows", "2", "broker.sql.live", "2"));
        orders = console.broker()
                .broker()
                .topics()
                .getOrCreate(new NewTopic("orders", 1, Map.of()))
                .toCompletableFuture()
                .join();
        write("{\"status\":\"PLACED\",\"note\":\"<script>\"}");
    }

    @AfterAll
    void stop() throws Exception {
        console.close();
    }

    @Test
    void aQueryIsAnsweredWithColumnsRowsAndWhatWasRead() {
        HttpResponse<String> response =
                ask("{\"query\":\"SELECT status, note, 1 AS one FROM orders WHERE _offset = 0\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = RunningConsole.read(response.body());
        assertThat(answer.path("columns").toString())
                .isEqualTo(
                        "[{\"name\":\"status\",\"type\":\"VARCHAR\"},{\"name\":\"note\",\"type\":\"VARCHAR\"},{\"name\":\"one\",\"type\":\"INTEGER\"}]");
        assertThat(answer.path("rows").toString()).isEqualTo("[[\"PLACED\",\"<script>\",1]]");
        assertThat(answer.path("cut").asBoolean()).isFalse();
        assertThat(answer.path("read").path("records").asInt()).isOne();
        assertThat(answer.path("read").path("topics").path(0).path("partitions").toString())
                .isEqualTo("[{\"partition\":0,\"from\":0,\"upTo\":1}]");
        assertThat(RunningConsole.read(ask("{\"query\":\"SELECT range FROM range(9)\"}")
                                .body())
                        .path("cut")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatIsWrongIsAProblemWithARemedy() {
        HttpResponse<String> response = ask("{\"query\":\"SELECT * FROM nowhere\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = RunningConsole.read(response.body());
        assertThat(problem.path("detail").asText()).isEqualTo("There is no topic 'nowhere'. (at character 15)");
        assertThat(problem.path("remedy").asText()).isNotBlank();
        assertThat(problem.path("instance").asText()).isEqualTo("/sql");
        assertThat(ask("{}").statusCode()).isEqualTo(400);
        assertThat(ask("{\"query\":\"SELECT 1\",\"newest\":0}").statusCode()).isEqualTo(400);
        assertThat(ask("no json").statusCode()).isEqualTo(400);
        assertThat(ask("{\"query\":\"" + "x".repeat(70_000) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void pagesOfOtherOriginsAskNothing() {
        HttpRequest.Builder form =
                console.request("/sql").POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"SELECT 1\"}"));
        assertThat(console.send(form.copy().header("Content-Type", "text/plain").build())
                        .statusCode())
                .isEqualTo(415);
        assertThat(console.send(form.copy()
                                .header("Content-Type", "application/json")
                                .header("Origin", "https://elsewhere.example")
                                .build())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aLiveQueryAnswersAgainWhenRecordsHaveComeAndEndsWithItsReader() throws Exception {
        HttpResponse<Stream<String>> live = console.client()
                .send(
                        console.request("/sql/live?query="
                                        + URLEncoder.encode("SELECT count(*) FROM orders", StandardCharsets.UTF_8))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = live.body()) {
            Iterator<String> data =
                    lines.filter(line -> line.startsWith("data: {")).iterator();
            int first = count(data.next());
            write("{\"status\":\"CANCELLED\"}");
            assertThat(count(data.next())).isEqualTo(first + 1);
        }
        await().until(() -> figure("broker.sql.running") == 0);
    }

    @Test
    void whoClosesTheConnectionCancelsTheQuery() {
        CompletableFuture<HttpResponse<String>> asked = console.client()
                .sendAsync(
                        console.request("/sql")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(ENDLESS))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        await().until(() -> figure("broker.sql.running") == 1);

        asked.cancel(true);

        await().until(() -> figure("broker.sql.running") == 0);
        assertThat(figure("broker.sql.queries", "outcome", "cancelled")).isOne();
    }

    @Test
    void aLiveQueryThatIsWrongSaysSoAndEnds() {
        HttpResponse<String> live = console.send(
                "GET", "/sql/live?query=" + URLEncoder.encode("SELECT * FROM nowhere", StandardCharsets.UTF_8), null);

        assertThat(live.body()).contains("event: problem", "There is no topic 'nowhere'.", "event: end");
    }

    private double figure(String name, String... tags) {
        return console.broker()
                .metrics()
                .get(name)
                .tags(tags)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    private static int count(String data) {
        return RunningConsole.read(data.substring("data: ".length()))
                .path("rows")
                .path(0)
                .path(0)
                .asInt();
    }

    private HttpResponse<String> ask(String body) {
        return console.send("POST", "/sql", body);
    }

    private void write(String value) {
        orders.partitions()
                .get(0)
                .log()
                .append(
                        MemoryRecords.withRecords(
                                Compression.NONE, new SimpleRecord(1_000, value.getBytes(StandardCharsets.UTF_8))),
                        AppendOrigin.CLIENT,
                        Durability.WRITTEN)
                .toCompletableFuture()
                .join();
    }
}
