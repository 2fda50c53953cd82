package org.ordertracking.messaging.inbox;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Whether trying again can help. */
enum FailureKind {
    /** The database is away, overloaded, or two transactions got in each other's way: it will pass. */
    TRANSIENT,
    /** The event or the code that handles it: the same again tomorrow. */
    POISON;

    /** SQL state classes: connection, rollback by conflict, resources, operator intervention; 55P03 is a lock timeout. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "HY");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final int MAX_DEPTH = 20;

    static FailureKind of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (isTransient(cause)) {
                return TRANSIENT;
            }
            cause = cause.getCause();
        }
        return POISON;
    }

    private static boolean isTransient(Throwable failure) {
        if (failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof RollbackException) {
            return true;
        }
        if (failure instanceof SQLException sql) {
            String state = sql.getSQLState();
            return state == null
                    || state.equals(LOCK_NOT_AVAILABLE)
                    || TRANSIENT_CLASSES.contains(state.substring(0, Math.min(2, state.length())));
        }
        return false;
    }
}
