package org.ordertracking.endtoend.history.check;

import java.util.List;
import org.ordertracking.endtoend.history.History;

/**
 * Holds a history against all that the broker promises its clients. A run has to end with readings of every partition, in
 * both isolations, after the last writer has ended and every transaction is closed: they are the truth that all else is
 * compared to.
 */
public final class HistoryChecker {

    private static final List<Check> CHECKS = List.of(
            new AcknowledgedWrites(),
            new ReadIsolation(),
            new OneOffsetPerValue(),
            new OneValuePerOffset(),
            new UnbrokenReads(),
            new WholeTransactions(),
            new ClosedTransactions(),
            new ProducerOrder(),
            new GroupOffsets(),
            new ExactlyOnceCopies());

    private HistoryChecker() {}

    /** What is wrong; empty if nothing is. */
    public static List<Anomaly> check(History history) {
        return CHECKS.stream().flatMap(check -> check.anomaliesIn(history)).toList();
    }
}
