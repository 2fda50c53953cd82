package org.ordertracking.endtoend.history.check;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation.TransactionEnd;
import org.ordertracking.endtoend.history.Operation.Write;
import org.ordertracking.endtoend.history.Outcome;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/** What is read was sent and not refused; what is read as committed was not aborted, nor read before its commit. */
final class ReadIsolation implements Check {

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        return Sighting.in(history)
                .flatMap(sighting -> history
                        .writeOf(sighting.value())
                        .map(write -> judge(history, sighting, write))
                        .orElseGet(() -> Optional.of(anomaly(Kind.PHANTOM, sighting, "which nobody sent")))
                        .stream());
    }

    private static Optional<Anomaly> judge(History history, Sighting sighting, Write write) {
        if (write.outcome() == Outcome.FAILED) {
            return Optional.of(anomaly(Kind.ABORTED_READ, sighting, "which was refused"));
        }
        if (sighting.isolation() == IsolationLevel.READ_UNCOMMITTED
                || write.transaction().isEmpty()) {
            return Optional.empty();
        }
        if (history.fate(write.transaction()) == Outcome.FAILED) {
            return Optional.of(anomaly(
                    Kind.ABORTED_READ,
                    sighting,
                    "of the aborted transaction " + write.transaction().get()));
        }
        return write.transaction()
                .flatMap(history::endOf)
                .map(TransactionEnd::span)
                .filter(commit -> sighting.span().before(commit))
                .map(commit -> anomaly(Kind.DIRTY_READ, sighting, "before it was to be committed"));
    }

    private static Anomaly anomaly(Kind kind, Sighting sighting, String what) {
        return Anomaly.of(
                kind,
                "%s with %s read %s at %s, %s",
                sighting.reader(),
                sighting.isolation(),
                sighting.value(),
                sighting.place(),
                what);
    }
}
