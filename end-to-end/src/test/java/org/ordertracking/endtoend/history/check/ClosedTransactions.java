package org.ordertracking.endtoend.history.check;

import static org.apache.kafka.common.IsolationLevel.READ_COMMITTED;
import static org.apache.kafka.common.IsolationLevel.READ_UNCOMMITTED;

import java.util.stream.Stream;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/** With no transaction open, who reads what is committed gets as far as who reads all. */
final class ClosedTransactions implements Check {

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        return history.finallyIn(READ_UNCOMMITTED).stream().flatMap(all -> {
            long stable = history.finallyIn(READ_COMMITTED, all.partition()).to();
            return stable == all.to()
                    ? Stream.empty()
                    : Stream.of(Anomaly.of(
                            Kind.HANGING_TRANSACTION,
                            "%s ends at %d, and is stable only up to %d",
                            all.partition(),
                            all.to(),
                            stable));
        });
    }
}
