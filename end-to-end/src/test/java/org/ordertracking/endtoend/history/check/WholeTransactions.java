package org.ordertracking.endtoend.history.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;
import static org.apache.kafka.common.IsolationLevel.READ_COMMITTED;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation.Write;
import org.ordertracking.endtoend.history.Outcome;
import org.ordertracking.endtoend.history.Value;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/**
 * Of the acknowledged records of a transaction, all are committed in the end or none, also where the producer never learned
 * which.
 */
final class WholeTransactions implements Check {

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        Set<Value> committed = history.finallyIn(READ_COMMITTED).stream()
                .flatMap(slice -> slice.records().values().stream())
                .collect(toSet());
        Map<String, List<Write>> transactions = history.all(Write.class).stream()
                .filter(write -> write.outcome() == Outcome.OK)
                .filter(write -> write.transaction().isPresent())
                .collect(groupingBy(write -> write.transaction().get()));
        return transactions.entrySet().stream().flatMap(transaction -> {
            Map<Boolean, List<Value>> values =
                    transaction.getValue().stream().map(Write::value).collect(partitioningBy(committed::contains));
            return values.get(true).isEmpty() || values.get(false).isEmpty()
                    ? Stream.empty()
                    : Stream.of(Anomaly.of(
                            Kind.TORN_TRANSACTION,
                            "of %s, %s are there and %s are not",
                            transaction.getKey(),
                            values.get(true),
                            values.get(false)));
        });
    }
}
