package org.ordertracking.endtoend.compatibility;

import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.AppInfoParser;

/** Kafka's command line tools against one broker, each run a process, as the scripts of a Kafka distribution start it. */
record KafkaTools(Programs programs, String bootstrapServers) {

    private static final String PACKAGE = "org.apache.kafka.tools.";

    /** Of the tools, which is that of the client library. */
    static String version() {
        return AppInfoParser.getVersion();
    }

    /** Runs a tool of {@code org.apache.kafka.tools} that has to end well, and returns what it printed. */
    List<String> run(String tool, String... arguments) {
        return programs.runJava(simpleName(tool), PACKAGE + tool, with(arguments));
    }

    /** Runs a tool that has to fail, and returns what it said. */
    List<String> refused(String tool, String... arguments) {
        return programs.runJavaRefused(simpleName(tool), PACKAGE + tool, with(arguments));
    }

    List<String> topics(String... arguments) {
        return run("TopicCommand", arguments);
    }

    /** The one tool that lives among the classes of the broker. */
    List<String> configs(String... arguments) {
        return programs.runJava("ConfigCommand", "kafka.admin.ConfigCommand", with(arguments));
    }

    List<String> groups(String... arguments) {
        return run("consumer.group.ConsumerGroupCommand", arguments);
    }

    /** Every record from the first offset on; waits until there are so many. */
    List<String> consume(String topic, int count, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("--topic", topic, "--max-messages", String.valueOf(count), "--timeout-ms", "60000"));
        all.addAll(List.of(arguments));
        return run("consumer.ConsoleConsumer", all.toArray(String[]::new));
    }

    /** Sends records of 100 bytes as fast as can be; {@code settings} are arguments of ProducerPerformance. */
    List<String> sendFast(String topic, int count, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--topic",
                topic,
                "--num-records",
                String.valueOf(count),
                "--record-size",
                "100",
                "--throughput",
                "-1"));
        arguments.addAll(List.of(settings));
        arguments.addAll(List.of("--producer-props", "bootstrap.servers=" + bootstrapServers, "acks=all"));
        return programs.runJava("ProducerPerformance", PACKAGE + "ProducerPerformance", arguments);
    }

    /** The cluster's id, from the one tool that wants its command first. */
    List<String> clusterId() {
        return programs.runJava(
                "ClusterTool", PACKAGE + "ClusterTool", List.of("cluster-id", "--bootstrap-server", bootstrapServers));
    }

    void createTopic(String topic, int partitions) {
        topics("--create", "--topic", topic, "--partitions", String.valueOf(partitions));
    }

    /** Sends the numbers from 0 on. */
    void sendNumbers(String topic, int count) {
        run("VerifiableProducer", "--topic", topic, "--max-messages", String.valueOf(count), "--acks", "-1");
    }

    /** The offset that GetOffsetShell finds, as it prints it: by partition, {@code topic:partition:offset}. */
    List<String> offsets(String topic, String time) {
        return run("GetOffsetShell", "--topic", topic, "--time", time);
    }

    /** Repeats a question until the answer has such a line. */
    void awaitLine(String pattern, Question question) {
        eventually().until(() -> question.ask().stream().anyMatch(line -> line.matches(pattern)));
    }

    static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private List<String> with(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", bootstrapServers));
        all.addAll(List.of(arguments));
        return all;
    }

    private static String simpleName(String tool) {
        return tool.substring(tool.lastIndexOf('.') + 1);
    }

    /** Runs a tool that shows something. */
    interface Question {
        List<String> ask();
    }
}
