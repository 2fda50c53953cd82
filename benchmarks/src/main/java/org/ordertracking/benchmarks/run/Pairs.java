package org.ordertracking.benchmarks.run;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ordertracking.benchmarks.measure.Failure;
import org.ordertracking.benchmarks.measure.Figures;
import org.ordertracking.benchmarks.measure.ProcFiles;
import org.ordertracking.benchmarks.measure.Results;
import org.ordertracking.benchmarks.measure.Row;
import org.ordertracking.benchmarks.measure.Run;
import org.ordertracking.benchmarks.measure.Sample;
import org.ordertracking.benchmarks.measure.Side;
import org.ordertracking.benchmarks.measure.Stopwatch;
import org.ordertracking.benchmarks.workload.Outcome;
import org.ordertracking.benchmarks.workload.Workload;

/** The same work on both brokers, again and again: A B, B A, A B, so that neither always comes first. */
public final class Pairs {

    private static final long RUN_MINUTES = 15;
    private static final double MILLION = 1e6;

    /** One run of a workload on one of the brokers. */
    interface Work {
        Outcome on(Side side) throws Exception;
    }

    private final int count;
    private final boolean quick;
    private final Results results;
    private final Runnable keep;

    /**
     * @param quick whether with less work, which is noted with the results
     * @param keep called after each workload, so that what was measured is kept whatever becomes of the next
     */
    public Pairs(int count, boolean quick, Results results, Runnable keep) {
        this.count = count;
        this.quick = quick;
        this.results = results;
        this.keep = keep;
    }

    boolean isQuick() {
        return quick;
    }

    /** Forgets what was known of a workload. */
    void begin(Workload workload) {
        results.begin(
                new Run(workload.id(), Instant.now(), quick),
                workload.rows().stream().map(Row::id).collect(Collectors.toSet()));
    }

    void failed(Workload workload, Side side, Exception cause) {
        Failure failure = Failure.of(workload.id(), side.title(), cause);
        results.add(failure);
        System.out.println("FAILED " + workload.id() + ", " + failure.reason());
    }

    /**
     * Runs all pairs; ends at the first run that fails.
     *
     * @param lead how many pairs come before those that count, to warm up
     * @param cpuRow the row of processor time per million records
     * @param brokers processes of brokers that live on, by side
     */
    void run(Workload workload, int lead, Optional<Row> cpuRow, Map<Side, Long> brokers, Work work) {
        for (int pair = -lead; pair < count; pair++) {
            Map<Side, String> shown = new EnumMap<>(Side.class);
            for (int turn = 0; turn < Side.values().length; turn++) {
                Side side = Side.values()[Math.floorMod(pair + turn, Side.values().length)];
                try {
                    shown.put(side, one(workload, cpuRow, brokers, side, pair, work));
                } catch (Exception e) {
                    failed(workload, side, e);
                    return;
                }
            }
            System.out.printf(
                    "%s %s: ours %s; Kafka %s%n",
                    workload.id(),
                    pair < 0 ? "warm-up" : pair + 1 + "/" + count,
                    shown.get(Side.OURS),
                    shown.get(Side.KAFKA));
        }
        keep.run();
    }

    private String one(Workload workload, Optional<Row> cpuRow, Map<Side, Long> brokers, Side side, int pair, Work work)
            throws Exception {
        Machine.sync();
        Stopwatch watch = new Stopwatch(List.copyOf(brokers.values()));
        double before = cpuRow.isPresent() ? ProcFiles.cpuSeconds(brokers.get(side)) : 0;
        Outcome outcome = Bounded.call(RUN_MINUTES, () -> work.on(side));
        Map<String, Double> values = new HashMap<>(outcome.values());
        cpuRow.ifPresent(row ->
                values.put(row.id(), (ProcFiles.cpuSeconds(brokers.get(side)) - before) * MILLION / outcome.records()));
        double others = watch.others();
        StringBuilder shown = new StringBuilder();
        for (Row row : workload.rows()) {
            double value = values.get(row.id());
            if (pair >= 0) {
                results.add(new Sample(row.id(), side, pair, value, others));
            }
            shown.append(shown.isEmpty() ? "" : ", ")
                    .append(Figures.of(value))
                    .append(' ')
                    .append(row.unit());
        }
        if (others > Sample.DISTURBED) {
            shown.append(" (DISTURBED: others took %.0f %%)".formatted(others * 100));
        }
        return shown.toString();
    }
}
