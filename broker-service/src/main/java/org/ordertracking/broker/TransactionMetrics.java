package org.ordertracking.broker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.ordertracking.broker.transaction.Transaction;
import org.ordertracking.broker.transaction.TransactionCoordinator;

/** Shows the transactional ids there are and whether a transaction hangs. */
final class TransactionMetrics {

    /** Those an id can be found in; a dead one is forgotten. */
    private static final List<TransactionState> STATES = List.of(
            TransactionState.EMPTY,
            TransactionState.ONGOING,
            TransactionState.PREPARE_COMMIT,
            TransactionState.PREPARE_ABORT,
            TransactionState.COMPLETE_COMMIT,
            TransactionState.COMPLETE_ABORT);

    private TransactionMetrics() {}

    /**
     * @param clock that the coordinator goes by
     */
    static void bind(TransactionCoordinator transactions, InstantSource clock, MeterRegistry registry) {
        STATES.forEach(
                state -> Gauge.builder("broker.transactions", transactions, coordinator -> countOf(state, coordinator))
                        .description("Transactional ids by the state of their transaction")
                        .tag("state", state.stateName())
                        .register(registry));
        TimeGauge.builder(
                        "broker.transactions.oldest.open",
                        transactions,
                        TimeUnit.MILLISECONDS,
                        coordinator -> oldestOpenMillis(coordinator, clock))
                .description("Age of the oldest transaction that lacks a marker; 0 when there is none")
                .register(registry);
        FunctionCounter.builder("broker.transactions.timed.out", transactions, TransactionCoordinator::timedOut)
                .description("Transactions aborted because they were open for longer than transaction.timeout.ms")
                .register(registry);
    }

    private static double countOf(TransactionState state, TransactionCoordinator transactions) {
        return transactions.all().stream()
                .filter(transaction -> transaction.state() == state)
                .count();
    }

    private static double oldestOpenMillis(TransactionCoordinator transactions, InstantSource clock) {
        long now = clock.millis();
        return transactions.all().stream()
                .filter(transaction -> transaction.state() == TransactionState.ONGOING || transaction.isPrepared())
                .mapToLong(Transaction::startedAt)
                .map(startedAt -> Math.max(0, now - startedAt))
                .max()
                .orElse(0);
    }
}
