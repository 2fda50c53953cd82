package org.ordertracking.endtoend.strain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** A real file system that is full, read-only or in use: a small one in memory, which only root may mount. */
class DiskFaultsIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final String TOPIC = "orders";
    private static final String SIZE = "size=48m";
    private static final int BALLAST_BYTES = 8 << 20;
    private static final String PADDING = "x".repeat(50_000);

    private BrokerProcess broker;
    private KafkaClients clients;
    private final List<String> acknowledged = new ArrayList<>();

    @BeforeEach
    void mountSmallDisk() throws Exception {
        // A contributor need not be root; .ci/run is, and fails when these tests were skipped.
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount a file system");
        broker = BrokerProcess.create(PROCESSES, "disk-" + System.nanoTime());
        clients = new KafkaClients(broker.bootstrapServers());
        run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", disk());
    }

    @AfterEach
    void unmount() throws Exception {
        broker.kill();
        run("umount", "--lazy", disk());
    }

    @Test
    void aFullDiskRefusesAppendsLosesNothingAndGoesOnWhenThereIsRoom() throws Exception {
        broker.start();
        clients.createTopic(TOPIC, 1);
        Path ballast = broker.dataDirectory().resolve("ballast");
        Files.write(ballast, new byte[BALLAST_BYTES]);

        fill();
        assertThat(broker.process().saysThatItLives()).isTrue();
        assertThat(keys()).as("read while the disk is full").isEqualTo(acknowledged);

        int before = acknowledged.size();
        Files.delete(ballast);
        fill();
        assertThat(acknowledged.size()).as("without a restart").isGreaterThan(before);
        assertThat(linesWith("the disk takes appends again")).isNotEmpty();

        broker.crash();
        assertThat(keys()).as("after a kill and a start on a full disk").isEqualTo(acknowledged);
    }

    @Test
    void aDirectoryThatIsReadOnlyIsRefusedAtTheStartAndSaysSo() throws Exception {
        run("mount", "-o", "remount,ro", disk());

        broker.process().launch();

        assertRefused(broker, "Read-only file system");
    }

    @Test
    void aDirectoryInUseIsRefusedAndTheBrokerThatUsesItIsUnharmed() throws Exception {
        broker.start();
        BrokerProcess second = BrokerProcess.create(PROCESSES, "second-" + System.nanoTime());
        second.process().configure("BROKER_DATA_DIR", disk());

        second.process().launch();

        assertRefused(second, "is in use by another broker");
        clients.createTopic(TOPIC, 1);
        try (Producer<String, String> producer = clients.producer(Map.of())) {
            assertThat(producer.send(new ProducerRecord<>(TOPIC, "value")).get().offset())
                    .isZero();
        }
    }

    private void assertRefused(BrokerProcess refused, String reason) {
        eventually().until(() -> !refused.process().isRunning());
        assertThat(refused.process().errors().lines())
                .anySatisfy(line ->
                        assertThat(line).contains("The broker cannot start", disk(), reason, "BROKER_DATA_DIR"));
    }

    /** Until an append is refused for longer than the producer tries. */
    private void fill() throws InterruptedException {
        Map<String, Object> impatient = Map.of(
                "delivery.timeout.ms", 10_000, "request.timeout.ms", 5_000, "linger.ms", 0, "max.block.ms", 60_000);
        try (Producer<String, String> producer = clients.producer(impatient)) {
            while (true) {
                String key = String.valueOf(acknowledged.size());
                producer.send(new ProducerRecord<>(TOPIC, key, PADDING)).get();
                acknowledged.add(key);
            }
        } catch (ExecutionException refused) {
            assertThat(linesWith("appends fail until the disk takes them again"))
                    .isNotEmpty();
        }
    }

    private List<String> keys() {
        return clients.readAll(TOPIC).stream().map(ConsumerRecord::key).toList();
    }

    private List<String> linesWith(String part) {
        return broker.process().output().lines().stream()
                .filter(line -> line.contains(part))
                .toList();
    }

    private String disk() {
        return broker.dataDirectory().toString();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + output)
                .isZero();
    }
}
