package org.ordertracking.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ordertracking.benchmarks.brokers.AotCache;
import org.ordertracking.benchmarks.brokers.BrokerService;
import org.ordertracking.benchmarks.brokers.Durability;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.clients.Payloads;
import org.ordertracking.benchmarks.measure.Row;

/** All workloads, in the order of the table, with their goals. */
public final class Catalog {

    /** The workload that depends on how much data there is. */
    public static final String RESTART = Restart.ID;

    private static final String RATE = "records/s";
    private static final String MILLIS = "ms";
    private static final String SECONDS = "s";
    private static final String MEBIBYTES = "MiB";
    private static final String CPU = "CPU s per million";
    private static final int KIBIBYTE = 1024;
    private static final Map<String, String> TUNED =
            Map.of("batch.size", "262144", "linger.ms", "10", "compression.type", "lz4", "acks", "all");

    private Catalog() {}

    /** @param scratch folder for files that clients need */
    public static List<ServedWorkload> served(Path scratch) throws IOException {
        return List.of(
                Produce.of(
                                Row.higher("produce-acks1", "produce, default batching, acks=1", RATE, 1.3),
                                scratch,
                                KIBIBYTE,
                                600_000,
                                Map.of("acks", "1"))
                        .withCpu(Row.lower("cpu-produce", "broker's CPU, produce, default batching, acks=1", CPU, 0.7)),
                Produce.of(
                        Row.higher("produce-all", "produce, default batching, acks=all", RATE, 1.3),
                        scratch,
                        KIBIBYTE,
                        600_000,
                        Map.of("acks", "all")),
                Produce.of(
                        Row.higher("produce-tuned-100", "produce, tuned, 100 B", RATE, 1.2),
                        scratch,
                        100,
                        5_000_000,
                        TUNED),
                Produce.of(
                        Row.higher("produce-tuned-1k", "produce, tuned, 1 KiB", RATE, 1.2),
                        scratch,
                        KIBIBYTE,
                        1_000_000,
                        TUNED),
                Produce.of(
                        Row.higher("produce-tuned-10k", "produce, tuned, 10 KiB", RATE, 1.2),
                        scratch,
                        10 * KIBIBYTE,
                        100_000,
                        TUNED),
                Produce.of(
                                Row.higher("produce-fsync", "produce, acks=all, fsync, 1 producer", RATE, 2),
                                scratch,
                                KIBIBYTE,
                                60_000,
                                Map.of("acks", "all"))
                        .with(Durability.FSYNC),
                new ProduceTogether(
                        Row.higher("produce-fsync-8", "produce, acks=all, fsync, 8 producers at once", RATE, 2),
                        Durability.FSYNC,
                        8,
                        3,
                        KIBIBYTE,
                        80_000,
                        Map.of("acks", "all")),
                new Consume(
                        Row.higher("consume-1", "consume, 1 partition", RATE, 1.2),
                        Optional.empty(),
                        1,
                        KIBIBYTE,
                        800_000),
                new Consume(
                        Row.higher("consume-3", "consume, 3 partitions", RATE, 1.2),
                        Optional.of(Row.lower("cpu-consume", "broker's CPU, consume, 3 partitions", CPU, 0.7)),
                        3,
                        KIBIBYTE,
                        800_000),
                new ConsumeTwice(
                        Row.higher("consume-2-groups", "consume, 3 partitions, two groups at once", RATE, 1.2),
                        KIBIBYTE,
                        1_000_000),
                new ManyPartitions(
                        Row.higher("partitions-1000", "produce, 1,000 partitions, 50 connections", RATE, 1.2),
                        Row.lower("partitions-1000-p99", "acknowledged, 1,000 partitions, 50 clients, p99", MILLIS, 1),
                        50,
                        1000,
                        KIBIBYTE,
                        100_000,
                        2000),
                new EndToEnd(
                        Row.lower("end-to-end-p50", "end to end at 1,000 records/s, p50", MILLIS, 0.6),
                        Row.lower("end-to-end-p99", "end to end at 1,000 records/s, p99", MILLIS, 0.6),
                        KIBIBYTE,
                        5000,
                        1000),
                new Transactions(
                        Row.higher("transactions", "transactions of 10 records", "commits/s", 3),
                        Durability.PAGE_CACHE,
                        KIBIBYTE,
                        1000),
                new Transactions(
                        Row.higher("transactions-fsync", "transactions of 10 records, fsync", "commits/s", 3),
                        Durability.FSYNC,
                        KIBIBYTE,
                        300));
    }

    /** @throws IOException when files that clients need cannot be written */
    public static List<LifecycleWorkload> lifecycle(Place place) throws IOException {
        ResidentMemory.Load load =
                new ResidentMemory.Load(Payloads.file(place.scratch(), KIBIBYTE), place.loadRecords(), TUNED);
        return List.of(
                new ProcessStart(
                        Row.lower("start-jvm", "start to the first record, plain JVM", SECONDS, 0.5),
                        place.java(),
                        place.scratch(),
                        packaged -> packaged),
                new ProcessStart(
                        Row.lower("start-aot", "start to the first record, JDK 25, our AOT cache", SECONDS, 0.25),
                        place.aotJava().orElse(place.java()),
                        place.scratch(),
                        packaged -> trained(packaged, place)),
                new ResidentMemory(
                        Row.lower("memory-idle", "memory, idle, JVM flags as each comes", MEBIBYTES, 0.35),
                        Row.lower("memory-load", "memory, tuned load, JVM flags as each comes", MEBIBYTES, 0.5),
                        OptionalInt.empty(),
                        place.java(),
                        place.scratch(),
                        load),
                new ResidentMemory(
                        Row.lower("memory-idle-256", "memory, idle, -Xmx256m on both", MEBIBYTES, 0.35),
                        Row.lower("memory-load-256", "memory, tuned load, -Xmx256m on both", MEBIBYTES, 0.5),
                        OptionalInt.of(256),
                        place.java(),
                        place.scratch(),
                        load),
                new Restart(
                        Row.lower("restart-clean", "clean restart, data in 200 partitions", SECONDS, 0.5),
                        Row.lower("restart-killed", "restart after SIGKILL, data in 200 partitions", SECONDS, 0.5),
                        place.java(),
                        place.scratch(),
                        place.gigabytes()));
    }

    private static Installation trained(Installation packaged, Place place) throws IOException, InterruptedException {
        Path java = place.aotJava()
                .orElseThrow(
                        () -> new IllegalStateException("no JDK that makes AOT caches is known: --aot-java says one"));
        return AotCache.train(
                (BrokerService) packaged, place.image(), java, place.scratch().resolve("aot"));
    }
}
