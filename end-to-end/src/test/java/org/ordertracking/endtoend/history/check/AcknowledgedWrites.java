package org.ordertracking.endtoend.history.check;

import static org.apache.kafka.common.IsolationLevel.READ_COMMITTED;
import static org.apache.kafka.common.IsolationLevel.READ_UNCOMMITTED;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation.Write;
import org.ordertracking.endtoend.history.Outcome;
import org.ordertracking.endtoend.history.Slice;
import org.ordertracking.endtoend.history.Value;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/** An acknowledged record is in the log, and visible to all unless its transaction was not committed. */
final class AcknowledgedWrites implements Check {

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        Set<Value> inTheLog = valuesIn(history, READ_UNCOMMITTED);
        Set<Value> committed = valuesIn(history, READ_COMMITTED);
        return history.all(Write.class).stream()
                .filter(write -> write.outcome() == Outcome.OK)
                .flatMap(write -> {
                    if (!inTheLog.contains(write.value())) {
                        return Stream.of(lost(write, READ_UNCOMMITTED));
                    }
                    boolean mustBeCommitted = history.fate(write.transaction()) == Outcome.OK;
                    return mustBeCommitted && !committed.contains(write.value())
                            ? Stream.of(lost(write, READ_COMMITTED))
                            : Stream.empty();
                });
    }

    private static Set<Value> valuesIn(History history, IsolationLevel isolation) {
        Set<Value> values = new HashSet<>();
        for (Slice slice : history.finallyIn(isolation)) {
            values.addAll(slice.records().values());
        }
        return values;
    }

    private static Anomaly lost(Write write, IsolationLevel isolation) {
        return Anomaly.of(
                Kind.LOST_WRITE,
                "%s was acknowledged at %s@%d and is not there in the end with %s",
                write.value(),
                write.partition(),
                write.offset(),
                isolation);
    }
}
