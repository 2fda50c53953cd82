package org.ordertracking.endtoend.strain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ordertracking.endtoend.suite.BrokerProcess;

/**
 * What the broker's process takes of the system, from Linux's {@code /proc}.
 *
 * @param residentMiB memory now
 * @param peakMiB the most memory there ever was
 * @param threads threads, the JVM's own included
 * @param files open files and sockets
 */
public record Footprint(long residentMiB, long peakMiB, long threads, long files) {

    /** The footprint as of now. */
    public static Footprint of(BrokerProcess broker) {
        Path process = Path.of("/proc", String.valueOf(broker.process().pid()));
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            String status = Files.readString(process.resolve("status"));
            return new Footprint(
                    number(status, "VmRSS:") >> 10,
                    number(status, "VmHWM:") >> 10,
                    number(status, "Threads:"),
                    files.count());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at the broker's process", e);
        }
    }

    private static long number(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + name));
    }
}
