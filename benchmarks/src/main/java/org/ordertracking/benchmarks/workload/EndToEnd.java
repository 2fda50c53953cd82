package org.ordertracking.benchmarks.workload;

import java.util.List;
import java.util.Map;
import org.ordertracking.benchmarks.clients.Latencies;
import org.ordertracking.benchmarks.clients.LatencyProbe;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Row;

/** How long a record takes from the moment it is due at a producer until a consumer has it, at a rate that leaves room. */
record EndToEnd(Row median, Row tail, int size, int records, double perSecond) implements ServedWorkload {

    @Override
    public String id() {
        return "end-to-end";
    }

    @Override
    public List<Row> rows() {
        return List.of(median, tail);
    }

    @Override
    public Outcome run(Subject subject, double scale) throws Exception {
        String topic = subject.passingTopic(id(), 1);
        int count = Math.max(1, (int) Math.round(records * scale));
        Latencies latencies = LatencyProbe.measure(subject, topic, count, perSecond, size);
        return new Outcome(
                Map.of(median.id(), latencies.milliseconds(0.5), tail.id(), latencies.milliseconds(0.99)), 0);
    }
}
