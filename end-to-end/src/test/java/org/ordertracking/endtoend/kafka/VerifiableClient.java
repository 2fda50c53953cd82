package org.ordertracking.endtoend.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/**
 * One of the clients that Kafka's own system tests drive, in a process of its own. It prints what happens to it, one JSON
 * object per line.
 */
abstract class VerifiableClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildProcess process;
    private final List<JsonNode> events = new ArrayList<>();

    VerifiableClient(ProcessSupervisor supervisor, String name, Class<?> main, List<String> arguments) {
        this.process = supervisor.start(Command.mainClass(name, main.getName(), arguments));
    }

    /** Everything that has happened to it so far. */
    final List<JsonNode> events() {
        List<String> lines = process.output().lines();
        for (String line : lines.subList(events.size(), lines.size())) {
            events.add(parse(line));
        }
        return events;
    }

    /** The kind of event. */
    static String nameOf(JsonNode event) {
        return event.path("name").asText();
    }

    /** Ends it with SIGTERM and waits until it has said all. */
    final void stop() {
        process.terminate();
    }

    /** Ends it with SIGKILL. */
    final void kill() {
        process.kill();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not an event: " + line, e);
        }
    }
}
