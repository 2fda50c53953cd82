package org.ordertracking.endtoend.graduation;

import static org.ordertracking.endtoend.process.Patience.eventually;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/**
 * A cluster of Apache Kafka on this machine, every node broker and controller in one. Its defaults are those that
 * docs/graduating-to-kafka.md asks of a cluster: as many copies as nodes, up to three, of which all but one must have a
 * record before it is acknowledged, and no topics that appear by themselves.
 */
final class KafkaCluster {

    private static final int ANSWER_LIMIT_S = 10;

    private final List<KafkaNode> nodes;
    private final String bootstrapServers;
    private final Map<String, Object> adminSettings;

    private KafkaCluster(List<KafkaNode> nodes, String bootstrapServers, Map<String, Object> adminSettings) {
        this.nodes = List.copyOf(nodes);
        this.bootstrapServers = bootstrapServers;
        this.adminSettings = Map.copyOf(adminSettings);
    }

    /** So many nodes, not started yet. */
    static KafkaCluster create(ProcessSupervisor processes, int count) {
        return create(processes, count, "PLAINTEXT", Map.of(), Map.of());
    }

    /**
     * So many nodes, not started yet.
     *
     * @param protocol in which clients and nodes talk to brokers
     * @param nodeSettings what each node needs for that
     * @param adminSettings what an administrator's client needs for that
     */
    static KafkaCluster create(
            ProcessSupervisor processes,
            int count,
            String protocol,
            Map<String, String> nodeSettings,
            Map<String, Object> adminSettings) {
        List<Integer> brokerPorts = ports(count);
        List<Integer> controllerPorts = ports(count);
        String voters = IntStream.range(0, count)
                .mapToObj(index -> (index + 1) + "@localhost:" + controllerPorts.get(index))
                .collect(Collectors.joining(","));
        String clusterId = Uuid.randomUuid().toString();
        List<KafkaNode> nodes = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            int id = index + 1;
            Map<String, String> settings = new LinkedHashMap<>(settings(count, protocol));
            settings.put("node.id", String.valueOf(id));
            settings.put("controller.quorum.voters", voters);
            settings.put(
                    "listeners",
                    "CLIENTS://localhost:%d,CONTROLLER://localhost:%d"
                            .formatted(brokerPorts.get(index), controllerPorts.get(index)));
            settings.put("advertised.listeners", "CLIENTS://localhost:" + brokerPorts.get(index));
            settings.put("log.dirs", processes.dataDirectory("kafka-" + id).toString());
            settings.putAll(nodeSettings);
            Path file = processes.file("kafka-" + id + ".properties", lines(settings));
            nodes.add(KafkaNode.create(processes, id, clusterId, file));
        }
        String bootstrapServers =
                brokerPorts.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
        return new KafkaCluster(nodes, bootstrapServers, adminSettings);
    }

    private static List<Integer> ports(int count) {
        return IntStream.range(0, count).mapToObj(index -> FreePorts.next()).toList();
    }

    /** What all nodes share; small and quick to elect, for a machine that runs everything else too. */
    private static Map<String, String> settings(int count, String protocol) {
        String copies = String.valueOf(Math.min(count, 3));
        String mustHave = String.valueOf(Math.max(1, Math.min(count, 3) - 1));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("listener.security.protocol.map", "CLIENTS:" + protocol + ",CONTROLLER:PLAINTEXT");
        settings.put("default.replication.factor", copies);
        settings.put("min.insync.replicas", mustHave);
        settings.put("offsets.topic.replication.factor", copies);
        settings.put("offsets.topic.num.partitions", "6");
        settings.put("transaction.state.log.replication.factor", copies);
        settings.put("transaction.state.log.min.isr", mustHave);
        settings.put("transaction.state.log.num.partitions", "6");
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        return settings;
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\n", "\\n"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Addresses of all its nodes, the same after a restart. */
    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Starts all nodes, without waiting. */
    void launch() {
        nodes.forEach(KafkaNode::launch);
    }

    /** Waits until all its nodes take part, or fails as soon as one has ended. */
    void awaitComplete() {
        eventually().until(() -> {
            for (KafkaNode node : nodes) {
                if (!node.isRunning()) {
                    throw new IllegalStateException("Kafka node " + node.id() + " has ended");
                }
            }
            return membersSeen() == nodes.size();
        });
    }

    List<KafkaNode> nodes() {
        return nodes;
    }

    Admin admin() {
        Map<String, Object> settings = new HashMap<>(adminSettings);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return Admin.create(settings);
    }

    /** Ends those that run with SIGKILL: asked politely all at once, the last would wait for a quorum that is gone. */
    void kill() {
        nodes.stream().filter(KafkaNode::isRunning).forEach(KafkaNode::kill);
    }

    private int membersSeen() throws InterruptedException {
        try (Admin admin = admin()) {
            return admin.describeCluster()
                    .nodes()
                    .get(ANSWER_LIMIT_S, TimeUnit.SECONDS)
                    .size();
        } catch (ExecutionException | java.util.concurrent.TimeoutException notYet) {
            return 0;
        }
    }
}
