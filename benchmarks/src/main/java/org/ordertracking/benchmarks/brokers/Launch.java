package org.ordertracking.benchmarks.brokers;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a broker is to be started.
 *
 * @param directory where its data, settings and output are; made when it is not there, used again when it is
 * @param java the {@code java} to run it
 * @param heapMebibytes limit of the heap; without one, what each comes with
 * @param settings further settings by name, for growth beyond limits that a broker comes with
 */
public record Launch(
        Path directory, Path java, Durability durability, OptionalInt heapMebibytes, List<String> settings) {

    public static Launch in(Path directory, Path java) {
        return new Launch(directory, java, Durability.PAGE_CACHE, OptionalInt.empty(), List.of());
    }

    public Launch with(Durability other) {
        return new Launch(directory, java, other, heapMebibytes, settings);
    }

    public Launch withHeap(OptionalInt mebibytes) {
        return new Launch(directory, java, durability, mebibytes, settings);
    }

    public Launch withSettings(List<String> more) {
        return new Launch(directory, java, durability, heapMebibytes, more);
    }
}
