package org.ordertracking.messaging.projection;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Transactions of JTA, as everywhere else in a service. */
@Singleton
class JtaTransactions implements Transactions {

    private final int timeoutInSeconds;

    JtaTransactions(ProjectionsConfig config) {
        this.timeoutInSeconds = (int) Math.max(1, config.transactionTimeout().toSeconds());
    }

    @Override
    public <T> T call(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().timeout(timeoutInSeconds).call(work::get);
    }
}
