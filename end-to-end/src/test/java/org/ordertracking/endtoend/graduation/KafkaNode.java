package org.ordertracking.endtoend.graduation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** A node of Apache Kafka, broker and controller in one, as a process. It keeps its address and its data over restarts. */
final class KafkaNode {

    private static final String MAIN_CLASS = "kafka.Kafka";
    private static final List<String> SMALL_HEAP = List.of("-Xmx256m");

    private final ProcessSupervisor processes;
    private final Command command;
    private final int id;
    private ChildProcess process;

    private KafkaNode(ProcessSupervisor processes, Command command, int id) {
        this.processes = processes;
        this.command = command;
        this.id = id;
    }

    /** A node with an empty data directory, made ready for its cluster and not started yet. */
    static KafkaNode create(ProcessSupervisor processes, int id, String clusterId, Path settings) {
        format(clusterId, settings);
        Command command = Command.mainClass("kafka-" + id, SMALL_HEAP, MAIN_CLASS, List.of(settings.toString()));
        return new KafkaNode(processes, command, id);
    }

    int id() {
        return id;
    }

    /** Starts it, without waiting. */
    void launch() {
        process = processes.start(command);
    }

    boolean isRunning() {
        return process != null && process.isRunning();
    }

    /** Ends it with SIGKILL. */
    void kill() {
        process.kill();
    }

    private static void format(String clusterId, Path settings) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = kafka.tools.StorageTool.execute(
                new String[] {"format", "--cluster-id", clusterId, "--config", settings.toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (exit != 0) {
            throw new IllegalStateException(
                    "Kafka does not take " + settings + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }
}
