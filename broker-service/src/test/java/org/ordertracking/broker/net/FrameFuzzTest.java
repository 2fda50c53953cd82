package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.ApiHandlers;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.RawClient;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.TopicDefaults;

/**
 * Thousands of almost right requests, made from the golden ones, over real connections to a whole broker: it goes on serving, holds on to
 * nothing, and logs no more than a line a frame.
 *
 * <p>{@code -Dfuzz.frames=} and {@code -Dfuzz.seed=} make a longer run, or the same again.
 */
class FrameFuzzTest {
    private static final int FRAMES = Integer.getInteger("fuzz.frames", 4_000);
    private static final long SEED = Long.getLong("fuzz.seed", 4711);
    private static final int FRAMES_PER_CONNECTION = 3;
    private static final int MAX_PARTITIONS = 200;

    /** Longer than any wait that a request can ask for and be granted. */
    private static final long EVERY_WAIT_MILLIS = Duration.ofDays(30).toMillis();

    private static final int A_WHILE_MILLIS = 200;

    @TempDir
    private Path directory;

    private final FakeTimer timer = new FakeTimer();
    private final LogLines log = LogLines.of("org.ordertracking.broker");
    private final LogLines netty = LogLines.of("io.netty.util.ResourceLeakDetector");
    private final ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();
    private TestBroker broker;
    private TestListener listener;

    @BeforeEach
    void start() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        broker = TestBroker.in(directory)
                .withTimer(timer)
                .withTopicDefaults(new TopicDefaults(1, MAX_PARTITIONS, Map.of()))
                .withPolicies(new ApiHandlers.Policies(true, 1 << 20, Map.of()))
                .withGroups()
                .withTransactions()
                .start();
        broker.topic(GoldenRequests.TOPIC, 2);
        listener = new TestListener(broker.dispatcher(), TestListener.connections(100));
        log.clear();
    }

    @AfterEach
    void stop() {
        listener.close();
        broker.close();
        log.close();
        netty.close();
        ResourceLeakDetector.setLevel(usual);
    }

    @Test
    void almostRightFramesNeitherKillTheBrokerNorLeakNorFillTheLog() throws IOException {
        FrameMutator frames = new FrameMutator(goldenRequests(), SEED);
        for (int sent = 0; sent < FRAMES; sent += FRAMES_PER_CONNECTION) {
            sendAndLeave(frames);
        }

        await("every connection is closed").until(() -> listener.openConnections() == 0);
        await("nothing is held of any request").until(() -> {
            timer.advanceClock(EVERY_WAIT_MILLIS);
            return listener.requestBytesHeld() == 0;
        });
        assertThat(listener.requestsAnswered())
                .as("frames that were right enough to be answered")
                .isGreaterThan(FRAMES / 10);
        assertThat(log.warnings()).as("seed %d", SEED).isNotEmpty().hasSizeLessThanOrEqualTo(FRAMES);
        assertThat(log.warnings())
                .as("seed %d, logged in detail: %s", SEED, log.stackTraces())
                .noneMatch(line -> line.contains("unexpectedly"));
        assertServes();
        assertNoBufferIsLost();
    }

    private void sendAndLeave(FrameMutator frames) throws IOException {
        try (RawClient client = listener.connect()) {
            for (int i = 0; i < FRAMES_PER_CONNECTION; i++) {
                client.send(RawClient.framed(frames.next()));
            }
            client.finish();
            // What the server waits for, such as the records of a fetch, holds up the frames behind it.
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                boolean closed = client.isClosedByServerWithin(A_WHILE_MILLIS);
                if (!closed) {
                    timer.advanceClock(EVERY_WAIT_MILLIS);
                }
                return closed;
            });
        } catch (SocketException closedForAnEarlierFrame) {
            // The server hangs up on what it cannot answer.
        }
    }

    private void assertServes() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(new ApiVersionsRequestData(), 0, 1);
            assertThat(client.receive().getInt()).isEqualTo(1);
        }
        ProduceResponseData produced =
                Requests.ask(broker, GoldenRequests.produce((short) 9), 9, ProduceResponseData.class);
        assertThat(produced.responses()).isNotEmpty();
    }

    /** Buffers that were dropped without being released are reported when the next ones are allocated after a collection. */
    private void assertNoBufferIsLost() throws IOException {
        System.gc();
        for (int i = 0; i < 100; i++) {
            assertServes();
        }
        assertThat(netty.warnings()).isEmpty();
    }

    private static List<byte[]> goldenRequests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(FrameFuzzTest::requestOf)
                    .toList();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static byte[] requestOf(Path file) {
        return HexFormat.of().parseHex(GoldenFile.read(file).request());
    }
}
