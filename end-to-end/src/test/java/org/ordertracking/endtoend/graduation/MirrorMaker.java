package org.ordertracking.endtoend.graduation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** MirrorMaker 2 with a configuration of the folder {@code graduation}, and the question how far it has got. */
final class MirrorMaker {

    private static final String MAIN_CLASS = "org.apache.kafka.connect.mirror.MirrorMaker";
    private static final Path FOLDER = Path.of(System.getProperty("modules.directory"), "graduation")
            .toAbsolutePath()
            .normalize();
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final ProcessSupervisor processes;
    private final Command command;
    private final String from;
    private final String to;
    private ChildProcess process;

    /** One that is not started yet. */
    MirrorMaker(ProcessSupervisor processes, String configuration, String from, String to) {
        this.processes = processes;
        this.from = from;
        this.to = to;
        this.command = Command.mainClass(
                        "mirror-maker",
                        List.of("-Xmx384m"),
                        MAIN_CLASS,
                        List.of(FOLDER.resolve(configuration).toString()))
                .with("OLD_BOOTSTRAP_SERVERS", from)
                .with("NEW_BOOTSTRAP_SERVERS", to);
    }

    void start() {
        process = processes.start(command);
    }

    void stop() {
        process.terminate();
    }

    /**
     * Waits until these topics are copied to their last record, as the documentation has people wait.
     *
     * @throws IllegalStateException if MirrorMaker does not get there, with the topic and the records
     */
    void awaitCaughtUp(Collection<String> topics) {
        List<String> arguments =
                new ArrayList<>(List.of(FOLDER.resolve("caught-up").toString(), from, to));
        arguments.addAll(topics);
        ChildProcess waiting = processes.start(
                Command.of("caught-up", arguments.toArray(String[]::new)).with("LIMIT", "150"));
        int exit = waiting.awaitExit(LIMIT);
        if (exit != 0 || !process.isRunning()) {
            throw new IllegalStateException("MirrorMaker " + (process.isRunning() ? "runs" : "has ended")
                    + ", and caught-up says " + waiting.errors().lines());
        }
    }
}
