package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.console.LocalClient;
import org.ordertracking.broker.topic.NewTopic;

/** Many of everything: answers stay as large as a page. */
class ConsoleCrowdTest {
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
    void listsComeInPages() {
        CompletableFuture.allOf(IntStream.range(0, 120)
                        .mapToObj(i -> topic("topic-%03d".formatted(i), 2))
                        .toArray(CompletableFuture[]::new))
                .join();

        JsonNode first = console.get("/api/topics?size=50");
        JsonNode last = console.get("/api/topics?size=50&page=3");
        JsonNode found = console.get("/api/topics?search=C-11");

        assertThat(first.get("items")).hasSize(50);
        assertThat(first.get("total").asInt()).isEqualTo(120);
        assertThat(last.get("items")).hasSize(20);
        assertThat(console.get("/api/topics?page=9").get("items")).isEmpty();
        assertThat(found.get("total").asInt()).isEqualTo(10);
        assertThat(console.get("/api/topics?sort=name&descending=true&size=1")
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("topic-119");
        assertThat(console.send("GET", "/api/topics?size=501", null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTopicOfMoreThanAHundredFilledPartitionsIsReadPartitionByPartition() {
        topic("wide", 101).join();
        for (int i = 0; i < 101; i++) {
            console.send("POST", "/api/topics/wide/records", "{\"partition\":" + i + ",\"value\":\"x\"}");
        }

        HttpResponse<String> refused = console.send("GET", "/api/topics/wide/records", null);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(RunningConsole.read(refused.body()).at("/errors/0/field").asText())
                .isEqualTo("partition");
        assertThat(console.get("/api/topics/wide/records?partition=100").get("items"))
                .hasSize(1);
        assertThat(console.get("/api/topics/wide/partitions?size=50&page=3").get("items"))
                .hasSize(1);
    }

    @Test
    void aGroupOfAHundredMembersComesInPages() {
        topic("orders", 100).join();
        LocalClient client = new LocalClient(console.broker().broker().dispatcher());
        await().until(() -> join(client, "member-000") == 0);
        for (int i = 1; i < 100; i++) {
            assertThat(join(client, "member-%03d".formatted(i))).isZero();
        }

        JsonNode listed = console.get("/api/groups").at("/items/0");
        JsonNode members = console.get("/api/groups/crowd/members?size=30&page=4");

        assertThat(listed.get("members").asInt()).isEqualTo(100);
        assertThat(listed.get("type").asText()).isEqualTo("consumer");
        assertThat(members.get("items")).hasSize(10);
        assertThat(members.get("total").asInt()).isEqualTo(100);
    }

    @Test
    void soManyLiveViewsAndNoMoreAreOpenAtATime() {
        topic("orders", 1).join();
        for (int i = 0; i < RunningConsole.DEMO.streams(); i++) {
            HttpResponse<?> open = console.client()
                    .sendAsync(
                            console.request("/api/topics/orders/tail").build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .join();
            assertThat(open.statusCode()).isEqualTo(200);
        }

        HttpResponse<String> refused = console.send("GET", "/api/topics/orders/tail", null);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void liveViewsEndWhenTheBrokerStops() {
        topic("orders", 1).join();
        CompletableFuture<HttpResponse<String>> open = console.client()
                .sendAsync(console.request("/api/topics/orders/tail").build(), HttpResponse.BodyHandlers.ofString());

        await().until(() -> {
            console.web().endStreams();
            return open.isDone();
        });

        assertThat(open.join().statusCode()).isEqualTo(200);
    }

    @Test
    void theLiveViewTellsWhatIsWritten() throws IOException {
        topic("orders", 1).join();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                console.client()
                        .sendAsync(
                                console.request("/api/topics/orders/tail?text=wanted")
                                        .build(),
                                HttpResponse.BodyHandlers.ofInputStream())
                        .join()
                        .body(),
                StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo(": watching");
            console.send("POST", "/api/topics/orders/records", "{\"value\":\"other\"}");
            console.send("POST", "/api/topics/orders/records", "{\"value\":\"wanted\\nand more\"}");

            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                line = lines.readLine();
            }
            JsonNode news = RunningConsole.read(line.substring("data: ".length()));
            assertThat(news.get("items")).hasSize(1);
            assertThat(news.at("/items/0/value/text").asText()).isEqualTo("wanted\nand more");
        }
    }

    private CompletableFuture<?> topic(String name, int partitions) {
        return console.broker()
                .broker()
                .topics()
                .create(new NewTopic(name, partitions, Map.of()), false)
                .toCompletableFuture();
    }

    private static int join(LocalClient client, String member) {
        return client.ask(
                        new ConsumerGroupHeartbeatRequestData()
                                .setGroupId("crowd")
                                .setMemberId(member)
                                .setMemberEpoch(0)
                                .setRebalanceTimeoutMs(60_000)
                                .setSubscribedTopicNames(List.of("orders"))
                                .setTopicPartitions(List.of()),
                        ConsumerGroupHeartbeatResponseData.class)
                .toCompletableFuture()
                .join()
                .errorCode();
    }
}
